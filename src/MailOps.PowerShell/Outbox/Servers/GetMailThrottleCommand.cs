using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Lists the throttles of the store.</summary>
/// <remarks><para>Those of servers are part of their profiles too (Get-MailServer). docs/throttles.md explains what they promise.</para></remarks>
/// <example>
/// <code>Get-MailThrottle</code>
/// Lists all throttles, of servers, domains, senders and campaigns.
/// </example>
/// <example>
/// <code>Get-MailThrottle -Scope Domain -Name *.example</code>
/// Lists those of some domains.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailThrottle")]
[OutputType(typeof(MailThrottle))]
public sealed class GetMailThrottleCommand : MailOpsStoreCmdlet
{
    /// <summary>Only of this name; * and ? are wildcards.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string Name { get; set; } = "*";

    /// <summary>Only those of servers, domains, senders or campaigns.</summary>
    [Parameter]
    public ThrottleScope? Scope { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var store = OpenStore(StoreAccess.ReadOnly);
        foreach (var throttle in AwaitOrEnd(new ValueTask<IReadOnlyList<MailThrottle>>(store.Throttles.ListAsync(StopToken))))
        {
            if ((Scope is null || throttle.Scope == Scope) && WildcardPattern.IsMatch(Name, throttle.Name))
            {
                WriteObject(throttle);
            }
        }
    }
}
