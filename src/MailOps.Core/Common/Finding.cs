using System.Globalization;

namespace MailOps;

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing has to change.</summary>
    Info,

    /// <summary>Works today, but weaker, riskier or less portable than it should be.</summary>
    Warning,

    /// <summary>Broken: a receiver, a server or a standard will refuse or ignore it.</summary>
    Error,
}

/// <summary>
/// One thing a check noticed: a stable id that scripts may branch on, and words for people. The words follow the UI culture
/// (English, German); the id never changes its meaning once released. All ids are listed in docs/findings.md.
/// </summary>
public sealed record Finding
{
    /// <summary>The stable id, area letters and three digits, such as <c>DMARC012</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What was found, with the values of this case.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Advice { get; init; }

    /// <summary>The clause it comes from, such as <c>RFC 9989 section 4.7</c>; empty when no document says so.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The id, severity and message on one line.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1}: {2}", Severity, Id, Message);
}
