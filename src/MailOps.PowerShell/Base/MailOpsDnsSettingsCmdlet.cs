using System.Management.Automation;
using MailOps.Dns;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A cmdlet without pipeline input that may ask the DNS.</summary>
public abstract class MailOpsDnsSettingsCmdlet : MailOpsCmdlet
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
}
