using System.Globalization;
using System.Management.Automation;
using MailOps.Dns;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A pipeline cmdlet that asks the DNS.</summary>
/// <typeparam name="TInput">What one task works on.</typeparam>
/// <typeparam name="TResult">What it gives.</typeparam>
public abstract class MailOpsDnsCmdlet<TInput, TResult> : MailOpsPipelineCmdlet<TInput, TResult>
{
    /// <summary>
    /// The DNS servers to ask, each as host or host:port, the first one preferred. Without it those of the operating system are asked.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DnsServerCompleter))]
    public DnsServer[] DnsServer { get; set; } = [];

    /// <summary>
    /// A zone file (JSON, docs/zones.md) that answers instead of the network: to try things out, and to check records before they are
    /// published.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DnsZone { get; set; }

    private protected override MailOpsOptions SessionOptions => base.SessionOptions with
    {
        DnsServers = DnsServer,
        ZonePath = DnsZone is null ? null : FullPath(DnsZone),
    };

    /// <summary>Reads the zone file, since without it no input could be answered.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (DnsZone is not null)
        {
            try
            {
                _ = Session.Resolver;
            }
            catch (MailOpsException e)
            {
                ThrowFailure(e, DnsZone);
            }
        }
    }

    /// <summary>Writes what is still under way, and with -Verbose what the DNS had to do.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (Session.DnsStatistics is { } dns)
        {
            WriteVerbose(string.Format(
                CultureInfo.CurrentCulture,
                "DNS: {0} questions, {1} from the cache, {2} joined, {3} queries sent, {4} timed out.",
                dns.Questions,
                dns.CacheHits,
                dns.Joined,
                dns.QueriesSent,
                dns.Timeouts));
        }
    }
}
