using System;
using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>What to read of a mailbox.</summary>
public sealed record MailIntakeOptions
{
    /// <summary>The full name of the folder.</summary>
    public string Folder { get; init; } = "INBOX";

    /// <summary>How many messages at most, the oldest first; null for all.</summary>
    public int? First { get; init; }

    /// <summary>Messages that have one of these flags are left out, such as those that were completed with a flag.</summary>
    public MailFlagSet ExceptFlags { get; init; } = MailFlagSet.None;

    /// <summary>How many octets of a message are read.</summary>
    public int MaxMessageBytes { get; init; } = 32 << 20;

    /// <summary>Whether to go on and wait for new messages until cancelled.</summary>
    public bool Watch { get; init; }

    /// <summary>How long to wait for news before the folder is searched again in any case.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What is remembered between runs; null for nothing but what the mailbox itself says. With it, a message whose completing was broken off is not
    /// given again, but completed before anything is read.
    /// </summary>
    public IIntakeStore? Memory { get; init; }

    /// <summary>The clock.</summary>
    public MailClock Clock { get; init; } = MailClock.System;
}
