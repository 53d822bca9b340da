using System;

namespace MailOps.Journal;

/// <summary>How an event of Exchange names what it tells.</summary>
internal sealed class TrackingLayout
{
    /// <summary>The tracking log itself: the columns of its line <c>#Fields:</c>.</summary>
    public static readonly TrackingLayout File = new()
    {
        At = "date-time",
        Event = "event-id",
        Source = "source",
        Sender = "sender-address",
        MessageId = "message-id",
        QueueId = "internal-message-id",
        Server = "server-hostname",
        Host = "client-hostname",
        Recipients = "recipient-address",
        Statuses = "recipient-status",
    };

    /// <summary>Get-MessageTrackingLog. Its times are local.</summary>
    public static readonly TrackingLayout Cmdlet = new()
    {
        At = "Timestamp",
        Event = "EventId",
        Source = "Source",
        Sender = "Sender",
        MessageId = "MessageId",
        QueueId = "InternalMessageId",
        Server = "ServerHostname",
        Host = "ClientHostname",
        Recipients = "Recipients",
        Statuses = "RecipientStatus",
        IsLocal = true,
    };

    /// <summary>Get-MessageTrace and Get-MessageTraceV2. Their times are UTC.</summary>
    public static readonly TrackingLayout Trace = new()
    {
        At = "Received",
        Event = "Status",
        Source = "Source",
        Sender = "SenderAddress",
        MessageId = "MessageId",
        QueueId = "MessageTraceId",
        Server = "ToIP",
        Host = "ClientHostname",
        Recipients = "RecipientAddress",
        Detail = "Detail",
    };

    public required string At { get; init; }

    public required string Event { get; init; }

    public required string Source { get; init; }

    public required string Sender { get; init; }

    public required string MessageId { get; init; }

    public required string QueueId { get; init; }

    public required string Server { get; init; }

    public required string Host { get; init; }

    public required string Recipients { get; init; }

    public string? Statuses { get; init; }

    public string? Detail { get; init; }

    /// <summary>Whether times that name no zone are those of the machine.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The layout of an object or of the titles of a file; null when it is none of these.</summary>
    /// <param name="has">Whether there is a property or column of that name.</param>
    public static TrackingLayout? Of(Func<string, bool> has) =>
        has(File.Event) && (has(File.Recipients) || has(File.MessageId)) ? File

        // The event log of Windows has EventId and Source too.
        : has(Cmdlet.Event) && (has(Cmdlet.Recipients) || has(Cmdlet.QueueId)) ? Cmdlet
        : has(Trace.Recipients) && has(Trace.Event) ? Trace
        : null;
}
