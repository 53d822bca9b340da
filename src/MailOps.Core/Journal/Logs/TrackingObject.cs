using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Journal;

/// <summary>Objects of Get-MessageTrackingLog, Get-MessageTrace and Get-MessageTraceV2, by the names of their properties.</summary>
internal static class TrackingObject
{
    /// <summary>The event of an object; null when it is none of these.</summary>
    /// <param name="property">Gives the value of a property; null when the object has none of that name.</param>
    public static TrackingRow? Read(Func<string, object?> property)
    {
        // Get-MessageTrackingLog: EventId, Recipients, RecipientStatus. A trace: Status, RecipientAddress.
        var isLog = property("EventId") is not null;
        var recipients = Texts(property(isLog ? "Recipients" : "RecipientAddress"));
        if (recipients.Count == 0 || (!isLog && property("Status") is null))
        {
            return null;
        }

        return new TrackingRow
        {
            At = TimeOf(property(isLog ? "Timestamp" : "Received"), isLog),
            Event = Text(property(isLog ? "EventId" : "Status")),
            Source = Text(property("Source")),
            Sender = Text(property(isLog ? "Sender" : "SenderAddress")),
            MessageId = Text(property("MessageId")),
            QueueId = Text(property(isLog ? "InternalMessageId" : "MessageTraceId")),
            Server = Text(property(isLog ? "ServerHostname" : "ToIP")),
            Host = Text(property("ClientHostname")),
            Recipients = recipients,
            Statuses = isLog ? Texts(property("RecipientStatus")) : [],
            Detail = isLog ? "" : Text(property("Detail")),
        };
    }

    // The tracking log gives local times, the trace UTC; both without saying so.
    private static DateTime? TimeOf(object? value, bool isLocal) => value switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } time => isLocal ? DateTime.SpecifyKind(time, DateTimeKind.Local).ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc),
        DateTime time => time.ToUniversalTime(),
        DateTimeOffset time => time.UtcDateTime,
        string text when DateTime.TryParse(
            text, CultureInfo.InvariantCulture,
            (isLocal ? DateTimeStyles.AssumeLocal : DateTimeStyles.AssumeUniversal) | DateTimeStyles.AdjustToUniversal, out var time) => time,
        _ => null,
    };

    private static List<string> Texts(object? value)
    {
        if (value is string text)
        {
            return [.. text.Split([';'], StringSplitOptions.RemoveEmptyEntries)];
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

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
