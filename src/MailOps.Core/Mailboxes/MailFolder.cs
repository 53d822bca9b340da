using System;

namespace MailOps.Mailboxes;

/// <summary>What a folder is for (RFC 6154).</summary>
[Flags]
public enum MailFolderUse
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Where mail arrives.</summary>
    Inbox = 1,

    /// <summary>A view of all messages (<c>\All</c>).</summary>
    All = 2,

    /// <summary>Kept mail (<c>\Archive</c>).</summary>
    Archive = 4,

    /// <summary>Unfinished mail (<c>\Drafts</c>).</summary>
    Drafts = 8,

    /// <summary>A view of flagged messages (<c>\Flagged</c>).</summary>
    Flagged = 16,

    /// <summary>Unwanted mail (<c>\Junk</c>).</summary>
    Junk = 32,

    /// <summary>Mail that was sent (<c>\Sent</c>).</summary>
    Sent = 64,

    /// <summary>Mail that was thrown away (<c>\Trash</c>).</summary>
    Trash = 128,

    /// <summary>A view of important messages (<c>\Important</c>, RFC 8457).</summary>
    Important = 256,
}

/// <summary>A folder of a mailbox.</summary>
public sealed record MailFolder
{
    /// <summary>The full name as operations take it, decoded; it may hold any character. <c>INBOX</c> is always written so.</summary>
    public required string Name { get; init; }

    /// <summary>What stands between the levels of a name; null where there are none.</summary>
    public char? Separator { get; init; }

    /// <summary>What it is for.</summary>
    public MailFolderUse Use { get; init; }

    /// <summary>Whether it can hold messages; false for a mere level of the hierarchy.</summary>
    public bool IsSelectable { get; init; } = true;

    /// <summary>
    /// Whether it is a view (<c>\All</c>, <c>\Flagged</c>, <c>\Important</c>): its messages lie in other folders too.
    /// </summary>
    public bool IsView => (Use & (MailFolderUse.All | MailFolderUse.Flagged | MailFolderUse.Important)) != 0;

    /// <summary>The name, fit for a terminal.</summary>
    public override string ToString() => DisplayText.Clean(Name);
}
