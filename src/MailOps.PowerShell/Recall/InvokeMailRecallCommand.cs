using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Takes a sent mail back out of the mailboxes of a server, and says for whom it worked.</summary>
/// <remarks>
/// <para>First it looks, reading only; -WhatIf ends there and shows what would happen to each recipient. Then it cancels what is still in the
/// outbox and moves every copy into a folder of -QuarantineMailbox, from where Undo-MailRecall puts it back with flags and dates. Only a message
/// with this Message-ID, this author and, where the content is known, this body is taken; anything else stays.</para>
/// <para>Mail that is not marked as read may have been read all the same: a preview or a POP client marks nothing. Whoever is not found is
/// tried again for 24 hours by Invoke-MailQueue. Recipients are told nothing.</para>
/// </remarks>
/// <example>
/// <code>Invoke-MailRecall -LiteralPath ./wrong.eml -Reason 'Wrong file' -Server imap.corp.example -Credential $master -QuarantineMailbox quarantine@corp.example -WhatIf</code>
/// Shows who has the mail, in which folder, read or not.
/// </example>
/// <example>
/// <code>Get-MailLog -Campaign spring | Select-Object -First 1 | Invoke-MailRecall -Reason 'Wrong file' -Server imap.corp.example -Credential $master</code>
/// Takes back a mail of the log; the quarantine is that of the policy.
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "MailRecall", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = MessageSet)]
[OutputType(typeof(MailRecallRecipient))]
public sealed class InvokeMailRecallCommand : MailRecallCmdlet
{
    private const string MessageSet = "MessageId";
    private const string FileSet = "Path";

    /// <summary>The Message-ID, with or without angle brackets; results of Get-MailLog, Get-DelayedMail and Send-DelayedMail bring it along.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MessageSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string MessageId { get; set; } = "";

    /// <summary>The mail as a file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Why; kept with the recall and its audit.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Whom it was sent to, in place of what the log or the file says.</summary>
    [Parameter]
    public string[] Recipient { get; set; } = [];

    /// <summary>The admin's mailbox that holds the quarantine. Default: that of the policy.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? QuarantineMailbox { get; set; }

    /// <summary>Delete for good, without quarantine: nothing can be put back.</summary>
    [Parameter]
    public SwitchParameter Permanent { get; set; }

    /// <summary>Leave copies that are marked as read.</summary>
    [Parameter]
    public SwitchParameter SkipRead { get; set; }

    /// <summary>Mailboxes that are not touched, besides those of the policy; * and ? are wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Domains of ours, besides the sender's and those of the policy.</summary>
    [Parameter]
    public string[] OwnDomain { get; set; } = [];

    /// <summary>Files that say where addresses lead: Postfix's virtual and aliases, .forward, Sieve scripts, or a map of one's own.</summary>
    [Parameter]
    public string[] AliasPath { get; set; } = [];

    /// <summary>How many mailboxes are meant; more than the policy's limit need it.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>How many matches one folder may hold.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int CopiesPerFolder { get; set; } = 1;

    /// <summary>Go on although neither log nor file vouches for the Message-ID; needs -From and -Recipient.</summary>
    [Parameter]
    public SwitchParameter Unverified { get; set; }

    /// <summary>The author of an unverified mail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? From { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var store = OpenStore(StoreAccess.ReadWrite);
            var recaller = OpenRecaller(store);
            var plan = Await(new ValueTask<MailRecallPlan>(recaller.PlanAsync(Order(FindMessage(store)), StopToken)));
            var goes = ShouldProcess(
                $"{plan}" + (plan.OwnLinks.Count > 0 ? "; " + plan.OwnLinks : ""), Permanent ? "Delete for good" : "Recall");
            if (goes)
            {
                WriteObject(WaitToTheEnd(recaller.RunAsync(plan, null, StopToken)).Recipients, enumerateCollection: true);
            }
            else if (IsWhatIf)
            {
                WriteObject(plan.Recipients, enumerateCollection: true);
                if (plan.Refusal.Length > 0)
                {
                    WriteWarning(plan.Refusal);
                }
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, LiteralPath ?? MessageId);
        }
    }

    private MailRecallMessage FindMessage(IMailOpsStore store)
    {
        if (LiteralPath is not null)
        {
            return MailRecallMessage.Read(File.ReadAllBytes(FullPath(LiteralPath)));
        }

        return Await(new ValueTask<MailRecallMessage?>(MailRecallMessage.FindAsync(store.Outbox, MessageId, StopToken)))
            ?? MailRecallMessage.Named(MessageId, From ?? "unknown@invalid");
    }

    private MailRecallRequest Order(MailRecallMessage message)
    {
        var aliases = new MailAliasMap();
        foreach (var path in AliasPath)
        {
            MailAliasFile.Read(FullPath(path), aliases);
        }

        return new MailRecallRequest
        {
            Message = message,
            Reason = Reason,
            Mode = Permanent ? MailRecallMode.Permanent : MailRecallMode.Quarantine,
            Recipients = new TextList(Recipient),
            SkipRead = SkipRead,
            Excluded = new TextList(Exclude),
            OwnDomains = new TextList(OwnDomain),
            Aliases = aliases,
            QuarantineMailbox = QuarantineMailbox ?? "",
            Unverified = Unverified && From is not null,
            CopiesPerFolder = CopiesPerFolder,
            Count = Count,
            Server = Reference,
        };
    }
}
