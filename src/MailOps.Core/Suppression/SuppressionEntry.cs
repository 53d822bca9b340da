using System;
using MailOps.Bounces;
using MailOps.Json;

namespace MailOps.Suppression;

/// <summary>What the suppression list says about an address. The numbers are stored; a released one never changes its meaning.</summary>
public enum SuppressionState
{
    /// <summary>Known from failures, but mail goes out.</summary>
    Observed = 0,

    /// <summary>No mail goes out.</summary>
    Blocked = 1,

    /// <summary>Unblocked by a person: mail goes out, and the next failure blocks at once.</summary>
    Probation = 2,

    /// <summary>Would be blocked, but waits for a person's word, since too many came at once.</summary>
    Held = 3,
}

/// <summary>What an entry rests on. The numbers are stored; a released one never changes its meaning.</summary>
public enum SuppressionBasis
{
    /// <summary>Failures that were noted and block nothing.</summary>
    None = 0,

    /// <summary>A hard failure.</summary>
    Hard = 1,

    /// <summary>Too many soft failures in a row.</summary>
    Soft = 2,

    /// <summary>A complaint.</summary>
    Complaint = 3,

    /// <summary>A person's word, or an import.</summary>
    Manual = 4,
}

/// <summary>One address that the suppression list knows, with the evidence behind it.</summary>
public sealed record SuppressionEntry : IJsonResult
{
    /// <summary>The address as it was first seen.</summary>
    public required string Address { get; init; }

    /// <summary>Whether mail goes out.</summary>
    public required SuppressionState State { get; init; }

    /// <summary>What the state rests on.</summary>
    public SuppressionBasis Basis { get; init; }

    /// <summary>Why: as judged from the evidence of the block, or from the latest one where nothing blocks.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>When the state was reached, UTC.</summary>
    public required DateTime Since { get; init; }

    /// <summary>When the latest evidence was seen, UTC.</summary>
    public required DateTime UpdatedAt { get; init; }

    /// <summary>How many soft failures came in a row.</summary>
    public int SoftFailures { get; init; }

    /// <summary>When a server last took mail for the address after a failure, UTC; null: never.</summary>
    public DateTime? AcceptedAt { get; init; }

    /// <summary>The enhanced status code of the latest evidence; empty when it has none.</summary>
    public string Status { get; init; } = "";

    /// <summary>What the server said, or the reason a person gave; empty when nothing was said.</summary>
    public string Diagnostic { get; init; } = "";

    /// <summary>The Message-ID of the mail behind the latest evidence, without angle brackets; empty when not known.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The server that refused or reported; empty when not known.</summary>
    public string Server { get; init; } = "";

    /// <summary>The call that recorded the evidence (Restore-MailSuppression -Run undoes it); empty for the outbox.</summary>
    public string Run { get; init; } = "";

    /// <summary>The account that blocked or unblocked by hand; empty when mail did.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The journal event of that evidence.</summary>
    public long Evidence { get; init; }

    /// <summary>The address and its state.</summary>
    public override string ToString() => Address + ": " + State;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("address", Address);
        writer.WriteMember("state", MailOpsJson.Name(State));
        writer.WriteMember("basis", MailOpsJson.Name(Basis));
        writer.WriteMember("reason", MailOpsJson.Name(Reason));
        MailOpsJson.WriteMember(writer, "since", (DateTime?)Since);
        MailOpsJson.WriteMember(writer, "updatedAt", (DateTime?)UpdatedAt);
        writer.WriteMember("softFailures", SoftFailures);
        MailOpsJson.WriteMember(writer, "acceptedAt", AcceptedAt);
        writer.WriteMember("status", Status);
        writer.WriteMember("diagnostic", Diagnostic);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("server", Server);
        writer.WriteMember("actor", Actor);
        writer.WriteMember("run", Run);
        writer.WriteEndObject();
    }
}
