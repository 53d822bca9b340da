using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Mail;
using System.Text;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Puts mail into the outbox, where it waits for its undo window or its hour and can be taken back until then.</summary>
/// <remarks>
/// <para>All parameters of Send-MailMessage have their old names, aliases, positions and types, so that a script moves over by renaming the
/// command. One difference: -Attachments is never bound from the pipe by value, since there it would swallow every object piped in.</para>
/// <para>Without -To each piped object is one mail: an address, or an object that has one in a property To, Address, Email, EmailAddress,
/// Mail, PrimarySmtpAddress or UserPrincipalName. With -To piped files are attachments of one mail.</para>
/// <para>The mail is stored durably before the command ends, with its due time: two minutes from now unless -Delay or -At say otherwise.
/// Invoke-MailQueue delivers it. With -Wait, and always with -Credential, which is kept in memory only, this command delivers it itself when
/// it is due, and what is not delivered is an error.</para>
/// <para>The output is one decision per recipient, with and without -WhatIf: DelayedUntil, Send, AlreadyQueued, Suppressed, Invalid,
/// NeedsApproval, Held.</para>
/// </remarks>
/// <example>
/// <code>Send-DelayedMail -From news@corp.example -To anna@corp.example -Subject 'Maintenance' -Body 'On Thursday from 22:00.'</code>
/// Queues one mail. It leaves in two minutes; until then Stop-DelayedMail takes it back.
/// </example>
/// <example>
/// <code>Import-Csv customers.csv | Test-MailAddress | Where-Object Verdict -eq Deliverable |
///     Send-DelayedMail -From news@corp.example -Subject 'Maintenance' -Body $text -Delay 00:10:00 -Campaign maintenance -WhatIf</code>
/// Shows what would be queued, one mail per customer. With -Campaign a second run queues nothing twice.
/// </example>
/// <example>
/// <code>Get-ChildItem report*.pdf | Send-DelayedMail -From it@corp.example -To boss@corp.example -Subject Reports -At '2026-12-24T08:00'</code>
/// Sends piped files as attachments of one mail, at an hour of local time.
/// </example>
/// <example>
/// <code>Send-DelayedMail -From it@corp.example -To boss@corp.example -Subject Done -SmtpServer mail.corp.example -Wait -Delay 0</code>
/// Sends now, and ends with the server's answer in the decision.
/// </example>
[Cmdlet(VerbsCommunications.Send, "DelayedMail", SupportsShouldProcess = true, DefaultParameterSetName = "Compose")]
[OutputType(typeof(OutboxDecision))]
public sealed class SendDelayedMailCommand : MailOpsStoreCmdlet
{
    private const string ComposeSet = "Compose";
    private const string MessageSet = "Message";

    // A few hundred mails in one transaction share one commit and do not keep other writers waiting.
    private const int BatchSize = 200;

    private readonly PropertyBinder _binder = PropertyBinder.ForRecipients();
    private readonly List<string> _pipedFiles = [];
    private readonly List<PreparedMail> _batch = [];
    private readonly List<OutboxDecision> _toDeliver = [];
    private MailComposition _composition = null!;
    private MailServerChoice? _server;
    private ProtocolTranscript? _transcript;
    private MailRehearsal? _rehearsal;
    private MailOutbox _outbox = null!;
    private int _faults;

    /// <summary>The recipients: address, or Name &lt;address&gt;. All get one mail together; pipe the recipients to send each one of their own.</summary>
    [Parameter(Position = 0)]
    [Alias("Address")]
    [ValidateNotNullOrEmpty]
    public string[] To { get; set; } = [];

    /// <summary>The subject.</summary>
    [Parameter(Position = 1, ParameterSetName = ComposeSet)]
    [Alias("sub")]
    public string Subject { get; set; } = "";

    /// <summary>The text; HTML with -BodyAsHtml.</summary>
    [Parameter(Position = 2, ParameterSetName = ComposeSet)]
    public string? Body { get; set; }

