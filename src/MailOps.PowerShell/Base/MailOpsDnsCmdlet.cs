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
    /// The DNS servers to ask, the first one preferred: host or host:port, tls://host[:port][#name] for DNS over TLS, https://host/path for DNS
    /// over HTTPS. Without it those of the operating system are asked.
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

    /// <summary>
    /// How many questions a second the DNS servers are asked at most; 0 for as many as can be. Default: 500 when a server is on another host, else no
    /// limit.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int MaxQueryRate { get; set; } = -1;

    /// <summary>
    /// Use only answers that the DNS server validated with DNSSEC (its AD bit); all others count as not answered. Name a server that validates
    /// and a path to it that you trust: one on this machine, or over TLS.
    /// </summary>
    [Parameter]
    public SwitchParameter RequireDnssec { get; set; }

    /// <summary>A file to write every answer of the DNS to, one JSON object a line (docs/dns.md); what it held before is lost.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RecordDns { get; set; }

    /// <summary>
    /// A file that -RecordDns has written: it answers instead of the network. What it does not hold counts as not answered.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReplayDns { get; set; }

    private protected override MailOpsOptions SessionOptions
    {
        get
        {
            var options = base.SessionOptions;
            return options with
            {
                DnsServers = DnsServer,
                ZonePath = DnsZone is null ? null : FullPath(DnsZone),
                RecordDnsPath = RecordDns is null ? null : FullPath(RecordDns),
                ReplayDnsPath = ReplayDns is null ? null : FullPath(ReplayDns),
                Dns = options.Dns with { RequireDnssec = RequireDnssec, MaxQueryRate = MaxQueryRate < 0 ? null : MaxQueryRate },
            };
        }
    }

    /// <summary>Opens the files named, since without them no input could be answered.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if ((ReplayDns ?? DnsZone ?? RecordDns) is { } path)
        {
            try
            {
                _ = Session.Resolver;
            }
            catch (MailOpsException e)
            {
                ThrowFailure(e, path);
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
            foreach (var server in dns.Servers)
            {
                WriteVerbose("DNS: " + server);
            }
        }
    }
}
