using MailOps.Bounces;
using MailOps.Json;

namespace MailOps.Suppression;

/// <summary>What a bounce means for the suppression list.</summary>
public enum SuppressionAction
{
    /// <summary>Nothing: no failure, or one that is not about the recipient.</summary>
    None,

    /// <summary>Kept as evidence; mail still goes out.</summary>
    Observe,

    /// <summary>Kept as evidence only, since it joins no mail that was sent from this store: anyone can forge a bounce.</summary>
    Unmatched,

    /// <summary>Blocked: no mail goes out any more.</summary>
    Block,

    /// <summary>It was blocked before.</summary>
    AlreadyBlocked,

    /// <summary>This very bounce was read before; it counts once.</summary>
    AlreadyKnown,
}

/// <summary>What was decided about one address because of one bounce; a change and its preview look alike.</summary>
public sealed record SuppressionDecision : IJsonResult
{
    /// <summary>The address; empty when the bounce names none.</summary>
    public required string Address { get; init; }

    /// <summary>What was done, or would be.</summary>
    public required SuppressionAction Action { get; init; }

    /// <summary>Why, for people.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether this is a preview: nothing was changed.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Whether the store changed; false for a preview and for a repeat.</summary>
    public bool Changed { get; init; }

    /// <summary>The Message-ID of the mail that bounced, without angle brackets; empty when the bounce does not tell.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>How many soft failures in a row are known now.</summary>
    public int SoftFailures { get; init; }

    /// <summary>The bounce that it was decided on.</summary>
    public BounceClassification? Bounce { get; init; }

    /// <summary>The object the bounce was made from, so that its other properties stay at hand; else null.</summary>
    public object? InputObject => Bounce?.InputObject ?? Bounce;

    /// <summary>Action and address on one line.</summary>
    public override string ToString() => Action + " " + Address;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("address", Address);
        writer.WriteMember("action", MailOpsJson.Name(Action));
        writer.WriteMember("reason", Reason);
        writer.WriteMember("whatIf", WhatIf);
        writer.WriteMember("changed", Changed);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("softFailures", SoftFailures);
        writer.WriteEndObject();
    }
}
