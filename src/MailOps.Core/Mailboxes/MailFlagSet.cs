using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Mailboxes;

/// <summary>The flags that every store knows (RFC 9051 section 2.3.2).</summary>
[Flags]
public enum MailFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>It was read.</summary>
    Seen = 1,

    /// <summary>It was answered.</summary>
    Answered = 2,

    /// <summary>It is marked as important.</summary>
    Flagged = 4,

    /// <summary>It is marked for deletion.</summary>
    Deleted = 8,

    /// <summary>It is not finished.</summary>
    Draft = 16,
}

/// <summary>Flags and keywords of a message. Two sets are equal when they hold the same ones; keywords have no case.</summary>
public sealed record MailFlagSet
{
    /// <summary>No flag at all.</summary>
    public static MailFlagSet None { get; } = new();

    private static readonly MailFlags[] Known = [MailFlags.Seen, MailFlags.Answered, MailFlags.Flagged, MailFlags.Deleted, MailFlags.Draft];

    /// <summary>The keyword of a message that was forwarded (RFC 5788).</summary>
    public const string Forwarded = "$Forwarded";

    /// <summary>The flags that every store knows.</summary>
    public MailFlags Flags { get; init; }

    /// <summary>Others, such as <c>$Forwarded</c>; each an IMAP atom.</summary>
    public TextList Keywords { get; init; } = TextList.Empty;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Flags == MailFlags.None && Keywords.Count == 0;

    /// <summary>A set.</summary>
    /// <param name="flags">The flags that every store knows.</param>
    /// <param name="keywords">Others.</param>
    public static MailFlagSet Of(MailFlags flags, params string[] keywords) => new() { Flags = flags, Keywords = new TextList(keywords) };

    /// <summary>Whether all of these flags are set.</summary>
    /// <param name="flags">The flags.</param>
    public bool Has(MailFlags flags) => (Flags & flags) == flags;

    /// <summary>Whether a keyword is set.</summary>
    /// <param name="keyword">Its name, without regard to case.</param>
    public bool Has(string keyword) => Keywords.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether both hold the same flags and keywords.</summary>
    /// <param name="other">The other set.</param>
    public bool Equals(MailFlagSet? other) => other is not null && Flags == other.Flags
        && new HashSet<string>(Keywords, StringComparer.OrdinalIgnoreCase).SetEquals(other.Keywords);

    /// <inheritdoc/>
    public override int GetHashCode() => ((int)Flags * 397) ^ new HashSet<string>(Keywords, StringComparer.OrdinalIgnoreCase).Count;

    /// <summary>As IMAP writes them, <c>\Seen $Forwarded</c>.</summary>
    public override string ToString() => DisplayText.Clean(string.Join(" ", Names()));

    /// <summary>The names as IMAP writes them.</summary>
    internal IEnumerable<string> Names()
    {
        foreach (var flag in Known)
        {
            if (Has(flag))
            {
                yield return "\\" + flag;
            }
        }

        foreach (var keyword in Keywords)
        {
            yield return keyword;
        }
    }
}
