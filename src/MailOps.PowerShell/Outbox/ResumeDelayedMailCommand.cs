using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Lets mail go on that waits in the outbox.</summary>
/// <remarks>
/// <para>Mail that was suspended, held after a warning of the preflight, stopped with its campaign, missed its hour, or is in doubt goes on.
/// Past its due time it gets a new undo window first. A missing approval is not lifted: that needs another account.</para>
/// </remarks>
/// <example>
/// <code>Resume-DelayedMail 42</code>
/// Lets one mail go on.
/// </example>
/// <example>
/// <code>Get-DelayedMail -State Waiting | Resume-DelayedMail -WhatIf</code>
/// Shows what would leave, and when.
/// </example>
/// <example>
/// <code>Resume-DelayedMail -Campaign spring</code>
/// Lets a campaign go on that was stopped after too many failures or complaints, once its list has been cleaned.
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "DelayedMail", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(OutboxDecision), typeof(DelayedMail), typeof(OutboxSetting))]
public sealed class ResumeDelayedMailCommand : DelayedMailChangeCmdlet
{
    private const string CampaignSet = "Campaign";

    /// <summary>
    /// A campaign that was stopped after too many failures or complaints (OUT020): all of it goes on. What happened before no longer counts against it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = CampaignSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string Campaign { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != CampaignSet)
        {
            base.ProcessRecord();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName != CampaignSet)
        {
            base.EndProcessing();
            return;
        }

        var goes = ShouldProcess(Campaign, OutboxTexts.ResumeCampaign.Current);
        if (!goes && !IsWhatIf)
        {
            return;
        }

        var throttles = OpenStore(StoreAccess.ReadWrite).Throttles;
        var braked = AwaitOrEnd(new ValueTask<BrakedCampaign?>(BrakedCampaigns.ReleaseAsync(throttles, Campaign, !goes, StopToken)));
        WriteObject(new OutboxSetting
        {
            Kind = "campaign",
            Name = Campaign,
            Action = braked is null ? OutboxSettingAction.None : OutboxSettingAction.Resumed,
            Changed = goes && braked is not null,
            WhatIf = !goes,
            Reason = braked?.ToString() ?? "",
        });
    }

    private protected override Localized ActionName => OutboxTexts.Resume;

    private protected override MailChange ChangeIn(MailOutbox outbox) => outbox.ResumeAsync;
}
