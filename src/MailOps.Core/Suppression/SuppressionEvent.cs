using System;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Json;

namespace MailOps.Suppression;

/// <summary>One piece of the evidence behind an entry of the suppression list.</summary>
public sealed record SuppressionEvent : IJsonResult
{
    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>What happened.</summary>
    public required JournalEventKind Kind { get; init; }

    /// <summary>Whether the address is lost, as judged then.</summary>
    public BouncePermanence Permanence { get; init; }

    /// <summary>Why.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>The enhanced status code; empty when there is none.</summary>
    public string Status { get; init; } = "";

    /// <summary>What the server said, or the reason a person gave.</summary>
    public string Diagnostic { get; init; } = "";

    /// <summary>The Message-ID of the mail; empty when not known.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The server that refused or reported; empty when not known.</summary>
    public string Server { get; init; } = "";

    /// <summary>The file that it was read from; empty when there is none.</summary>
    public string Source { get; init; } = "";

    /// <summary>The account that did it, or answers for it; empty when mail did.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The call that recorded it; empty for the outbox.</summary>
    public string Run { get; init; } = "";

    /// <summary>Its number in the journal.</summary>
    public long Sequence { get; init; }

    /// <summary>The number of the event that it voids; else null.</summary>
    public long? Voids { get; init; }

    /// <summary>Kind, time and text on one line.</summary>
    public override string ToString() => Kind + " " + Address + ": " + Diagnostic;

    internal static SuppressionEvent Of(JournalEvent item) => new()
    {
        Address = item.Address,
        At = item.At,
        Kind = item.Kind,
        Permanence = item.Permanence,
        Reason = item.Reason,
        Status = item.Status.ToString(),
        Diagnostic = item.Text,
        MessageId = item.MessageId,
        Server = item.Server,
        Source = item.Source,
        Actor = item.Actor,
        Run = item.Run,
        Sequence = item.Sequence,
        Voids = item.Refers,
    };

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("address", Address);
        MailOpsJson.WriteMember(writer, "at", (DateTime?)At);
        writer.WriteMember("kind", MailOpsJson.Name(Kind));
        writer.WriteMember("permanence", MailOpsJson.Name(Permanence));
        writer.WriteMember("reason", MailOpsJson.Name(Reason));
        writer.WriteMember("status", Status);
        writer.WriteMember("diagnostic", Diagnostic);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("server", Server);
        writer.WriteMember("source", Source);
        writer.WriteMember("actor", Actor);
        writer.WriteMember("run", Run);
        writer.WriteMember("sequence", Sequence);
        MailOpsJson.WriteMember(writer, "voids", Voids);
        writer.WriteEndObject();
    }
}
