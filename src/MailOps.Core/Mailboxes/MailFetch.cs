namespace MailOps.Mailboxes;

/// <summary>What to read of messages. The UID always comes along.</summary>
public sealed record MailFetch
{
    /// <summary>Flags, internal date and size.</summary>
    public static MailFetch Facts { get; } = new() { Flags = true, InternalDate = true, Size = true };

    /// <summary>Flags and keywords.</summary>
    public bool Flags { get; init; }

    /// <summary>When it came.</summary>
    public bool InternalDate { get; init; }

    /// <summary>How many octets it has.</summary>
    public bool Size { get; init; }

    /// <summary>Its tree of parts (BODYSTRUCTURE).</summary>
    public bool Structure { get; init; }

    /// <summary>Its modification sequence, where the server keeps one (CONDSTORE).</summary>
    public bool ModSeq { get; init; }

    /// <summary>The whole header.</summary>
    public bool Header { get; init; }

    /// <summary>Header fields by name; empty for none, or where <see cref="Header"/> is asked for.</summary>
    public TextList HeaderFields { get; init; } = TextList.Empty;

    /// <summary>How many octets of the whole message; 0 for none.</summary>
    public int ContentLimit { get; init; }

    /// <summary>Only messages changed since this modification sequence (CONDSTORE); null for all.</summary>
    public long? ChangedSince { get; init; }
}
