namespace MailOps.Reports.Tls;

/// <summary>What comes out of a file of TLS reports, one after the other: a row, or something that is wrong.</summary>
public sealed record TlsReportItem
{
    /// <summary>Where it was read from: the file, and the names inside it.</summary>
    public required string Source { get; init; }

    /// <summary>A row; null when it is a problem.</summary>
    public TlsReportRow? Row { get; init; }

    /// <summary>What is wrong with the file or the report; null when it is a row.</summary>
    public Finding? Problem { get; init; }
}
