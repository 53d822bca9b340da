using System;

namespace MailOps.Mailboxes;

/// <summary>What messages must have to be found; everything that is set must hold.</summary>
public sealed record MailSearch
{
    /// <summary>Every message.</summary>
    public static MailSearch Everything { get; } = new();

    /// <summary>
    /// What the Message-ID field holds, such as <c>id@host</c>, with or without angle brackets; null for anything. A server compares parts of
    /// fields: the caller compares the field exactly, as the operations that take messages back must.
    /// </summary>
    public string? MessageId { get; init; }

    /// <summary>The name of a header field that must hold <see cref="HeaderText"/>; null for none.</summary>
    public string? HeaderName { get; init; }

    /// <summary>What that field holds; empty when it only has to be there.</summary>
    public string HeaderText { get; init; } = "";

    /// <summary>Flags that are set.</summary>
    public MailFlagSet Has { get; init; } = MailFlagSet.None;

    /// <summary>Flags that are not set.</summary>
    public MailFlagSet Lacks { get; init; } = MailFlagSet.None;

    /// <summary>Came on this day or later; servers compare the date only.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Came before this day.</summary>
    public DateTime? Before { get; init; }
}
