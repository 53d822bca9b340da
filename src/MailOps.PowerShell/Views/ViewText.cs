using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>Cells that the views compute. They also serve the copies that a job leaves of a result, so they take whatever is there.</summary>
public static class ViewText
{
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

    /// <summary>The first of several addresses, and how many more there are.</summary>
    /// <param name="address">The first address.</param>
    /// <param name="count">How many there are.</param>
    public static string FirstOf(string? address, int count) =>
        count > 1 ? string.Format(CultureInfo.InvariantCulture, "{0} (+{1})", address, count - 1) : address ?? "";

    private static string Read(PSObject item, string name) => item.Properties[name]?.Value?.ToString() ?? "";

    private static bool TryLocal(object? time, out DateTime local)
    {
        local = Unwrap(time) is DateTime moment ? moment.ToLocalTime() : default;
        return local != default;
    }

    private static object? Unwrap(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;
}
