using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>Where a page of the log ended: the recipient of the message that was read last.</summary>
public readonly record struct MailLogCursor
{
    /// <summary>A place behind one recipient of one message.</summary>
    /// <param name="id">The outbox id of the message.</param>
    /// <param name="recipient">The number of the recipient within it, from 0.</param>
    public MailLogCursor(long id, int recipient)
    {
        Id = id;
        Recipient = recipient;
    }

    /// <summary>The outbox id of the message.</summary>
    public long Id { get; }

    /// <summary>The number of the recipient within it, from 0.</summary>
    public int Recipient { get; }
}

/// <summary>A page of the log.</summary>
public sealed record MailLogPage
{
    /// <summary>The entries; a page may be empty though another one follows, when a filter dropped all that was looked at.</summary>
    public required IReadOnlyList<MailLogEntry> Entries { get; init; }

    /// <summary>Where the next page begins; null at the end.</summary>
    public MailLogCursor? Next { get; init; }
}
