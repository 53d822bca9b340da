namespace MailOps.Reports.Dmarc;

/// <summary>What the receiver did with the messages of a row (RFC 9990 section 3.1.1.5).</summary>
public enum DmarcReportDisposition
{
    /// <summary>The report does not say.</summary>
    Unknown,

    /// <summary>Nothing was done about them; with RFC 7489 also: they passed.</summary>
    None,

    /// <summary>They passed DMARC; only RFC 9990 has this.</summary>
    Pass,

    /// <summary>They were treated as suspicious.</summary>
    Quarantine,

    /// <summary>They were refused.</summary>
    Reject,
}
