namespace MailOps.Reports.Measuring;

/// <summary>What the reports tell about a sender.</summary>
public enum DmarcSenderKind
{
    /// <summary>All its messages pass DMARC.</summary>
    Passing,

    /// <summary>Messages fail that pass SPF or DKIM for another domain: often a service that needs to be set up.</summary>
    Misaligned,

    /// <summary>Messages fail that receivers recognised as forwarded or from a mailing list.</summary>
    Forwarded,

    /// <summary>Messages fail that pass neither SPF nor DKIM: a forger, or a server that nobody thought of.</summary>
    Unauthenticated,
}
