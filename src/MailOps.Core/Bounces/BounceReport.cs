using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>What one mail reports, with one classification per recipient.</summary>
public sealed record BounceReport
{
    /// <summary>
    /// What the mail as a whole reports: the most serious kind among its recipients, a failure before a delay before a success.
    /// </summary>
    public BounceKind Kind { get; init; }

    /// <summary>The reader that recognised the report, such as <c>Rfc3464</c>; empty for an ordinary mail.</summary>
    public string Format { get; init; } = "";

    /// <summary>The server that wrote the report; empty when not known.</summary>
    public string ReportingMta { get; init; } = "";

    /// <summary>The envelope id the sender gave (ENVID); empty when not known.</summary>
    public string EnvelopeId { get; init; } = "";

    /// <summary>For a complaint its type, such as <c>abuse</c>; else empty.</summary>
    public string FeedbackType { get; init; } = "";

    /// <summary>The message that the report is about.</summary>
    public OriginalMessage Original { get; init; } = OriginalMessage.Unknown;

    /// <summary>
    /// One entry per recipient. A mail that names none, or is no report, has one entry with an empty address, so that no mail disappears
    /// from a pipeline.
    /// </summary>
    public IReadOnlyList<BounceClassification> Recipients { get; init; } = [];

    /// <summary>What is wrong with the mail or the report itself.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The path or name of the file the mail came from; empty for mail from memory.</summary>
    public string Source { get; init; } = "";

    /// <summary>The position of the mail in its file, from 1; 0 when the file holds one mail or there is no file.</summary>
    public int SourceIndex { get; init; }

    /// <summary>
    /// The findings that say what of the mail was not read, each naming the mail. What looks ordinary may only be the beginning of something
    /// else, so people have to be told.
    /// </summary>
    internal IEnumerable<Finding> Cuts =>
        from finding in Findings
        where finding.Id == BounceFindings.TooBig.Id || finding.Id == BounceFindings.SecondMail.Id || MimeFaultWords.IsCut(finding.Id)
        select finding.Id == BounceFindings.TooBig.Id || Name.Length == 0 ? finding : finding with { Message = "'" + Name + "': " + finding.Message };

    private string Name => SourceIndex > 0 ? Source + "#" + SourceIndex.ToString(CultureInfo.InvariantCulture) : Source;
}
