using System.Collections.Generic;
using System.Linq;
using System;
using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>One message of the outbox as people see it.</summary>
public sealed record DelayedMail : IJsonResult
{
    /// <summary>The number of the message in its store, above zero and never used again.</summary>
    public required long Id { get; init; }

    /// <summary>The Message-ID (RFC 5322 section 3.6.4) without angle brackets; the same for every attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>The state of the message, computed from its deliveries (<see cref="DeliveryStates.Combine"/>).</summary>
    public required DeliveryState State { get; init; }

    /// <summary>Why it waits, while it does.</summary>
    public WaitReasons Waits { get; init; }

    /// <summary>The address of the author, from the From header; empty when there is none.</summary>
    public string From { get; init; } = "";

    /// <summary>The reverse path of the envelope (RFC 5321 MAIL FROM); empty for the null reverse path.</summary>
    public string Sender { get; init; } = "";

    /// <summary>The address of the first recipient, so that the object binds where a person is named.</summary>
    public string Address => Recipients.Count == 0 ? "" : Recipients[0].Address;

    /// <summary>The addresses of all recipients of the envelope, in the order given.</summary>
    public TextList To => new(Recipients.Select(r => r.Address));

    /// <summary>The recipients with their own states.</summary>
    public required IReadOnlyList<DelayedMailRecipient> Recipients { get; init; }

    /// <summary>The decoded subject; empty when there is none, or once the content has been erased.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The campaign; empty when it has none.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>When it may leave, UTC: the end of its undo window or the hour given, later the next attempt of its first live delivery.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>When it was queued, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The account that queued it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>When its last delivery became final, UTC; null before.</summary>
    public DateTime? CompletedAt { get; init; }

    /// <summary>The greatest number of attempts made for any recipient.</summary>
    public int Attempts { get; init; }

    /// <summary>The latest reply of a server, or the latest reason, on one line; empty before there was one.</summary>
    public string LastReply { get; init; } = "";

    /// <summary>The server it goes through, by name or address; empty for the configured default.</summary>
    public string Server { get; init; } = "";

    /// <summary>The size of the content in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The SHA-256 of content, sender and recipients in hexadecimal digits: what an approval binds.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The account that approved it; empty when none has.</summary>
    public string ApprovedBy { get; init; } = "";

    /// <summary>When it was approved, UTC; null when it was not.</summary>
    public DateTime? ApprovedAt { get; init; }

    /// <summary>When its content was erased, UTC; null while it is kept.</summary>
    public DateTime? ErasedAt { get; init; }

    /// <summary>What to do when a downtime made it much too late.</summary>
    public MissedAction IfMissed { get; init; }

    /// <summary>What the preflight found.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>Id, state, recipients and subject on one line.</summary>
    public override string ToString() => $"{Id} {State} {To}: {Subject}";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("id", Id);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("state", MailOpsJson.Name(State));
        writer.WriteMember("waits", MailOpsJson.Name(Waits));
        writer.WriteMember("from", From);
        writer.WriteMember("sender", Sender);
        writer.WriteMember("subject", Subject);
        writer.WriteMember("campaign", Campaign);
        writer.WriteMember("server", Server);
        MailOpsJson.WriteMember(writer, "dueAt", DueAt);
        MailOpsJson.WriteMember(writer, "createdAt", CreatedAt);
        writer.WriteMember("createdBy", CreatedBy);
        MailOpsJson.WriteMember(writer, "completedAt", CompletedAt);
        writer.WriteMember("attempts", Attempts);
        writer.WriteMember("lastReply", LastReply);
        writer.WriteMember("size", Size);
        writer.WriteMember("digest", Digest);
        writer.WriteMember("approvedBy", ApprovedBy);
        MailOpsJson.WriteMember(writer, "approvedAt", ApprovedAt);
        MailOpsJson.WriteMember(writer, "erasedAt", ErasedAt);
        writer.WriteName("recipients");
        writer.WriteStartArray();
        foreach (var recipient in Recipients)
        {
            recipient.WriteJson(writer);
        }

        writer.WriteEndArray();
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
