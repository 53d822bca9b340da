using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Sets what may be taken back, by whom and how.</summary>
/// <remarks>
/// <para>What is not named stays as it is. Whoever can write to the store can change the policy; the audit (Get-MailRecall -Audit) tells of it.</para>
/// </remarks>
/// <example>
/// <code>Set-MailRecallPolicy -QuarantineMailbox quarantine@corp.example -Excluded journal@corp.example, council-*@corp.example</code>
/// Names the quarantine, and mailboxes that are never touched.
/// </example>
/// <example>
/// <code>Set-MailRecallPolicy -AllowRead $false -AllowPermanent $false</code>
/// Leaves read mail where it is, and never deletes for good.
/// </example>
[Cmdlet(VerbsCommon.Set, "MailRecallPolicy", SupportsShouldProcess = true)]
[OutputType(typeof(MailRecallPolicy))]
public sealed class SetMailRecallPolicyCommand : MailOpsStoreCmdlet
{
    /// <summary>Whether mail that is marked as read may be taken back.</summary>
    [Parameter]
    public bool? AllowRead { get; set; }

    /// <summary>Whether copies may be deleted for good.</summary>
    [Parameter]
    public bool? AllowPermanent { get; set; }

    /// <summary>Which accounts may take mail back; an empty list for everybody who can write to the store.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[]? Requester { get; set; }

    /// <summary>How old the mail may be; zero for any age.</summary>
    [Parameter]
    public TimeSpan? MaximumAge { get; set; }

    /// <summary>Mailboxes that are never touched; * and ? are wildcards.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [SupportsWildcards]
    public string[]? Excluded { get; set; }

    /// <summary>Our own domains, with all below them.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public DomainName[]? OwnDomain { get; set; }

    /// <summary>The admin's mailbox that holds the quarantine; empty for none.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? QuarantineMailbox { get; set; }

    /// <summary>How long the quarantine is kept.</summary>
    [Parameter]
    public TimeSpan? KeepFor { get; set; }

    /// <summary>More mailboxes than this need their number to be stated.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int? MaximumMailboxes { get; set; }

    /// <summary>Write the policy as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var store = OpenStore(StoreAccess.ReadWrite);
        var policy = Change(AwaitOrEnd(new ValueTask<MailRecallPolicy>(store.Recalls.GetPolicyAsync(StopToken))));
        if (ShouldProcess(store.Location.Display, "Set-MailRecallPolicy"))
        {
            Await(store.Recalls.SetPolicyAsync(policy, store.Account, StopToken));
        }

        if (PassThru)
        {
            WriteObject(policy);
        }
    }

    private MailRecallPolicy Change(MailRecallPolicy before) => before with
    {
        AllowRead = AllowRead ?? before.AllowRead,
        AllowPermanent = AllowPermanent ?? before.AllowPermanent,
        Requesters = Requester is null ? before.Requesters : new TextList(Requester),
        MaximumAge = MaximumAge is { } age ? age > TimeSpan.Zero ? age : null : before.MaximumAge,
        Excluded = Excluded is null ? before.Excluded : new TextList(Excluded),
        OwnDomains = OwnDomain is null ? before.OwnDomains : new TextList(OwnDomain.Select(domain => domain.Ascii)),
        QuarantineMailbox = QuarantineMailbox ?? before.QuarantineMailbox,
        KeepFor = KeepFor ?? before.KeepFor,
        MaximumMailboxes = MaximumMailboxes ?? before.MaximumMailboxes,
    };
}
