using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Sets when the suppression list blocks, and judges the whole past by it.</summary>
/// <remarks>
/// <para>What is not named stays as it is. The list is a fold over the journal, so that a new policy applies to what has happened already: the
/// decisions say which addresses change. -WhatIf and -Simulate show them and change nothing.</para>
/// </remarks>
/// <example>
/// <code>Set-MailSuppressionPolicy -OwnDomain corp.example, corp.de</code>
/// Never blocks addresses of one's own domains.
/// </example>
/// <example>
/// <code>Set-MailSuppressionPolicy -SoftLimit 3 -Simulate | Where-Object Action -eq Block</code>
/// Shows which addresses a stricter limit would block.
/// </example>
[Cmdlet(VerbsCommon.Set, "MailSuppressionPolicy", SupportsShouldProcess = true)]
[OutputType(typeof(SuppressionDecision), typeof(SuppressionPolicy))]
public sealed class SetMailSuppressionPolicyCommand : MailOpsStoreCmdlet
{
    private const string Name = "Set-MailSuppressionPolicy";

    /// <summary>Whether a hard failure blocks at once; else it counts like a soft one.</summary>
    [Parameter]
    public bool? HardAtOnce { get; set; }

    /// <summary>Whether a complaint blocks at once.</summary>
    [Parameter]
    public bool? ComplaintAtOnce { get; set; }

    /// <summary>How many further soft failures in a row after the first one block; -1: none ever does.</summary>
    [Parameter]
    [ValidateRange(-1, 1000)]
    public int? SoftLimit { get; set; }

    /// <summary>After how long without a further failure a row of soft failures is forgotten.</summary>
    [Parameter]
    public TimeSpan? StreakExpiry { get; set; }

    /// <summary>How long an accepted mail must stay without a bounce to count as arrived.</summary>
    [Parameter]
    public TimeSpan? QuietPeriod { get; set; }

    /// <summary>The domains that are never blocked, with all below them.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public DomainName[]? OwnDomain { get; set; }

    /// <summary>How many new hard entries of one domain or server within an hour are taken without asking.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int? BurstLimit { get; set; }

    /// <summary>Which percentage of the recipients of one domain or server within an hour may fail hard without asking.</summary>
    [Parameter]
    [ValidateRange(0.1, 100.0)]
    public double? BurstPercent { get; set; }

    /// <summary>Only say what would change, as -WhatIf does, without its line of text.</summary>
    [Parameter]
    public SwitchParameter Simulate { get; set; }

    /// <summary>Write the policy as it is afterwards, in place of the decisions.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var isPreview = Simulate || IsWhatIf;
        if (!isPreview && !ShouldProcess(Session.StoreLocation.Display, Name))
        {
            return;
        }

        var list = OpenStore(isPreview ? StoreAccess.Preview : StoreAccess.ReadWrite).Suppression;
        var policy = Change(Await(new ValueTask<SuppressionPolicy>(list.GetPolicyAsync(StopToken))));
        var editor = new SuppressionEditor(list, Session.Clock);
        var decisions = Await(new ValueTask<IReadOnlyList<SuppressionDecision>>(editor.SetPolicyAsync(policy, isPreview, StopToken)));
        if (isPreview && !Simulate)
        {
            // After the simulation, so that the line says what it found, also when that is nothing.
            ShouldProcess(SuppressionOutput.Changes(decisions, Session.StoreLocation.Display), Name);
        }

        if (PassThru)
        {
            WriteObject(policy);
        }
        else
        {
            WriteObject(decisions, enumerateCollection: true);
        }
    }

    private SuppressionPolicy Change(SuppressionPolicy before) => before with
    {
        BlockHardAtOnce = HardAtOnce ?? before.BlockHardAtOnce,
        BlockComplaintAtOnce = ComplaintAtOnce ?? before.BlockComplaintAtOnce,
        SoftLimit = SoftLimit is null ? before.SoftLimit : SoftLimit < 0 ? null : SoftLimit,
        StreakExpiry = StreakExpiry ?? before.StreakExpiry,
        QuietAfterAcceptance = QuietPeriod ?? before.QuietAfterAcceptance,
        OwnDomains = OwnDomain is null ? before.OwnDomains : new TextList(OwnDomain.Select(domain => domain.Ascii)),
        BurstLimit = BurstLimit ?? before.BurstLimit,
        BurstShare = BurstPercent / 100 ?? before.BurstShare,
    };
}
