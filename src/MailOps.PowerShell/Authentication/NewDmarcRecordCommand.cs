using System.Management.Automation;
using MailOps.Authentication.Dmarc;
using MailOps.Dns;

namespace MailOps.PowerShell;

/// <summary>Makes a DMARC record of its parts.</summary>
/// <remarks>
/// <para>The result is the record to publish: its name, its value and the line for a zone file. Nothing is changed anywhere. What equals the default of
/// RFC 9989 is left out.</para>
/// <para>A report address at another domain needs a record in that one's zone as well; it comes as a further result.</para>
/// <para>Begin with -Policy None and an address for reports; go on to Quarantine and Reject when the reports show no failing mail of your own.
/// Measure-DmarcReport says which senders would be lost.</para>
/// </remarks>
/// <example>
/// <code>New-DmarcRecord corp.example -AggregateReport dmarc@corp.example</code>
/// Makes a record that only watches, for the beginning.
/// </example>
/// <example>
/// <code>New-DmarcRecord corp.example -Policy Reject -NonexistentPolicy Reject -AggregateReport corp@reports.example | Select-Object -ExpandProperty ZoneLine</code>
/// Makes the record and the one that reports.example must publish, as lines for their zones.
/// </example>
[Cmdlet(VerbsCommon.New, "DmarcRecord")]
[OutputType(typeof(DnsRecordProposal))]
public sealed class NewDmarcRecordCommand : MailOpsCmdlet
{
    /// <summary>The domain that gets the record; not the name with _dmarc.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public DomainName? Domain { get; set; }

    /// <summary>What receivers do with mail that fails: None, Quarantine or Reject. None without this parameter.</summary>
    [Parameter(Position = 1)]
    public DmarcPolicy Policy { get; set; }

    /// <summary>The policy for existing subdomains, where it is another one.</summary>
    [Parameter]
    public DmarcPolicy? SubdomainPolicy { get; set; }

    /// <summary>The policy for subdomains that do not exist, where it is another one; none of their mail can be genuine.</summary>
    [Parameter]
    public DmarcPolicy? NonexistentPolicy { get; set; }

    /// <summary>Who gets the aggregate reports: addresses, with or without mailto:.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public DmarcReportUri[] AggregateReport { get; set; } = [];

    /// <summary>Who gets failure reports: addresses, with or without mailto:. Few receivers send any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public DmarcReportUri[] FailureReport { get; set; } = [];

    /// <summary>When failure reports are asked for; AllFail without this parameter.</summary>
    [Parameter]
    public DmarcFailureReporting FailureReporting { get; set; } = DmarcFailureReporting.AllFail;

    /// <summary>How DKIM domains must match: Relaxed (the default) or Strict.</summary>
    [Parameter]
    public DmarcAlignment DkimAlignment { get; set; }

    /// <summary>How the SPF domain must match: Relaxed (the default) or Strict.</summary>
    [Parameter]
    public DmarcAlignment SpfAlignment { get; set; }

    /// <summary>Ask receivers to apply one step less than the policy says (t=y).</summary>
    [Parameter]
    public SwitchParameter Testing { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var builder = new DmarcRecordBuilder
        {
            Policy = Policy,
            SubdomainPolicy = SubdomainPolicy,
            NonexistentPolicy = NonexistentPolicy,
            AggregateReports = AggregateReport,
            FailureReports = FailureReport,
            FailureReporting = FailureReporting,
            DkimAlignment = DkimAlignment,
            SpfAlignment = SpfAlignment,
            IsTesting = Testing,
        };
        foreach (var record in builder.Propose(Domain!))
        {
            WriteObject(record);
        }
    }
}
