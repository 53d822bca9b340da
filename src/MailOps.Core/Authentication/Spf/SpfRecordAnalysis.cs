using System.Collections.Generic;

namespace MailOps.Authentication.Spf;

/// <summary>What <see cref="SpfRecordParser"/> makes of a text.</summary>
public sealed record SpfRecordAnalysis
{
    /// <summary>Whether the text begins with the version of SPF. All other texts are ignored by receivers.</summary>
    public bool IsSpf { get; init; }

    /// <summary>Whether the text is a record without syntax errors.</summary>
    public bool IsValid => Record is not null;

    /// <summary>The record; null when the text is none or has a syntax error.</summary>
    public SpfRecord? Record { get; init; }

    /// <summary>The terms that cannot be read, in their order.</summary>
    public IReadOnlyList<SpfSyntaxError> Errors { get; init; } = [];

    /// <summary>What is wrong with the text, or worth knowing, as far as the text alone tells.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;
}
