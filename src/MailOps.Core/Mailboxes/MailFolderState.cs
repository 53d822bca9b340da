namespace MailOps.Mailboxes;

/// <summary>What a folder is opened for.</summary>
public enum MailFolderAccess
{
    /// <summary>For reading: nothing of it changes (EXAMINE).</summary>
    Read,

    /// <summary>For changing it (SELECT).</summary>
    Write,
}

/// <summary>A folder at the moment it was opened.</summary>
public sealed record MailFolderState
{
    /// <summary>The full name.</summary>
    public required string Name { get; init; }

    /// <summary>What it was opened for.</summary>
    public MailFolderAccess Access { get; init; }

    /// <summary>
    /// The UIDVALIDITY: UIDs mean the same messages as long as it is the same. 0 where the UIDs of a store never change their meaning.
    /// </summary>
    public long UidValidity { get; init; }

    /// <summary>The UID that the next message will get; 0 where it is not known.</summary>
    public long UidNext { get; init; }

    /// <summary>How many messages it holds.</summary>
    public long MessageCount { get; init; }

    /// <summary>The highest modification sequence (CONDSTORE, RFC 7162); 0 where the server keeps none.</summary>
    public long HighestModSeq { get; init; }

    /// <summary>Whether flags of any name can be set.</summary>
    public bool TakesKeywords { get; init; }

    /// <summary>Whether new messages are seen by a new session only (POP3).</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>The name, fit for a terminal.</summary>
    public override string ToString() => DisplayText.Clean(Name);
}
