using System.Collections.Generic;
using MailOps.Json;

namespace MailOps.Authentication.Dmarc;

/// <summary>What <see cref="DmarcChecker"/> found out about the DMARC of one domain.</summary>
public sealed record DmarcTestResult : IJsonResult
{
    /// <summary>The domain that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether DMARC applies to mail from this domain. Unknown is neither good nor bad.</summary>
    public required DmarcVerdict Verdict { get; init; }

    /// <summary>By which document the domain was judged.</summary>
    public DmarcStandard Standard { get; init; }

    /// <summary>Whether a record applies and nothing about it is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == DmarcVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>The record that applies, or the one that receivers cannot use, as published; empty when there is none.</summary>
    public string Record { get; init; } = "";

    /// <summary>The domain that the record was found at, without <c>_dmarc</c>; empty when there is none.</summary>
    public string RecordDomain { get; init; } = "";

    /// <summary>
    /// The organizational domain (RFC 9989 section 4.10.2), which relaxed alignment compares; empty when a failed DNS query leaves it open.
    /// </summary>
    public string OrganizationalDomain { get; init; } = "";

    /// <summary>What the record asks for mail from this domain that fails; null when DMARC does not apply or that is unknown.</summary>
    public DmarcPolicy? Policy { get; init; }

    /// <summary>The tag of the record that <see cref="Policy"/> comes from; null together with it.</summary>
    public DmarcPolicyTag? PolicyTag { get; init; }

    /// <summary>What is asked for mail from existing subdomains without a record of their own; null when unknown or not covered.</summary>
    public DmarcPolicy? SubdomainPolicy { get; init; }

    /// <summary>What is asked for mail from subdomains that do not exist; null when unknown or not covered.</summary>
    public DmarcPolicy? NonexistentPolicy { get; init; }

    /// <summary>Whether the record is in test mode (<c>t=y</c>): receivers apply one step less than <see cref="Policy"/>.</summary>
    public bool IsTesting { get; init; }

    /// <summary>Where aggregate reports go; empty when nobody gets any.</summary>
    public DmarcReportUriList AggregateReports { get; init; } = DmarcReportUriList.Empty;

    /// <summary>Where failure reports go; empty when nobody gets any.</summary>
    public DmarcReportUriList FailureReports { get; init; } = DmarcReportUriList.Empty;

    /// <summary>The names that were asked for TXT records, in order.</summary>
    public TextList DnsQueries { get; init; } = TextList.Empty;

    /// <summary>Why nobody knows, when <see cref="Verdict"/> is Unknown; else empty.</summary>
    public string TempError { get; init; } = "";

    /// <summary>What is wrong, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The record with its tags read; null when there is none.</summary>
    public DmarcRecord? ParsedRecord { get; init; }

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Domain, verdict and policy on one line.</summary>
    public override string ToString() => Domain + ": " + Verdict + (Policy is { } policy ? ", " + policy : "");

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("standard", MailOpsJson.Name(Standard));
        writer.WriteMember("policy", NameOf(Policy));
        writer.WriteMember("policyTag", PolicyTag switch
        {
            null => null,
            DmarcPolicyTag.NonexistentPolicy => "np",
            DmarcPolicyTag.SubdomainPolicy => "sp",
            _ => "p",
        });
        writer.WriteMember("subdomainPolicy", NameOf(SubdomainPolicy));
        writer.WriteMember("nonexistentPolicy", NameOf(NonexistentPolicy));
        writer.WriteMember("testing", IsTesting);
        writer.WriteMember("record", Record);
        writer.WriteMember("recordDomain", RecordDomain);
        writer.WriteMember("organizationalDomain", OrganizationalDomain);
        WriteUris(writer, "aggregateReports", AggregateReports);
        WriteUris(writer, "failureReports", FailureReports);
        MailOpsJson.WriteMember(writer, "dnsQueries", DnsQueries);
        writer.WriteMember("tempError", TempError);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private static string? NameOf(DmarcPolicy? policy) => policy is { } known ? DmarcPolicyReading.NameOf(known) : null;

    private static void WriteUris(JsonWriter writer, string name, IEnumerable<DmarcReportUri> uris)
    {
        writer.WriteName(name);
        writer.WriteStartArray();
        foreach (var uri in uris)
        {
            writer.WriteString(uri.Uri);
        }

        writer.WriteEndArray();
    }
}
