using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Sends a correction to those who have a mail that went wrong, in the thread of that mail.</summary>
/// <remarks>
/// <para>Those get it who have the mail as far as is known: outside our servers (External), skipped since it was read, passed on, or where a recall had no
/// access, failed, or was not to touch the mailbox; without a recall, all whose copy left the outbox and did not come back. Whose mail was taken
/// back, or was not found so far, gets none unless -Status names him. A correction says nothing of a recall.</para>
/// <para>Each recipient gets a mail of his own through the outbox, where it waits for its undo window; suppressed addresses get none. The words are
/// built in (-Kind), German or English, or those of a -Template. A second run queues nothing twice (AlreadyQueued), so that it can be repeated when
/// a recall has come further.</para>
/// </remarks>
/// <example>
/// <code>Send-MailCorrection 3 -Kind Apology -WhatIf</code>
/// Shows who would get an apology for the mail that recall 3 took back.
/// </example>
/// <example>
/// <code>Get-MailRecall 3 | Send-MailCorrection -Kind CorrectedVersion -Attachments ./prices.pdf -Language de -Delay 00:10:00</code>
/// Sends the right file, in German, ten minutes from now.
/// </example>
/// <example>
/// <code>Get-MailLog -Campaign spring | Send-MailCorrection -Template ./correction.txt -Value @{ Phone = '+49 30 1234' }</code>
/// Corrects each mail of a campaign with words of one's own. {{Subject}}, {{SentOn}}, {{MessageId}}, {{Sender}}, {{From}}, {{Address}} and {{Text}} are known;
/// other names are looked up in -Value, then in the piped object.
/// </example>
[Cmdlet(VerbsCommunications.Send, "MailCorrection", SupportsShouldProcess = true, DefaultParameterSetName = InputSet)]
[OutputType(typeof(OutboxDecision))]
public sealed class SendMailCorrectionCommand : SentMailCmdlet
{
    private MailCorrector _corrector = null!;
    private MailOutbox _outbox = null!;
    private MailPreflight? _preflight;
    private OutgoingMail _common = null!;
    private QueueBatch _batch = null!;
    private int _chosen;
    private int _undecided;

    /// <summary>Which of the built-in texts.</summary>
    [Parameter]
    public MailCorrectionKind Kind { get; set; }

    /// <summary>A template in place of the built-in text: a file (.html, .txt) or the text itself; docs/drafts.md describes it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Template { get; set; }

    /// <summary>Values for names of the template.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Value { get; set; }

    /// <summary>A paragraph of your own in the built-in text; {{Text}} in a template.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Text { get; set; }

    /// <summary>Whom the correction is from: address, or Name &lt;address&gt;. Default: the author of the mail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? From { get; set; }

    /// <summary>Where answers go, when not to the author.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ReplyTo { get; set; } = [];

    /// <summary>The subject. Default: that of the template, else that of the mail with "Re:", by which programs show both together.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Subject { get; set; }

    /// <summary>Files that go with it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Attachments { get; set; } = [];

    /// <summary>The language of the built-in text. Default: that of the session.</summary>
    [Parameter]
    [ValidateSet("de", "en")]
    public string? Language { get; set; }

    /// <summary>Recipients with one of these statuses of the recall, in place of those who have the mail.</summary>
    [Parameter]
    public MailRecallStatus[] Status { get; set; } = [];

    /// <summary>The undo window, such as 00:10:00 for ten minutes; 0 for none.</summary>
    [Parameter]
    [DelayArgument]
    public TimeSpan Delay { get; set; } = OutboxDefaults.UndoWindow;

    /// <summary>The server to go through: a profile of Set-MailServer, host, host:port or an smtp:// address. Default: $PSEmailServer, else what Invoke-MailQueue is told.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string? SmtpServer { get; set; }

    /// <summary>What makes it the same correction, for a further one of the same kind to the same recipients.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Key { get; set; }

    /// <summary>Hold it until another account has approved it with Approve-DelayedMail.</summary>
    [Parameter]
    public SwitchParameter RequireApproval { get; set; }

