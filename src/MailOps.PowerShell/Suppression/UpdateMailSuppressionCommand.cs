using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using MailOps.Bounces;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Takes classified bounces into the suppression list and says what came of each.</summary>
/// <remarks>
/// <para>A hard bounce of a mail that was sent from the store blocks the address at once, soft ones are counted, a complaint blocks. What is
/// the sender's own fault never touches a recipient, postmaster and abuse are never blocked, and reading the same bounce again counts
/// once. Test-MailAddress and Send-DelayedMail consult the list.</para>
/// <para>A bounce that joins no mail sent from the store is evidence only, since anyone can forge one. -TrustUnmatched lets such bounces block
/// on your word, as when the mail was sent by another program.</para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem bounces/*.eml | Get-BounceClassification | Update-MailSuppression -WhatIf</code>
/// Shows what reading the bounces would block, and why; nothing is changed.
/// </example>
/// <example>
/// <code>Get-ChildItem bounces/*.eml | Get-BounceClassification | Update-MailSuppression -TrustUnmatched | Where-Object Action -eq Block</code>
/// Blocks lost addresses of mail that was sent by another program, and lists them.
/// </example>
[Cmdlet(VerbsData.Update, "MailSuppression", SupportsShouldProcess = true)]
[OutputType(typeof(SuppressionDecision))]
public sealed class UpdateMailSuppressionCommand : MailOpsStoreCmdlet
{
    private readonly List<BounceClassification> _bounces = [];

    /// <summary>The classified bounces, as Get-BounceClassification gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public BounceClassification[] InputObject { get; set; } = [];

    /// <summary>Let bounces count too that join no mail sent from this store.</summary>
    [Parameter]
    public SwitchParameter TrustUnmatched { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _bounces.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_bounces.Count == 0)
        {
            return;
        }

        // One question for the whole pipe, with its number: nobody confirms a thousand times with care.
        var whatIf = IsWhatIf || !ShouldProcess(
            string.Format(CultureInfo.InvariantCulture, "{0}, {1}", _bounces.Count, Session.StoreLocation.Display),
            "Update-MailSuppression");
        var store = OpenStore(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite);
        var updater = new SuppressionUpdater(
            store.Journal,
            store.Suppression,
            new SuppressionUpdaterOptions { TrustUnmatched = TrustUnmatched, Clock = Session.Clock, Actor = Environment.UserName });
        foreach (var bounce in _bounces)
        {
            WriteObject(Await(new System.Threading.Tasks.ValueTask<SuppressionDecision>(updater.UpdateAsync(bounce, whatIf, StopToken))));
        }
    }
}
