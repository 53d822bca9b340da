using System;

namespace MailOps.Bounces;

/// <summary>One mail of a file, mbox or Maildir, or the reason why there is none.</summary>
public sealed record MailSourceItem
{
    /// <summary>The path of the file, or the name the caller gave a stream.</summary>
    public required string Source { get; init; }

    /// <summary>The position of the mail in its mbox, from 1; 0 for a file with one mail.</summary>
    public int Index { get; init; }

    /// <summary>The bytes of the mail; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What is wrong: empty file, no mail, too big, unreadable. An item with an error still has what could be read.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>Whether there is something to classify.</summary>
    public bool HasContent => !Content.IsEmpty && !Findings.Contains(BounceFindings.NotAMail.Id);

    /// <summary>Path and position.</summary>
    public override string ToString() => Index == 0 ? Source : Source + "#" + Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How <see cref="MailSource"/> reads.</summary>
public sealed record MailSourceOptions
{
    /// <summary>The options used when none are given.</summary>
    public static MailSourceOptions Default { get; } = new();

    /// <summary>
    /// How many bytes of one mail are read; 32 MiB by default. More are left out, with a finding, so that memory stays bounded.
    /// </summary>
    public int MaxMessageBytes { get; init; } = 32 << 20;

    /// <summary>Whether folders inside folders are read as well; true by default.</summary>
    public bool Recurse { get; init; } = true;
}
