using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Sets how fast mail may go to a domain, from a sender, in a campaign, or through a server.</summary>
/// <remarks>
/// <para>All dispatchers share a throttle through the store, and it holds for mail that is queued already too. Where several meet in one mail, the slowest
/// counts. What is not named stays as it is; 0 takes a limit away.</para>
/// <para>Messages count for -MaxPerMinute and -MaxConnections, recipients for -MaxPerDay and -WarmUp.</para>
/// </remarks>
/// <example>
/// <code>Set-MailThrottle -Domain gmail.example -MaxPerMinute 100 -MaxConnections 4</code>
/// Sends to one domain slowly; mail to others does not wait for it.
/// </example>
/// <example>
/// <code>Set-MailThrottle -Campaign spring -SendWindow 08:00-18:00 -TimeZone Europe/Berlin -MaxPerDay 5000</code>
/// Spreads a campaign over working hours.
/// </example>
/// <example>
/// <code>Set-MailThrottle -Sender news@corp.example -WarmUp 50 -MaxPerDay 20000</code>
/// Warms a new sender up: 50 recipients on the first day, 100 on the second, and so on.
/// </example>
[Cmdlet(VerbsCommon.Set, "MailThrottle", SupportsShouldProcess = true, DefaultParameterSetName = "Domain")]
[OutputType(typeof(OutboxSetting), typeof(MailThrottle))]
public sealed class SetMailThrottleCommand : ThrottleCmdlet
{
    /// <summary>The domain of the recipients; its subdomains are not meant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Domain")]
    [ValidateNotNullOrEmpty]
    public string Domain { get; set; } = "";

    /// <summary>The address that mail is sent from (the reverse path).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sender")]
    [ValidateNotNullOrEmpty]
    public string Sender { get; set; } = "";

    /// <summary>The campaign.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Campaign")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string Campaign { get; set; } = "";

    /// <summary>The server: a profile, or host:port as queued mail names it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Server")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string Server { get; set; } = "";

    /// <summary>Write the throttle as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var store = OpenStore(StoreAccess.ReadWrite);
            var throttles = new MailThrottles(store.Throttles, store.Servers);
            var (scope, name) = ThrottleNames.Of(ParameterSetName, Domain, Sender, Campaign, Server);
            var throttle = Limit(Await(new ValueTask<MailThrottle>(throttles.FindOrNewAsync(scope, name, StopToken))));
            var goes = ShouldProcess(throttle.ToString(), "Set-MailThrottle");
            if (!goes && !IsWhatIf)
            {
                return;
            }

            var changed = Await(new ValueTask<bool>(throttles.SetAsync(throttle, !goes, StopToken)));
            WriteObject(PassThru ? throttle : ThrottleNames.Decision(
                throttle, changed || !goes ? (throttle.IsLimited ? OutboxSettingAction.Set : OutboxSettingAction.Removed) : OutboxSettingAction.None, changed, !goes));
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Domain + Sender + Campaign + Server);
        }
    }
}
