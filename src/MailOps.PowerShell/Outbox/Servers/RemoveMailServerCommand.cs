using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Removes a server profile and its throttle.</summary>
/// <remarks><para>Mail that was queued for it is not lost: it waits until there is a profile of the name again.</para></remarks>
/// <example>
/// <code>Remove-MailServer relay</code>
/// Removes one profile; a repeat changes nothing.
/// </example>
/// <example>
/// <code>Get-MailServer test-* | Remove-MailServer -WhatIf</code>
/// Shows which profiles would be removed.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MailServer", SupportsShouldProcess = true)]
[OutputType(typeof(OutboxSetting))]
public sealed class RemoveMailServerCommand : MailOpsStoreCmdlet
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var goes = ShouldProcess(name, "Remove-MailServer");
            if (!goes && !IsWhatIf)
            {
                continue;
            }

            try
            {
                var servers = new MailServerProfiles(OpenStore(StoreAccess.ReadWrite).Servers);
                var changed = goes && Await(new ValueTask<bool>(servers.RemoveAsync(name, StopToken)));
                WriteObject(new OutboxSetting
                {
                    Kind = "server",
                    Name = name,
                    Action = changed || !goes ? OutboxSettingAction.Removed : OutboxSettingAction.None,
                    Changed = changed,
                    WhatIf = !goes,
                });
            }
            catch (MailOpsException e)
            {
                WriteFailure(e, name);
            }
        }
    }
}
