using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>Makes a DMARC record of its parts (RFC 9989 section 4.7), and the records that let reports go to other organizations (RFC 9990 section 4).</summary>
public sealed record DmarcRecordBuilder
{
    /// <summary>What receivers do with mail that fails.</summary>
    public DmarcPolicy Policy { get; init; }

    /// <summary>The policy for existing subdomains; null: <see cref="Policy"/>.</summary>
    public DmarcPolicy? SubdomainPolicy { get; init; }

    /// <summary>The policy for subdomains that do not exist; null: that for existing ones.</summary>
    public DmarcPolicy? NonexistentPolicy { get; init; }

    /// <summary>How DKIM domains must match.</summary>
    public DmarcAlignment DkimAlignment { get; init; }

    /// <summary>How the SPF domain must match.</summary>
    public DmarcAlignment SpfAlignment { get; init; }

    /// <summary>Whether receivers apply one step less than the policy says.</summary>
    public bool IsTesting { get; init; }

    /// <summary>Where aggregate reports go.</summary>
    public IReadOnlyList<DmarcReportUri> AggregateReports { get; init; } = [];

    /// <summary>Where failure reports go; few receivers send any.</summary>
    public IReadOnlyList<DmarcReportUri> FailureReports { get; init; } = [];

    /// <summary>When failure reports are asked for.</summary>
    public DmarcFailureReporting FailureReporting { get; init; } = DmarcFailureReporting.AllFail;

    /// <summary>The record as text; what equals the default of the standard is left out.</summary>
    public string Build()
    {
        var text = new StringBuilder("v=DMARC1; p=").Append(DmarcPolicyReading.NameOf(Policy));
        AddPolicy(text, "sp", SubdomainPolicy, Policy);
        AddPolicy(text, "np", NonexistentPolicy, SubdomainPolicy ?? Policy);
        AddIf(text, DkimAlignment == DmarcAlignment.Strict, "adkim=s");
        AddIf(text, SpfAlignment == DmarcAlignment.Strict, "aspf=s");
        AddIf(text, IsTesting, "t=y");
        AddUris(text, "rua", AggregateReports);
        AddUris(text, "ruf", FailureReports);
        AddIf(text, FailureReporting is not (DmarcFailureReporting.AllFail or DmarcFailureReporting.None), "fo=" + OptionsOf(FailureReporting));
        return text.ToString();
    }

    /// <summary>
    /// What to publish: the record itself, which carries the findings, and for each report address of another domain the record that belongs into
    /// that one's zone.
    /// </summary>
    /// <param name="domain">The domain that gets the record.</param>
    public IReadOnlyList<DnsRecordProposal> Propose(DomainName domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var text = Build();
        var records = new List<DnsRecordProposal>
        {
            new() { Name = "_dmarc." + domain.Ascii, Type = DnsRecordType.TXT, Value = text, Findings = DmarcRecordParser.Parse(text).Findings },
        };
        foreach (var target in AggregateReports.Concat(FailureReports).Select(uri => uri.Domain).Where(d => d.Length > 0).Distinct())
        {
            // Whether both belong to one organization is not asked here; a record too many does no harm.
            if (!DomainText.IsSameOrBelow(target, domain.Ascii) && !DomainText.IsSameOrBelow(domain.Ascii, target))
            {
                records.Add(new DnsRecordProposal
                {
                    Name = domain.Ascii + "._report._dmarc." + target,
                    Type = DnsRecordType.TXT,
                    Value = "v=DMARC1",
                    Findings = new FindingList([DmarcFindings.ExternalRecord.Found(target, domain.Ascii)]),
                });
            }
        }

        return records;
    }

    private static void AddPolicy(StringBuilder text, string tag, DmarcPolicy? policy, DmarcPolicy inherited) =>
        AddIf(text, policy is not null && policy != inherited, tag + "=" + DmarcPolicyReading.NameOf(policy ?? inherited));

    private static void AddUris(StringBuilder text, string tag, IReadOnlyList<DmarcReportUri> uris) =>
        AddIf(text, uris.Count > 0, tag + "=" + string.Join(",", uris.Select(u => u.Uri)));

    private static void AddIf(StringBuilder text, bool condition, string tag)
    {
        if (condition)
        {
            text.Append("; ").Append(tag);
        }
    }

    private static string OptionsOf(DmarcFailureReporting options)
    {
        var letters = new List<string>();
        void Add(DmarcFailureReporting option, string letter)
        {
            if ((options & option) != 0)
            {
                letters.Add(letter);
            }
        }

        // 0 and 1 exclude each other; 1 asks for more.
        Add(DmarcFailureReporting.AnyFails, "1");
        if (letters.Count == 0)
        {
            Add(DmarcFailureReporting.AllFail, "0");
        }

        Add(DmarcFailureReporting.DkimFails, "d");
        Add(DmarcFailureReporting.SpfFails, "s");
        return string.Join(":", letters);
    }
}
