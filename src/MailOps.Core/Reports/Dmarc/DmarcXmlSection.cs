namespace MailOps.Reports.Dmarc;

/// <summary>The elements of a report that hold others (RFC 9990 appendix A).</summary>
internal enum DmarcXmlSection
{
    /// <summary>Anything else: its content does not count.</summary>
    Other,
    Feedback,
    Metadata,
    DateRange,
    Policy,
    Record,
    Row,
    PolicyEvaluated,
    Reason,
    Identifiers,
    AuthResults,
    Dkim,
    Spf,
}

internal static class DmarcXmlSections
{
    /// <summary>What an element is inside another one. Reports wrapped into something else are found too.</summary>
    public static DmarcXmlSection Find(DmarcXmlSection parent, string name) => parent switch
    {
        DmarcXmlSection.Other when name == "feedback" => DmarcXmlSection.Feedback,
        DmarcXmlSection.Feedback => name switch
        {
            "report_metadata" => DmarcXmlSection.Metadata,
            "policy_published" => DmarcXmlSection.Policy,
            "record" => DmarcXmlSection.Record,
            _ => DmarcXmlSection.Other,
        },
        DmarcXmlSection.Metadata when name == "date_range" => DmarcXmlSection.DateRange,
        DmarcXmlSection.Record => name switch
        {
            "row" => DmarcXmlSection.Row,
            "identifiers" or "identities" => DmarcXmlSection.Identifiers,
            "auth_results" => DmarcXmlSection.AuthResults,
            _ => DmarcXmlSection.Other,
        },
        DmarcXmlSection.Row when name == "policy_evaluated" => DmarcXmlSection.PolicyEvaluated,
        DmarcXmlSection.PolicyEvaluated when name == "reason" => DmarcXmlSection.Reason,
        DmarcXmlSection.AuthResults => name switch
        {
            "dkim" => DmarcXmlSection.Dkim,
            "spf" => DmarcXmlSection.Spf,
            _ => DmarcXmlSection.Other,
        },
        _ => DmarcXmlSection.Other,
    };
}
