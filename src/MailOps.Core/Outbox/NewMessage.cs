using System;
using System.Collections.Generic;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>A message on its way into a store: everything decided, nothing left to read.</summary>
public sealed record NewMessage
{
    /// <summary>The Message-ID without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The reverse path of the envelope; empty for the null reverse path.</summary>
    public required string Sender { get; init; }

    /// <summary>The address of the author; empty when there is none.</summary>
    public string From { get; init; } = "";

    /// <summary>The decoded subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The campaign; empty when it has none.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>The server to go through; empty for the configured default.</summary>
    public string Server { get; init; } = "";

    /// <summary>What makes it the same message when it is queued again; null: nothing does.</summary>
    public string? Key { get; init; }

    /// <summary>The bytes of the message (RFC 5322), without Bcc; a Date that is missing is put in front when it is sent.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The SHA-256 of content and recipients, which an approval binds.</summary>
    public required ReadOnlyMemory<byte> Digest { get; init; }

    /// <summary>The recipients of the envelope, at least one, no two with the same <see cref="Journal.AddressKey"/>.</summary>
    public required IReadOnlyList<NewRecipient> Recipients { get; init; }

    /// <summary>How long it can be undone, counted from the commit; zero: at once. Not used when <see cref="DueAt"/> is set.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>When it is due, UTC; null: after <see cref="Delay"/>.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>How long the undo window is that a resume past the due time opens.</summary>
    public TimeSpan UndoWindow { get; init; }

    /// <summary>Why it waits from the beginning.</summary>
    public WaitReasons Waits { get; init; }

    /// <summary>What to do when a downtime makes it much too late.</summary>
    public MissedAction IfMissed { get; init; }

    /// <summary>Why addresses on the suppression list get it nevertheless; empty: they do not.</summary>
    public string SuppressionOverride { get; init; } = "";

    /// <summary>Which notifications are wanted (NOTIFY, RFC 3461 section 4.1); null leaves it to the servers.</summary>
    public DsnNotify? Notify { get; init; }

    /// <summary>What a notification of failure returns (RET, RFC 3461 section 4.3); null leaves it to the servers.</summary>
    public DsnReturn? Return { get; init; }

    /// <summary>The key that it is signed with when it leaves (<see cref="Authentication.Dkim.DkimKeyReference"/>); empty when it is not.</summary>
    public string DkimKey { get; init; } = "";

    /// <summary>The account that queues it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>What the preflight found.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;
}

/// <summary>One recipient of a new message.</summary>
public sealed record NewRecipient
{
    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>Why it is not sent to this address from the beginning; empty: it is sent.</summary>
    public string SuppressedBecause { get; init; } = "";

    /// <summary>What the suppression list says about the address, where the mail goes there nevertheless; empty: nothing.</summary>
    public string OverriddenBlock { get; init; } = "";
}

/// <summary>What became of a message that was to be stored.</summary>
public sealed record EnqueuedMessage
{
    /// <summary>The number of the message.</summary>
    public required long Id { get; init; }

    /// <summary>The Message-ID without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>Whether its key was in the store already, so that nothing was stored; the other members tell of the older message.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>When it is due, UTC.</summary>
    public required DateTime DueAt { get; init; }
}