    /// <summary>What to do when the preflight has warnings: hold it (the default), send it, or not queue it.</summary>
    [Parameter]
    public WarningAction OnWarning { get; set; }

    /// <summary>Ids of findings, such as DRAFT007, that do not matter here.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] IgnoreFinding { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            var files = new FileBinder(this);
            _corrector = new MailCorrector(new MailCorrectionOptions
            {
                Kind = Kind,
                Template = Template is null ? null : MailTemplate.Open(Template, FullPath),
                From = From,
                ReplyTo = ReplyTo,
                Subject = Subject,
                Text = Text,
                Attachments = [.. Attachments.SelectMany(files.ResolveWildcard)],
                Culture = ReportLanguage.Find(Language),
                Key = Key,
                Clock = Session.Clock,
            });
            _outbox = OpenOutbox(StoreAccess.ReadWrite);
            var store = OpenStore(StoreAccess.ReadWrite);
            var server = Await(new ValueTask<MailServerChoice?>(
                MailServerChoice.FindAsync(store.Servers, SmtpServer ?? GetVariableValue("PSEmailServer") as string, StopToken)));
            _common = new OutgoingMail
            {
                Content = default,
                Recipients = [],
                Due = MailDueTime.After(Delay),
                RequireApproval = RequireApproval,
                Server = server?.Text ?? "",
            };
            _preflight = new MailPreflight(new PreflightOptions
            {
                OnWarning = OnWarning,
                IgnoredFindings = [.. IgnoreFinding, .. _corrector.IgnoredFindings],
                Relay = server?.Reference.Host ?? "",
                Resolver = Session.Resolver,
                AddressData = Session.Data.ReadAddressData(),
                Clock = Session.Clock,
            });
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e);
        }

        _batch = new QueueBatch(_outbox, _preflight!, WriteFailure, StopToken) { IsWhatIf = IsWhatIf };
    }

    private protected override void Take(SentMail mail, string? address, object? source)
    {
        var meant = mail.Recipients.Where(r => address is null || r.IsAt(address)).ToList();
        var chosen = mail.Choose(Status).Where(meant.Contains).ToList();
        _chosen += chosen.Count;
        _undecided += meant.Count(r => r.IsUndecided && !chosen.Contains(r));
        var own = Value is null ? null : new PropertyValues(Value);
        var piped = new PropertyValues(source);
        foreach (var correction in _corrector.Compose(mail, chosen, _common, name => own?.Find(name) ?? piped.Find(name), source))
        {
            _batch.Add(correction);
            if (_batch.IsFull)
            {
                Flush();
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Flush();
        WriteObject(AwaitQueue(_batch.CompleteAsync()), enumerateCollection: true);
        if (_chosen == 0)
        {
            WriteWarning(OutboxTexts.NobodyToCorrect.Current);
        }

        if (_undecided > 0)
        {
            WriteWarning(string.Format(CultureInfo.CurrentCulture, OutboxTexts.CorrectionUndecided.Current, _undecided));
        }

        if (IsWhatIf)
        {
            ShouldProcess(_batch.Describe(), OutboxTexts.Queue.Current);
        }
        else
        {
            WarnIfUnattended(_outbox);
        }
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        _preflight?.Dispose();
        base.Release();
    }

    private void Flush()
    {
        // Each answers a mail that its recipient got: nothing of it is bulk mail.
        _batch.CheckAll((mail, _) => Await(_preflight!.CheckAsync(mail, isBulk: false, StopToken)));
        if (_batch.Count == 0 || (!IsWhatIf && !ShouldProcess(_batch.Describe(), OutboxTexts.Queue.Current)))
        {
            _batch.Clear();
            return;
        }

        WriteObject(AwaitQueue(_batch.QueueAsync()), enumerateCollection: true);
    }

    private IReadOnlyList<OutboxDecision> AwaitQueue(Task<IReadOnlyList<OutboxDecision>> decisions) =>
        AwaitOrEnd(new ValueTask<IReadOnlyList<OutboxDecision>>(decisions), Session.StoreLocation.Display);
}
