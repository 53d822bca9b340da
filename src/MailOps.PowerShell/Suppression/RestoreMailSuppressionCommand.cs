using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Undoes what a run, a domain's server or a span of time did to the suppression list.</summary>
/// <remarks>
/// <para>For the day on which a provider answered "no such user" for live accounts: the evidence does not count any more, and the addresses are as
/// if it had never come, without probation. What people blocked by hand stays, unless it came with the run that is undone. All that is
/// named must hold; the evidence itself is kept and marked.</para>
/// </remarks>
/// <example>
/// <code>Restore-MailSuppression -Domain partner.example -Since 2026-03-01T08:00 -Before 2026-03-01T12:00 -WhatIf</code>
/// Shows which addresses of a domain would be freed from what four hours brought.
/// </example>
/// <example>
/// <code>$decisions = Get-ChildItem bounces | Get-BounceClassification | Update-MailSuppression
/// $decisions.Run | Where-Object { $_ } | Select-Object -Unique | ForEach-Object { Restore-MailSuppression -Run $_ }</code>
/// Takes back a whole run. What had been read before belongs to no new run.
/// </example>
[Cmdlet(VerbsData.Restore, "MailSuppression", SupportsShouldProcess = true)]
[OutputType(typeof(SuppressionDecision))]
public sealed class RestoreMailSuppressionCommand : MailOpsStoreCmdlet
{
    /// <summary>The run, as decisions and entries name it in their property Run.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Run { get; set; }

    /// <summary>Only addresses of this domain.</summary>
    [Parameter]
    public DomainName? Domain { get; set; }

    /// <summary>Only what happened at this time or later; a time that does not say that it is UTC is local.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Only what happened before this time; a time that does not say that it is UTC is local.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>Why; kept with each address.</summary>
    [Parameter]
    [ValidateNotNull]
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var filter = new SuppressionRestoreFilter
        {
            Run = Run,
            Domain = Domain?.Ascii,
            Since = Since?.ToUniversalTime(),
            Before = Before?.ToUniversalTime(),
        };
        try
        {
            // Looked at first: one question, with the number of addresses.
            var preview = new SuppressionEditor(OpenStore(StoreAccess.Preview).Suppression, Session.Clock);
            var decisions = Change(preview, filter, whatIf: true);
            var goes = decisions.Count > 0
                && ShouldProcess(SuppressionOutput.Target(decisions.Count, Session.StoreLocation.Display), "Restore-MailSuppression");
            if (goes)
            {
                decisions = Change(new SuppressionEditor(OpenStore(StoreAccess.ReadWrite).Suppression, Session.Clock), filter, whatIf: false);
            }
            else if (!IsWhatIf)
            {
                return;
            }

            WriteObject(decisions, enumerateCollection: true);
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Run ?? Domain?.ToString());
        }
    }

    private IReadOnlyList<SuppressionDecision> Change(SuppressionEditor editor, SuppressionRestoreFilter filter, bool whatIf) =>
        Await(new ValueTask<IReadOnlyList<SuppressionDecision>>(editor.RestoreAsync(filter, Reason, whatIf, StopToken)));
}
