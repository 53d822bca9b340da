using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Lists server profiles: how they are reached, their throttles, how much mail waits for them, and what is wrong.</summary>
/// <remarks><para>No secret is ever shown, since none is stored: Credential says where the password is to be found.</para></remarks>
/// <example>
/// <code>Get-MailServer</code>
/// Lists all profiles of the store.
/// </example>
/// <example>
/// <code>Get-MailServer relay | Format-List</code>
/// Shows everything about one profile.
/// </example>
/// <example>
/// <code>Get-MailServer | Where-Object Fault | ForEach-Object { Set-MailServer $_.Name -Resume }</code>
/// Uses servers again that were left alone after wrong credentials.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailServer")]
[OutputType(typeof(MailServerProfile))]
public sealed class GetMailServerCommand : MailOpsStoreCmdlet
{
    /// <summary>Only profiles of these names; * and ? are wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var servers = new MailServerProfiles(OpenStore(StoreAccess.ReadOnly).Servers);
            WriteObject(Await(new ValueTask<IReadOnlyList<MailServerProfile>>(servers.ListAsync(Name, StopToken))), enumerateCollection: true);
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, Name);
        }
    }
}
