using System;
using System.Globalization;
using MailOps.Bounces;
using MailOps.Json;

namespace MailOps.Journal;

/// <summary>One recipient of one message with all that the journal knows about it.</summary>
public sealed record MailLogEntry : IJsonResult
{
    /// <summary>The outbox id of the message.</summary>
    public required long Id { get; init; }

    /// <summary>The number of the recipient within the message, from 0.</summary>
    public int Recipient { get; init; }

    /// <summary>The Message-ID without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The address of the recipient.</summary>
    public required string Address { get; init; }

    /// <summary>What is known.</summary>
    public required MailLogStatus Status { get; init; }

    /// <summary>The subject of the message; empty once its content has been erased.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The campaign; empty when it has none.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>When it was queued, UTC.</summary>
    public required DateTime QueuedAt { get; init; }

    /// <summary>When the latest event happened, UTC.</summary>
    public required DateTime UpdatedAt { get; init; }

    /// <summary>How many attempts were made.</summary>
    public int Attempts { get; init; }

    /// <summary>The SMTP reply code of the latest reply, 200 to 599; null before there was one.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The enhanced status code of the latest reply; empty when it has none.</summary>
    public string ReplyStatus { get; init; } = "";

    /// <summary>The latest reply or reason, on one line; empty before there was one.</summary>
    public string LastReply { get; init; } = "";

    /// <summary>The codes of the latest reply; where nobody gave one, such as on a refused connection, why there was none.</summary>
    public string Reply => ReplyCode is { } code ? (code.ToString(CultureInfo.InvariantCulture) + " " + ReplyStatus).TrimEnd() : LastReply;

    /// <summary>The server that gave it; empty before there was one.</summary>
    public string Server { get; init; } = "";

    /// <summary>Whether the address is lost, as judged from the latest failure.</summary>
    public BouncePermanence Permanence { get; init; }

    /// <summary>Why it failed.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>The account that queued it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>Address, status and the latest reply on one line.</summary>
    public override string ToString() => Address + ": " + Status + (LastReply.Length == 0 ? "" : ", " + LastReply);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("id", Id);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("address", Address);
        writer.WriteMember("status", MailOpsJson.Name(Status));
        writer.WriteMember("subject", Subject);
        writer.WriteMember("campaign", Campaign);
        MailOpsJson.WriteMember(writer, "queuedAt", QueuedAt);
        MailOpsJson.WriteMember(writer, "updatedAt", UpdatedAt);
        writer.WriteMember("attempts", Attempts);
        MailOpsJson.WriteMember(writer, "replyCode", ReplyCode);
        writer.WriteMember("replyStatus", ReplyStatus);
        writer.WriteMember("lastReply", LastReply);
        writer.WriteMember("server", Server);
        writer.WriteMember("permanence", Permanence == BouncePermanence.None ? null : MailOpsJson.Name(Permanence));
        writer.WriteMember("reason", Reason == BounceReason.Undefined ? null : MailOpsJson.Name(Reason));
        writer.WriteMember("createdBy", CreatedBy);
        writer.WriteEndObject();
    }
}
