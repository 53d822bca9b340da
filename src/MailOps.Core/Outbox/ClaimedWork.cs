using System;
using System.Collections.Generic;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>How much work a dispatcher asks for.</summary>
public sealed record ClaimRequest
{
    /// <summary>How many deliveries at most, above zero; the last message is always claimed with all of its due recipients.</summary>
    public required int Limit { get; init; }

    /// <summary>Only these messages, also when their lane rests; null for any.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Servers to leave alone in this run, such as those whose set-up is wrong.</summary>
    public IReadOnlyCollection<string> ExceptServers { get; init; } = [];

    /// <summary>The server that mail without one goes through, so that its throttles count for that mail; empty for none.</summary>
    public string DefaultServer { get; init; } = "";
}

/// <summary>What a dispatcher got.</summary>
public sealed record ClaimedWork
{
    /// <summary>The messages, the longest due first within their lane.</summary>
    public required IReadOnlyList<ClaimedMessage> Messages { get; init; }

    /// <summary>How many due deliveries became Suppressed instead.</summary>
    public required int Suppressed { get; init; }

    /// <summary>How many due deliveries wait for a person instead: much too late after a downtime, or altered after their approval.</summary>
    public int Held { get; init; }

    /// <summary>How many due deliveries were cancelled instead, much too late after a downtime.</summary>
    public int Skipped { get; init; }
}

/// <summary>A message with the deliveries that a dispatcher has claimed.</summary>
public sealed record ClaimedMessage
{
    /// <summary>The number of the message.</summary>
    public required long Id { get; init; }

    /// <summary>The Message-ID without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The reverse path of the envelope; empty for the null reverse path.</summary>
    public required string Sender { get; init; }

    /// <summary>The server to go through; empty for the configured default.</summary>
    public required string Server { get; init; }

    /// <summary>The campaign; empty when it has none.</summary>
    public required string Campaign { get; init; }

    /// <summary>The size of the content in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was to leave, UTC: what its lifetime and its waiting are counted from.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>When it was first sent, UTC: the date of its header in every attempt; null before the first one.</summary>
    public DateTime? Date { get; init; }

    /// <summary>Which notifications are wanted (NOTIFY, RFC 3461 section 4.1); null leaves it to the servers.</summary>
    public DsnNotify? Notify { get; init; }

    /// <summary>What a notification of failure returns (RET, RFC 3461 section 4.3); null leaves it to the servers.</summary>
    public DsnReturn? Return { get; init; }

    /// <summary>The number of its lane.</summary>
    public long Lane { get; init; }

    /// <summary>The server that it goes through when it names none (<see cref="ClaimRequest.DefaultServer"/>).</summary>
    public string Route { get; init; } = "";

    /// <summary>The key that it is signed with (<see cref="Authentication.Dkim.DkimKeyReference"/>); empty when it is not.</summary>
    public string DkimKey { get; init; } = "";

    /// <summary>The bytes as they were stored, where they are few; null: read them with <see cref="IOutboxStore.ReadContentAsync"/>.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>The claimed deliveries.</summary>
    public required IReadOnlyList<ClaimedDelivery> Deliveries { get; init; }
}

/// <summary>One claimed delivery.</summary>
public sealed record ClaimedDelivery
{
    /// <summary>The number of the recipient within its message, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The number of the attempt this would be, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How often the delivery has been claimed; tells this claim from a later one.</summary>
    public required long Epoch { get; init; }
}

/// <summary>What was found with dead dispatchers.</summary>
public sealed record RecoveredWork
{
    /// <summary>How many dispatchers had died.</summary>
    public required int Owners { get; init; }

    /// <summary>How many claimed deliveries were queued again.</summary>
    public required int Requeued { get; init; }

    /// <summary>How many deliveries were in doubt.</summary>
    public required int InDoubt { get; init; }
}
