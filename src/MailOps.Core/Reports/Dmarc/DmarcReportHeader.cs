using System;

namespace MailOps.Reports.Dmarc;

/// <summary>What an aggregate report says about itself and the policy that the receiver found; all its rows share it.</summary>
public sealed record DmarcReportHeader
{
    /// <summary>Where the report was read from: the file, and the names inside it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Who sent the report.</summary>
    public string OrganizationName { get; init; } = "";

    /// <summary>The sender's address for questions.</summary>
    public string Email { get; init; } = "";

    /// <summary>The sender's identifier of the report.</summary>
    public string ReportId { get; init; } = "";

    /// <summary>Where the period begins, UTC; null when the report does not say.</summary>
    public DateTime? Begin { get; init; }

    /// <summary>Where the period ends, UTC; null when the report does not say.</summary>
    public DateTime? End { get; init; }

    /// <summary>The domain whose policy was applied.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The published policy <c>p</c>; empty when the report lacks it.</summary>
    public string Policy { get; init; } = "";

    /// <summary>The published policy for subdomains, <c>sp</c>.</summary>
    public string SubdomainPolicy { get; init; } = "";

    /// <summary>The published policy for names that do not exist, <c>np</c> (RFC 9990).</summary>
    public string NonexistentPolicy { get; init; } = "";

    /// <summary>The published DKIM alignment, <c>r</c> or <c>s</c>.</summary>
    public string DkimAlignment { get; init; } = "";

    /// <summary>The published SPF alignment, <c>r</c> or <c>s</c>.</summary>
    public string SpfAlignment { get; init; } = "";

    /// <summary>The published test mode, <c>t</c> (RFC 9990).</summary>
    public string Testing { get; init; } = "";

    /// <summary>How the receiver found the record: <c>psl</c> or <c>treewalk</c> (RFC 9990).</summary>
    public string DiscoveryMethod { get; init; } = "";

    /// <summary>The program that made the report (RFC 9990).</summary>
    public string Generator { get; init; } = "";

    /// <summary>The version that the report names; empty for most.</summary>
    public string Version { get; init; } = "";

    /// <summary>The namespace of the report; <c>urn:ietf:params:xml:ns:dmarc-2.0</c> in the form of RFC 9990.</summary>
    public string XmlNamespace { get; init; } = "";

    /// <summary>The organization and the identifier.</summary>
    public override string ToString() => OrganizationName + " " + ReportId;
}
