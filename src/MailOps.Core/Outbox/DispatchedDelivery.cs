using System;
using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>What a dispatcher did with one delivery, told at once.</summary>
public sealed record DispatchedDelivery : IJsonResult
{
    /// <summary>The number of the message.</summary>
    public required long Id { get; init; }

    /// <summary>The Message-ID without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The state afterwards; <see cref="DeliveryState.Queued"/> when it is tried again.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The server that was spoken to.</summary>
    public string Server { get; init; } = "";

    /// <summary>The SMTP reply code; null when there was no reply.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The enhanced status code; empty when the reply had none.</summary>
    public string Status { get; init; } = "";

    /// <summary>What the server said, or what went wrong.</summary>
    public string Reply { get; init; } = "";

    /// <summary>When it is tried again, UTC; null when it is not.</summary>
    public DateTime? RetryAt { get; init; }

    /// <summary>Address, state and reply on one line.</summary>
    public override string ToString() => Address + ": " + State + (Reply.Length == 0 ? "" : ", " + Reply);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("id", Id);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("address", Address);
        writer.WriteMember("state", MailOpsJson.Name(State));
        writer.WriteMember("attempt", Attempt);
        writer.WriteMember("server", Server);
        MailOpsJson.WriteMember(writer, "replyCode", ReplyCode);
        writer.WriteMember("status", Status);
        writer.WriteMember("reply", Reply);
        MailOpsJson.WriteMember(writer, "retryAt", RetryAt);
        writer.WriteEndObject();
    }
}
