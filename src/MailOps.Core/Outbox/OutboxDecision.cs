using System;
using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>What the outbox did, or with <c>-WhatIf</c> would do, about one recipient of one message.</summary>
public enum OutboxAction
{
    /// <summary>Queued, and due at once.</summary>
    Send,

    /// <summary>Queued; it leaves at <see cref="OutboxDecision.DueAt"/> and can be cancelled until then.</summary>
    DelayedUntil,

    /// <summary>The same key is in the store already: nothing was queued again.</summary>
    AlreadyQueued,

    /// <summary>Recorded and not sent: the address is on the suppression list.</summary>
    Suppressed,

    /// <summary>Not queued: the address cannot receive mail.</summary>
    Invalid,

    /// <summary>Queued, and waits for the approval of another account.</summary>
    NeedsApproval,

    /// <summary>Queued, and waits for a person.</summary>
    Held,

    /// <summary>Released from waiting; it leaves at <see cref="OutboxDecision.DueAt"/>.</summary>
    Resumed,

    /// <summary>Another account than the submitter's has approved it.</summary>
    Approved,

    /// <summary>It leaves at another time.</summary>
    Rescheduled,

    /// <summary>Its content was erased; what happened to it stays in the log.</summary>
    Removed,

    /// <summary>Cancelled: it will never leave.</summary>
    Cancelled,

    /// <summary>It was cancelled before.</summary>
    AlreadyCancelled,

    /// <summary>It has left or is leaving; no further attempt is made.</summary>
    TooLate,

    /// <summary>It is over without having been sent: failed or suppressed.</summary>
    NothingToDo,

    /// <summary>The store knows no such message or recipient.</summary>
    NotFound,
}

/// <summary>A decision of the outbox about one recipient of one message; a change and its preview look alike.</summary>
public sealed record OutboxDecision : IJsonResult
{
    /// <summary>What was done, or would be.</summary>
    public required OutboxAction Action { get; init; }

    /// <summary>Why, for people; empty when the action says it all.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether this is a preview: nothing was changed.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Whether the store changed; false for a preview, and when everything was already as asked.</summary>
    public bool Changed { get; init; }

    /// <summary>The number of the message in its store; null when there is none, as in a preview.</summary>
    public long? Id { get; init; }

    /// <summary>The Message-ID without angle brackets; empty when there is no message.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The address of the recipient.</summary>
    public string Address { get; init; } = "";

    /// <summary>The subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The state of the delivery afterwards; null when there is none.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>When it may leave, UTC; null when it will not, or waits.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>What the preflight found.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The store that it is about.</summary>
    public string Store { get; init; } = "";

    /// <summary>The object this was made from, so that its other properties stay at hand; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Which mail of the call it is about, from 0.</summary>
    internal int Mail { get; init; }

    /// <summary>Action and address on one line.</summary>
    public override string ToString() =>
        (WhatIf ? "What if: " : "") + Action + " " + Address + (Reason.Length == 0 ? "" : ": " + Reason);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("action", MailOpsJson.Name(Action));
        writer.WriteMember("reason", Reason);
        writer.WriteMember("whatIf", WhatIf);
        writer.WriteMember("changed", Changed);
        MailOpsJson.WriteMember(writer, "id", Id);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("address", Address);
        writer.WriteMember("subject", Subject);
        writer.WriteMember("state", State is { } state ? MailOpsJson.Name(state) : null);
        MailOpsJson.WriteMember(writer, "dueAt", DueAt);
        writer.WriteMember("store", Store);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
