using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Takes all limits of a throttle away.</summary>
/// <remarks><para>Mail that waited behind it goes on at once. Single limits are taken away with 0: Set-MailThrottle -Domain x.example -MaxPerDay 0.</para></remarks>
/// <example>
/// <code>Remove-MailThrottle -Domain gmail.example</code>
/// Removes one throttle; a repeat changes nothing.
/// </example>
/// <example>
/// <code>Get-MailThrottle -Scope Campaign | Remove-MailThrottle</code>
/// Removes the throttles of all campaigns.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MailThrottle", SupportsShouldProcess = true, DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(OutboxSetting))]
public sealed class RemoveMailThrottleCommand : MailOpsStoreCmdlet
{
    /// <summary>A throttle of Get-MailThrottle.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Pipeline")]
    public MailThrottle? InputObject { get; set; }

    /// <summary>The domain of the recipients.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Domain")]
    [ValidateNotNullOrEmpty]
    public string Domain { get; set; } = "";

    /// <summary>The address that mail is sent from.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sender")]
    [ValidateNotNullOrEmpty]
    public string Sender { get; set; } = "";

    /// <summary>The campaign.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Campaign")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string Campaign { get; set; } = "";

    /// <summary>The server.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Server")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string Server { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (scope, name) = InputObject is { } input ? (input.Scope, input.Name) : ThrottleNames.Of(ParameterSetName, Domain, Sender, Campaign, Server);
        try
        {
            var store = OpenStore(StoreAccess.ReadWrite);
            var throttles = new MailThrottles(store.Throttles, store.Servers);
            var throttle = Await(new ValueTask<MailThrottle>(throttles.FindOrNewAsync(scope, name, StopToken)));
            var goes = ShouldProcess(throttle.ToString(), "Remove-MailThrottle");
            if (!goes && !IsWhatIf)
            {
                return;
            }

            var none = new MailThrottle { Scope = throttle.Scope, Name = throttle.Name };
            var changed = Await(new ValueTask<bool>(throttles.SetAsync(none, !goes, StopToken)));
            WriteObject(ThrottleNames.Decision(none, changed || !goes ? OutboxSettingAction.Removed : OutboxSettingAction.None, changed, !goes));
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, name);
        }
    }
}
