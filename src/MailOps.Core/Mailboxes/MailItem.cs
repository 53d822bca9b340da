using System;

namespace MailOps.Mailboxes;

/// <summary>A message of a folder, with what was asked for.</summary>
public sealed record MailItem
{
    /// <summary>Its UID.</summary>
    public required string Uid { get; init; }

    /// <summary>Flags and keywords; null when not asked for.</summary>
    public MailFlagSet? Flags { get; init; }

    /// <summary>When it came, UTC; null when not asked for, or not known.</summary>
    public DateTime? InternalDate { get; init; }

    /// <summary>How many octets it has; null when not asked for.</summary>
    public long? Size { get; init; }

    /// <summary>Its modification sequence; null when not asked for, or not kept.</summary>
    public long? ModSeq { get; init; }

    /// <summary>The header, or the fields asked for, as they are in the message.</summary>
    public ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>Its tree of parts; null when not asked for, or when the server's answer made no sense.</summary>
    public MailBodyPart? Structure { get; init; }

    /// <summary>The message, up to the number of octets asked for.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Whether the message is longer than <see cref="Content"/>.</summary>
    public bool IsTruncated { get; init; }
}