    /// <summary>
    /// The server to go through: a profile of Set-MailServer, host, host:port, or smtp://user@host:587/?security=StartTls&amp;credential=env:NAME. Default: $PSEmailServer,
    /// else what Invoke-MailQueue is told.
    /// </summary>
    [Parameter(Position = 3)]
    [Alias("ComputerName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string? SmtpServer { get; set; }

    /// <summary>Whom the mail is from: address, or Name &lt;address&gt;.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string From { get; set; } = "";

    /// <summary>Files to attach. Piped files are attached too, when -To is given.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [Alias("PsPath")]
    [ValidateNotNullOrEmpty]
    public string[] Attachments { get; set; } = [];

    /// <summary>Who gets a copy, named in the mail.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Cc { get; set; } = [];

    /// <summary>Who gets a copy, not named in the mail.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Bcc { get; set; } = [];

    /// <summary>Where answers go, when not to the sender.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    public string[] ReplyTo { get; set; } = [];

    /// <summary>-Body is HTML; a text part is written from it.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [Alias("BAH")]
    public SwitchParameter BodyAsHtml { get; set; }

    /// <summary>The mail as HTML; without -Body a text part is written from it.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string? Html { get; set; }

    /// <summary>Images in the HTML, which refers to them by the names of their files: &lt;img src="cid:logo.png"&gt;.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string[] InlineImage { get; set; } = [];

    /// <summary>The charset of text and header, by PowerShell's names (utf8, ascii …) or a registered one. Default: UTF-8.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [Alias("BE")]
    [ValidateNotNullOrEmpty]
    [EncodingArgument]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>How urgent the mail claims to be.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public MailPriority Priority { get; set; }

    /// <summary>Further header fields by name. A line break in a value is an error.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNull]
    public IDictionary? Header { get; set; }

    /// <summary>Where to unsubscribe, https: or mailto:. An https: address offers one click (RFC 8058).</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string[] ListUnsubscribe { get; set; } = [];

    /// <summary>A message file (.eml) to send as it is, to -To or to each piped recipient.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MessageSet)]
    [ValidateNotNullOrEmpty]
    public string? InputMessage { get; set; }

    /// <summary>What is piped: recipients, one mail each, or with -To files to attach.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Which notifications the servers are asked for.</summary>
    [Parameter]
    [Alias("DNO", "Notify")]
    [ValidateNotNullOrEmpty]
    public DeliveryNotificationOptions DeliveryNotificationOption { get; set; }

    /// <summary>Who logs in at the server; kept in memory only, so that this command delivers the mail itself (-Wait).</summary>
    [Parameter]
    [Credential]
    [ValidateNotNullOrEmpty]
    public PSCredential? Credential { get; set; }

    /// <summary>Refuse to send without TLS: STARTTLS, or TLS from the first byte on port 465.</summary>
    [Parameter]
    public SwitchParameter UseSsl { get; set; }

    /// <summary>The port of the server. Default: 25.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Port { get; set; }

    /// <summary>
    /// The undo window: how long the mail waits, counted from the moment it is safely stored, such as 00:10:00 for ten minutes. Default: two
    /// minutes; 0 for none.
    /// </summary>
    [Parameter]
    [DelayArgument]
    public TimeSpan Delay { get; set; } = OutboxDefaults.UndoWindow;

    /// <summary>
    /// The hour at which the mail leaves, as a time or a text such as 2026-12-24T08:00 (local) or 2026-12-24T08:00+01:00. An hour that the
    /// clock skips or doubles is an error.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? At { get; set; }

    /// <summary>What to do when a downtime made the mail much too late: hold it for a person, send it nevertheless, or skip it.</summary>
    [Parameter]
    public MissedAction IfMissed { get; set; }

    /// <summary>
    /// Hold the mail until another account than this one has approved it with Approve-DelayedMail. The approval binds content and recipients.
    /// </summary>
    [Parameter]
    public SwitchParameter RequireApproval { get; set; }

    /// <summary>The campaign that the mail belongs to. Within a campaign the same mail to the same recipient is queued once.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string Campaign { get; set; } = "";

    /// <summary>What makes a mail the same mail, together with its recipients: a second one with the same key is not queued again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Key { get; set; }

    /// <summary>Queue all mails of the pipe or none.</summary>
    [Parameter]
    public SwitchParameter Atomic { get; set; }

    /// <summary>Deliver the mail in this process when it is due, and end with the outcome.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// With -Wait: how long to wait at most. What has not left by then is an error and stays queued. Default: as long as the queue tries.
    /// </summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// With -Wait: a file that every conversation with the server is appended to, for finding faults; passwords and contents are left out.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TranscriptPath { get; set; }

    /// <summary>Send to suppressed addresses too; needs -Reason, which is kept with the mail.</summary>
    [Parameter]
    public SwitchParameter IgnoreSuppression { get; set; }

    /// <summary>Why suppressed addresses get the mail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            if (IgnoreSuppression && Reason is null)
            {
                throw OutboxErrors.ReasonNeeded();
            }

            _outbox = OpenOutbox(StoreAccess.ReadWrite);
            _server = Await(new ValueTask<MailServerChoice?>(MailTransports.FindAsync(
                OpenStore(StoreAccess.ReadWrite), SmtpServer ?? GetVariableValue("PSEmailServer") as string, Port, UseSsl, Credential, StopToken)));
            if (_server is null && DeliversItself)
            {
                throw OutboxErrors.NoServer();
            }

            if (TranscriptPath is not null && !DeliversItself)
            {
                throw OutboxErrors.TranscriptNeedsWait();
            }

            _composition = Compose();
            _rehearsal = MailRehearsal.Find(null, []);
            // Before anything is queued: a transcript that cannot be written is an error here.
            _transcript = TranscriptPath is null || IsWhatIf ? null : ProtocolTranscript.Open(FullPath(TranscriptPath));
        }
        catch (Exception e) when (e is MailOpsException or IOException or UnauthorizedAccessException or SessionStateException)
        {
            ThrowFailure(e);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null && !MyInvocation.ExpectingInput)
        {
            return;
        }

        try
        {
            if (TryTakeFile(InputObject))
            {
                return;
            }

            if (To.Length > 0)
            {
                throw DelayedMailErrors.InputNotUsed();
            }

            // One object is one mail, also where it names several recipients.
            var found = _binder.Find(InputObject).ToList();
            Add([.. found.Select(recipient => recipient.Text)], found[0].InputObject);
        }
        catch (MailOpsException e)
        {
            Fail(e, InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (To.Length > 0 || _pipedFiles.Count > 0 || !MyInvocation.ExpectingInput)
        {
            try
            {
                Add(To, null);
            }
            catch (MailOpsException e)
            {
                Fail(e, To);
            }
        }

        if (Atomic && _faults > 0)
        {
            ThrowFailure(OutboxErrors.NothingQueued(_faults));
        }

        Flush();
        if (_toDeliver.Count > 0)
        {
            if (_rehearsal is not null)
            {
                WriteWarning(string.Format(CultureInfo.CurrentCulture, OutboxTexts.Rehearsal.Current, _rehearsal.RedirectTo));
            }

            Deliver();
        }
        else if (!IsWhatIf)
        {
            WarnIfUnattended(_outbox);
        }
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        _transcript?.Dispose();
        base.Release();
    }

    private bool DeliversItself => Wait || Credential is not null;

    private MailComposition Compose() => new()
    {
        From = From,
        Cc = Cc,
        Bcc = Bcc,
        ReplyTo = ReplyTo,
        Subject = Subject,
        Text = BodyAsHtml ? null : Body,
        Html = BodyAsHtml ? Body : Html,
        Encoding = Encoding,
        Attachments = [.. Attachments.SelectMany(new FileBinder(this).ResolveWildcard)],
        InlineImages = [.. InlineImage.SelectMany(new FileBinder(this).ResolveWildcard)],
        Priority = Priority,
        Headers = Header,
        ListUnsubscribe = ListUnsubscribe,
        // Spelled out: a bare null here would become an empty message, and every mail would be one.
        Message = InputMessage is null ? default(ReadOnlyMemory<byte>?) : File.ReadAllBytes(FullPath(InputMessage)),
        Key = Key,
        Clock = Session.Clock,
        Common = new OutgoingMail
        {
            Content = default,
            Recipients = [],
            Due = DueTimeArgument.Read(At, Delay, Session.Clock),
            RequireApproval = RequireApproval,
            Server = _server?.Text ?? "",
            Campaign = Campaign,
            IfMissed = IfMissed,
            Notify = MailComposition.NotifyOf(DeliveryNotificationOption),
            SuppressionOverride = IgnoreSuppression ? Reason! : "",
        },
    };

    // A file is known by its path; a result that was made from one has an address of its own and is no file.
    private bool TryTakeFile(PSObject? input)
    {
        if (input?.BaseObject is not FileInfo)
        {
            return false;
        }

        _pipedFiles.Add(FullPath(input.Properties["PSPath"]?.Value as string ?? ((FileInfo)input.BaseObject).FullName));
        return true;
    }

    private void Add(IReadOnlyList<string> recipients, object? inputObject)
    {
        _batch.Add(_outbox.Prepare(_composition.For(recipients, _pipedFiles, inputObject)));
        if (_batch.Count >= BatchSize && !Atomic && !AsksFirst)
        {
            Flush();
        }
    }

    // One question for the whole call needs the whole call.
    private bool AsksFirst => MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) && LanguagePrimitives.IsTrue(confirm);

    private void Flush()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        var recipients = _batch.Sum(mail => mail.Mail.Recipients.Count);
        var target = string.Format(CultureInfo.CurrentCulture, OutboxTexts.MailsAndRecipients.Current, _batch.Count, recipients);
        var goes = ShouldProcess(target, OutboxTexts.Queue.Current);
        if (goes || IsWhatIf)
        {
            try
            {
                var decisions = Await(new ValueTask<IReadOnlyList<OutboxDecision>>(_outbox.EnqueueAsync(_batch, !goes, StopToken)));
                Write(decisions, goes);
            }
            catch (MailOpsException e)
            {
                ThrowFailure(e, Session.StoreLocation.Display);
            }
        }

        _batch.Clear();
    }

