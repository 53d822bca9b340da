using MailOps.Bounces;
using MailOps.Json;

namespace MailOps.Suppression;

/// <summary>What something means for the suppression list.</summary>
public enum SuppressionAction
{
    /// <summary>Nothing: no failure, one that is not about the recipient, or nothing to change.</summary>
    None,

    /// <summary>Kept as evidence; mail still goes out.</summary>
    Observe,

    /// <summary>Kept as evidence only, since it joins no mail that was sent from this store: anyone can forge a bounce.</summary>
    Unmatched,

    /// <summary>Blocked: no mail goes out any more.</summary>
    Block,

    /// <summary>Would be blocked, but too many came at once: waits for a person's word, and mail still goes out.</summary>
    Hold,

    /// <summary>It was blocked before.</summary>
    AlreadyBlocked,

    /// <summary>This very evidence was read before; it counts once.</summary>
    AlreadyKnown,

    /// <summary>Mail goes out again.</summary>
    Unblock,

    /// <summary>The list does not know the address, or does not block it.</summary>
    NotBlocked,

    /// <summary>Never blocked: postmaster, abuse, or a domain of one's own.</summary>
    Protected,
}

/// <summary>What was decided about one address; a change and its preview look alike.</summary>
public sealed record SuppressionDecision : IJsonResult
{
    /// <summary>The address; empty when the evidence names none.</summary>
    public required string Address { get; init; }

    /// <summary>What was done, or would be.</summary>
    public required SuppressionAction Action { get; init; }

    /// <summary>Why, for people.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether this is a preview: nothing was changed.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Whether the store changed; false for a preview and for a repeat.</summary>
    public bool Changed { get; init; }

    /// <summary>The Message-ID of the mail that it is about, without angle brackets; empty when not known.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>How many soft failures in a row are known now.</summary>
    public int SoftFailures { get; init; }

    /// <summary>The call that recorded it, for Restore-MailSuppression; empty when nothing was recorded.</summary>
    public string Run { get; init; } = "";

    /// <summary>What a person should know, such as a burst.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The bounce that it was decided on; null when it was something else.</summary>
    public BounceClassification? Bounce { get; init; }

    /// <summary>The object it was made from, so that its other properties stay at hand; else null.</summary>
    public object? InputObject { get; init; }

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
        writer.WriteMember("run", Run);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
