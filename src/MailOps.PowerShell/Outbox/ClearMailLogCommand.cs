using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Erases from the log: what is old, or what concerns a person.</summary>
/// <remarks>
/// <para>The dispatcher erases by itself what is older than 90 days; this command does so earlier, or for an address, as a person may ask for
/// (GDPR article 17). Erased are log, recipients and the contents of the mail they got; Message-IDs, keys and hashes of contents stay, so that
/// nothing is sent twice. What was erased is wiped out of the files of the store; backups are the admin's.</para>
/// <para>Kept is mail that is not over, and the evidence that a suppression rests on: whoever asked for no more mail must not get any because
/// that was forgotten. -IncludeEvidence erases that too, and ends the suppression. The output says what was erased and what was kept.</para>
/// </remarks>
/// <example>
/// <code>Clear-MailLog -OlderThan 30.00:00:00 -WhatIf</code>
/// Shows what erasing everything that has been over for 30 days would erase and keep.
/// </example>
/// <example>
/// <code>'anna@partner.example' | Clear-MailLog</code>
/// Erases what is known about mail to one person, except why she must not be written to.
/// </example>
[Cmdlet(VerbsCommon.Clear, "MailLog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(LogErasureDecision))]
public sealed class ClearMailLogCommand : MailOpsStoreCmdlet
{
    private readonly List<string> _addresses = [];

    /// <summary>Erase what has been over for longer than this, such as 30.00:00:00 for thirty days.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "OlderThan")]
    [Parameter(ParameterSetName = "Address")]
    public TimeSpan OlderThan { get; set; }

    /// <summary>Erase what concerns these addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Address")]
    [Alias("EmailAddress", "Mail", "PrimarySmtpAddress")]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = [];

    /// <summary>Erase also what a suppression rests on, and with it the suppression.</summary>
    [Parameter]
    public SwitchParameter IncludeEvidence { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _addresses.AddRange(Address);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == "Address" && _addresses.Count == 0)
        {
            return;
        }

        var store = OpenStore(StoreAccess.ReadWrite);
        var request = new LogErasureRequest
        {
            Before = MyInvocation.BoundParameters.ContainsKey(nameof(OlderThan)) ? Session.Clock.UtcNow - OlderThan : null,
            Addresses = _addresses,
            IncludeEvidence = IncludeEvidence,
            Actor = store.Account,
        };
        var target = _addresses.Count == 0
            ? store.Location.Display
            : string.Format(CultureInfo.CurrentCulture, SuppressionOutput.AddressesInStore.Current, _addresses.Count, store.Location.Display);
        var goes = ShouldProcess(target, OutboxTexts.ClearLog.Current);
        if (!goes && !IsWhatIf)
        {
            return;
        }

        var decisions = store.Upkeep.EraseLogAsync(request, whatIf: !goes, StopToken);
        WriteObject(AwaitOrEnd(new ValueTask<IReadOnlyList<LogErasureDecision>>(decisions), Store), enumerateCollection: true);
    }
}
