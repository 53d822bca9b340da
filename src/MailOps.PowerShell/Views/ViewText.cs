using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace MailOps.PowerShell;

/// <summary>Cells that the views compute. They also serve the copies that a job leaves of a result, so they take whatever is there.</summary>
public static class ViewText
{
    // A table of 80 columns with one fixed column of 15 leaves this much to each of two others.
    private const int SentenceWidth = 31;

    /// <summary>What a table shows of a value: texts on one line, short, and without characters that act on the terminal.</summary>
    /// <param name="value">Any value; numbers and the like stay as they are.</param>
    public static object? Cell(object? value) => Show(value, DisplayText.Cell);

    /// <summary>What a list shows of a value: texts whole, without characters that act on the terminal.</summary>
    /// <param name="value">Any value; numbers and the like stay as they are.</param>
    public static object? Whole(object? value) => Show(value, text => DisplayText.Clean(text, keepLines: true));

    /// <summary>A sentence in the last of three columns of a table, broken between its words: the engine fills a column letter by letter.</summary>
    /// <param name="value">A text.</param>
    public static string Words(object? value)
    {
        var words = (Show(value, text => DisplayText.Clean(text, keepLines: false)) as string ?? "").Split(' ');
        var lines = new StringBuilder();
        var filled = 0;
        foreach (var word in words)
        {
            var isNext = filled > 0 && filled + 1 + word.Length > SentenceWidth;
            lines.Append(filled == 0 ? "" : isNext ? "\n" : " ").Append(word);
            filled = filled == 0 || isNext ? word.Length : filled + 1 + word.Length;
        }

        return lines.ToString();
    }

    /// <summary>A moment in local time, in at most 11 characters: day and time in this year, the day alone in another.</summary>
    /// <param name="time">A DateTime; anything else gives nothing.</param>
    public static string Moment(object? time)
    {
        if (!TryLocal(time, out var local))
        {
            return "";
        }

        var isThisYear = local.Year == MailClock.System.UtcNow.ToLocalTime().Year;
        return local.ToString(isThisYear ? "MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A moment in local time to the second.</summary>
    /// <param name="time">A DateTime; anything else gives nothing.</param>
    public static string Time(object? time) =>
        TryLocal(time, out var local) ? local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    /// <summary>Findings one below the other, each with its message and what to do.</summary>
    /// <param name="findings">A list of findings.</param>
    public static string Findings(object? findings)
    {
        var lines = new List<string>();
        foreach (var item in (Unwrap(findings) as IEnumerable) ?? Array.Empty<object>())
        {
            var finding = PSObject.AsPSObject(item);
            lines.Add($"{Read(finding, "Id")} {Read(finding, "Severity")}: {Read(finding, "Message")} {Read(finding, "Advice")}".TrimEnd());
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The ids of the findings that are more than a remark, with commas; the details name all of them.</summary>
    /// <param name="findings">A list of findings.</param>
    public static string Warnings(object? findings)
    {
        List<string>? ids = null;
        foreach (var item in (Unwrap(findings) as IEnumerable) ?? Array.Empty<object>())
        {
            var finding = PSObject.AsPSObject(item);
            if (Read(finding, "Severity") is not ("" or nameof(FindingSeverity.Info)))
            {
                (ids ??= []).Add(Read(finding, "Id"));
            }
        }

        return ids is null ? "" : string.Join(", ", ids);
    }

    /// <summary>The first of several addresses, and how many more there are.</summary>
    /// <param name="address">The first address.</param>
    /// <param name="count">How many there are.</param>
    public static string FirstOf(string? address, int count) =>
        count > 1 ? string.Format(CultureInfo.InvariantCulture, "{0} (+{1})", address, count - 1) : address ?? "";

    // Whatever is no value of its own is shown by its words, which may hold foreign text.
    private static object? Show(object? value, Func<string, string> clean) => Unwrap(value) switch
    {
        null => null,
        string text => clean(text),
        ValueType => value,
        IEnumerable items when items.GetType().IsArray || items is IEnumerable<string> => items.Cast<object?>().Select(item => Show(item, clean)).ToArray(),
        IEnumerable => value,
        _ => clean(value!.ToString() ?? ""),
    };

    private static string Read(PSObject item, string name) => item.Properties[name]?.Value?.ToString() ?? "";

    private static bool TryLocal(object? time, out DateTime local)
    {
        local = Unwrap(time) is DateTime moment ? moment.ToLocalTime() : default;
        return local != default;
    }

    private static object? Unwrap(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;
}