    private void Write(IReadOnlyList<OutboxDecision> decisions, bool goes)
    {
        if (goes && DeliversItself)
        {
            _toDeliver.AddRange(decisions);
            return;
        }

        WriteObject(decisions, enumerateCollection: true);
    }

    private void Deliver()
    {
        var delivered = WaitToTheEnd(DeliverAsync());
        foreach (var finding in delivered.Summary?.Findings ?? FindingList.Empty)
        {
            WriteWarning($"{finding.Message} {finding.Advice} [{finding.Id}]");
        }

        foreach (var decision in delivered.Decisions)
        {
            WriteObject(decision);
            if (decision.State is { } state and not (DeliveryState.Accepted or DeliveryState.Cancelled or DeliveryState.Suppressed))
            {
                WriteFailure(OutboxErrors.NotDelivered(decision.Address, state, decision.Reason), decision.InputObject ?? decision.Address);
            }
        }
    }

    private async Task<DeliveredMail> DeliverAsync()
    {
        var transports = MailTransports.Source(_server, Credential, Session.Clock, _transcript, _rehearsal, new DispatchOptions().Concurrency);
        try
        {
            var store = await Session.OpenStoreAsync(StoreAccess.ReadWrite, StopToken).ConfigureAwait(false);
            return await QueuedMailDelivery.DeliverAsync(
                store, _toDeliver, transports, Session.Clock, Timeout, new Attempts(this), StopToken).ConfigureAwait(false);
        }
        finally
        {
            await transports.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Fail(MailOpsException error, object? target)
    {
        _faults++;
        WriteFailure(error, target);
    }

    // Whoever waits must learn why: the next attempt may be hours away.
    private sealed class Attempts(SendDelayedMailCommand command) : IProgress<DispatchedDelivery>
    {
        public void Report(DispatchedDelivery value)
        {
            if (value.RetryAt is { } again)
            {
                command.PostWarning(string.Format(
                    CultureInfo.CurrentCulture, OutboxTexts.TriedAgain.Current, value.Address, value.Reply, again.ToLocalTime()));
            }
        }
    }
}
