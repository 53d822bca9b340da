using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Journal;

/// <summary>Reads one event of Exchange by the names of its layout: an object, a row of its export, or a row of the log itself.</summary>
internal static class TrackingEvent
{
    /// <summary>The event.</summary>
    /// <param name="layout">How it names its values.</param>
    /// <param name="property">Gives the value of a name; null when there is none.</param>
    /// <param name="zone">The zone of local times.</param>
    public static TrackingRow Read(TrackingLayout layout, Func<string, object?> property, TimeZoneInfo zone) => new()
    {
        At = TimeOf(property(layout.At), layout.IsLocal ? zone : null),
        Event = Text(property(layout.Event)),
        Source = Text(property(layout.Source)),
        Sender = Text(property(layout.Sender)),
        MessageId = Text(property(layout.MessageId)),
        QueueId = Text(property(layout.QueueId)),
        Server = Text(property(layout.Server)),
        Host = Text(property(layout.Host)),
        Recipients = Texts(property(layout.Recipients), SplitAddresses),
        Statuses = layout.Statuses is null ? [] : Texts(property(layout.Statuses), SplitStatuses),
        Detail = layout.Detail is null ? "" : Text(property(layout.Detail)),
    };

    // The tracking log's objects have local times, all others UTC, without saying so.
    private static DateTime? TimeOf(object? value, TimeZoneInfo? zone) => value switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } time => ToUtc(time, zone),
        DateTime time => time.ToUniversalTime(),
        DateTimeOffset time => time.UtcDateTime,
        string text => ReadTime(text, zone),
        _ => null,
    };

    // Export-Csv writes a time as people of the country do; a year in front is the same everywhere.
    private static DateTime? ReadTime(string text, TimeZoneInfo? zone)
    {
        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.RoundtripKind;
        return (!BeginsWithYear(text) && DateTime.TryParse(text, CultureInfo.CurrentCulture, Styles, out var time))
            || DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out time)
                ? time.Kind == DateTimeKind.Unspecified ? ToUtc(time, zone) : time.ToUniversalTime()
                : null;
    }

    private static bool BeginsWithYear(string text)
    {
        var digits = 0;
        while (digits < text.Length && text[digits] is >= '0' and <= '9')
        {
            digits++;
        }

        return digits == 4;
    }

    private static DateTime ToUtc(DateTime time, TimeZoneInfo? zone) =>
        DateTime.SpecifyKind(zone is null ? time : time - zone.GetUtcOffset(time), DateTimeKind.Utc);

    private static List<string> Texts(object? value, Func<string, List<string>> split)
    {
        if (value is string text)
        {
            return split(text);
        }

        List<string> texts = [];
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                texts.Add(Text(item));
            }
        }
        else if (value is not null)
        {
            texts.Add(Text(value));
        }

        return texts;
    }

    // The log joins them by semicolons; who joins an array himself takes a comma or, as the engine does, a blank.
    private static List<string> SplitAddresses(string text)
    {
        List<string> addresses = [];
        foreach (var part in text.Split([';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var isOne = part.IndexOf('@') == part.LastIndexOf('@') || part.Contains('"');
            addresses.AddRange(isOne ? [part] : part.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries));
        }

        return addresses;
    }

    // Statuses are separated like recipients, but may hold semicolons in braces.
    private static List<string> SplitStatuses(string text)
    {
        List<string> statuses = [];
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ';' && depth == 0))
            {
                statuses.Add(text.Substring(start, i - start));
                start = i + 1;
            }
            else
            {
                depth = Math.Max(0, depth + (text[i] is '{' or '[' ? 1 : text[i] is '}' or ']' ? -1 : 0));
            }
        }

        return statuses;
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
