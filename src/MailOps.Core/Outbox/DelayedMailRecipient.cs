using System;
using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>One delivery: a message on its way to one recipient.</summary>
public sealed record DelayedMailRecipient
{
    /// <summary>The number of the recipient within its message, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The state.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>When the next attempt may be made, UTC; for final states when the last one could.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>How many attempts were begun.</summary>
    public int Attempts { get; init; }

    /// <summary>How often the mail may have left without a recorded answer.</summary>
    public int Doubts { get; init; }

    /// <summary>Whether a cancel came too late and forbids any further attempt.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>The SMTP reply code of the latest reply, 200 to 599; null before there was one.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The enhanced status code (RFC 3463) of the latest reply; empty when it has none.</summary>
    public string Status { get; init; } = "";

    /// <summary>The latest reply or reason on one line; empty before there was one.</summary>
    public string LastReply { get; init; } = "";

    /// <summary>When the state last changed, UTC.</summary>
    public required DateTime ChangedAt { get; init; }

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("address", Address);
        writer.WriteMember("state", MailOpsJson.Name(State));
        MailOpsJson.WriteMember(writer, "dueAt", DueAt);
        writer.WriteMember("attempts", Attempts);
        writer.WriteMember("doubts", Doubts);
        writer.WriteMember("cancelRequested", IsCancelRequested);
        MailOpsJson.WriteMember(writer, "replyCode", ReplyCode);
        writer.WriteMember("status", Status);
        writer.WriteMember("lastReply", LastReply);
        MailOpsJson.WriteMember(writer, "changedAt", ChangedAt);
        writer.WriteEndObject();
    }

    /// <summary>The address and its state.</summary>
    public override string ToString() => Address + ": " + State;
}
