using System;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
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
/// <para>-Permanent deletes for good and asks before it does; where nobody can answer, it needs -Force or -Confirm:$false.</para>
/// </remarks>
/// <example>
/// <code>Invoke-MailRecall -LiteralPath ./wrong.eml -Reason 'Wrong file' -Server imap.corp.example -Credential $master -QuarantineMailbox quarantine@corp.example -WhatIf</code>
/// Shows who has the mail, in which folder, read or not.
/// </example>
/// <example>
/// <code>Get-MailLog -Campaign spring | Select-Object -First 1 | Invoke-MailRecall -Reason 'Wrong file' -Server imap.corp.example -Credential $master</code>
/// Takes back a mail of the log; the quarantine is that of the policy.
/// </example>
/// <example>
/// <code>Get-DelayedMail 17 | Invoke-MailRecall -Reason 'Wrong file' -Server outlook.office365.com -TokenScript { Get-MyToken }</code>
/// Cancels what of mail 17 has not left, and takes the rest back with the token of an application.
/// </example>
/// <example>
/// <code>Invoke-MailRecall -LiteralPath ./wrong.eml -Reason 'Wrong file' -MaildirPath /var/vmail/%d/%n/Maildir -MaximumAge 2.00:00:00</code>
/// Takes it out of Maildirs on this host's disk, and only when it was sent within two days.
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "MailRecall", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = MessageSet)]
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
    [Parameter(Mandatory = true, ParameterSetName = FileSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
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

    /// <summary>Delete for good without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How old the mail may be, such as 2.00:00:00 for two days. The policy may want less.</summary>
    [Parameter]
    public TimeSpan? MaximumAge { get; set; }

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

    /// <summary>
    /// Who gets the reports by mail: a first one at most five minutes after the start, with everybody who is pending, and a final one. The recipients
    /// learn nothing.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ReportTo { get; set; } = [];

    /// <summary>The author of these mails. Default: the first of -ReportTo.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ReportFrom { get; set; } = "";

    /// <summary>The server that they go through: a profile of Set-MailServer, host, host:port or an smtp:// address. Default: $PSEmailServer, else what Invoke-MailQueue is told.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string? SmtpServer { get; set; }

    /// <summary>The file for the first report as a page.</summary>
    [Parameter]
    [Alias("HtmlPath")]
    [ValidateNotNullOrEmpty]
    public string? Html { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var connection = Connection() ?? throw RecallErrors.NoMailboxes();
            var store = OpenStore(StoreAccess.ReadWrite);
            var recaller = OpenRecaller(store, connection);
            var order = WithReports(Order(FindMessage(store)), store) with { Server = Describe(connection) };
            var plan = Await(new ValueTask<MailRecallPlan>(recaller.PlanAsync(order, StopToken)));
            if (plan.RefusedBy is { } refusal && !IsWhatIf)
            {
                throw refusal;
            }

            if (IsMeant(plan))
            {
                Write(WaitToTheEnd(recaller.RunAsync(plan, null, StopToken)));
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

    private bool IsMeant(MailRecallPlan plan)
    {
        if (!ShouldProcess(plan.Preview, (Permanent ? RecallTexts.DeleteForGood : RecallTexts.TakeBack).Current))
        {
            return false;
        }

        if (!Permanent || Force || !IsStillToAsk())
        {
            return true;
        }

        return Interaction.IsPossible(Host)
            ? ShouldContinue(plan.Preview, RecallTexts.DeleteForGood.Current)
            : throw RecallErrors.NotConfirmed();
    }

    // ShouldProcess asks for this cmdlet's medium impact: with -Confirm, or where $ConfirmPreference is below High, somebody has answered by now.
    private bool IsStillToAsk() => MyInvocation?.BoundParameters.ContainsKey("Confirm") != true
        && GetVariableValue("ConfirmPreference") is null or ConfirmImpact.High;

    private MailRecallRequest WithReports(MailRecallRequest order, IMailOpsStore store) => order with
    {
        ReportTo = new TextList(ReportTo),
        ReportFrom = ReportFrom,
        ReportServer = ReportTo.Length == 0 ? "" : Await(new ValueTask<MailServerChoice?>(
            MailServerChoice.FindAsync(store.Servers, SmtpServer ?? GetVariableValue("PSEmailServer") as string, StopToken)))?.Text ?? "",
        IsPreview = IsWhatIf,
    };

    private void Write(MailRecall recall)
    {
        WriteObject(recall.Recipients, enumerateCollection: true);
        if (Html is not null)
        {
            ReportFile.Write(FullPath(Html), writer => MailRecallReport.WriteHtml([recall], writer));
        }

        if (ReportTo.Length > 0)
        {
            WarnIfUnattended(OpenOutbox(StoreAccess.ReadWrite));
        }
    }

    private MailRecallMessage FindMessage(IMailOpsStore store)
    {
        if (LiteralPath is not null)
        {
            return Await(new ValueTask<MailRecallMessage>(MailRecallMessage.ReadFileAsync(FullPath(LiteralPath), store.Outbox, StopToken)));
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
            MaximumAge = MaximumAge,
            Excluded = new TextList(Exclude),
            OwnDomains = new TextList(OwnDomain),
            Aliases = aliases,
            QuarantineMailbox = QuarantineMailbox ?? "",
            Unverified = Unverified && From is not null,
            CopiesPerFolder = CopiesPerFolder,
            Count = Count,
        };
    }
}
