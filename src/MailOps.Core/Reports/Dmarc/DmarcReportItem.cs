namespace MailOps.Reports.Dmarc;

/// <summary>What comes out of a file of reports, one after the other: a row, a failure report, or something that is wrong.</summary>
public sealed record DmarcReportItem
{
    /// <summary>Where it was read from: the file, and the names inside it.</summary>
    public required string Source { get; init; }

    /// <summary>A row of an aggregate report; null when it is something else.</summary>
    public DmarcReportRow? Row { get; init; }

    /// <summary>A failure report; null when it is something else.</summary>
    public DmarcFailureReport? Failure { get; init; }

    /// <summary>What is wrong with the file or the report; null when it is something else.</summary>
    public Finding? Problem { get; init; }
}
