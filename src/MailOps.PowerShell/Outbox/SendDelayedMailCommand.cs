using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Net.Mail;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
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
/// <para>A preflight looks each mail over (docs/drafts.md). Its errors block the mail; its warnings hold it, with its findings, until
/// Resume-DelayedMail lets it go (-OnWarning).</para>
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
///     Send-DelayedMail -From news@corp.example -Template maintenance.html -Delay 00:10:00 -Campaign maintenance -WhatIf</code>
/// Shows what would be queued, one mail per customer, with {{Name}} in the template filled from the columns of the CSV. With -Campaign a second run
/// queues nothing twice.
/// </example>
/// <example>
/// <code>Get-ChildItem report*.pdf | Send-DelayedMail -From it@corp.example -To boss@corp.example -Subject Reports -At '2026-12-24T08:00'</code>
/// Sends piped files as attachments of one mail, at an hour of local time.
/// </example>
/// <example>
/// <code>Send-DelayedMail -From it@corp.example -To boss@corp.example -Subject Done -SmtpServer mail.corp.example -Wait -Delay 0</code>
/// Sends now, and ends with the server's answer in the decision.
/// </example>
[Cmdlet(VerbsCommunications.Send, "DelayedMail", SupportsShouldProcess = true, DefaultParameterSetName = ComposeSet)]
[OutputType(typeof(OutboxDecision))]
public sealed class SendDelayedMailCommand : MailComposingCmdlet
{
    private readonly List<OutboxDecision> _toDeliver = [];
    private MailServerChoice? _server;
    private ProtocolTranscript? _transcript;
    private MailRehearsal? _rehearsal;
    private MailOutbox _outbox = null!;
    private MailPreflight? _preflight;
    private OutgoingMail _common = null!;
    private QueueBatch _batch = null!;

    /// <summary>
    /// The server to go through: a profile of Set-MailServer, host, host:port, or smtp://user@host:587/?security=StartTls&amp;credential=env:NAME. Default: $PSEmailServer,
    /// else what Invoke-MailQueue is told.
    /// </summary>
    [Parameter(Position = 3)]
    [Alias("ComputerName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string? SmtpServer { get; set; }

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

    /// <summary>
    /// Sign the mail when it leaves: domain:selector:file, the file holding the private key. Only this reference is stored; whoever dispatches must
    /// be able to read the file.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DkimKey { get; set; }

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

    /// <summary>Send to suppressed addresses too; needs -Reason, which is kept with the mail and in the log.</summary>
    [Parameter]
    public SwitchParameter IgnoreSuppression { get; set; }

    /// <summary>Why suppressed addresses get the mail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>What to do with mail about which the preflight has warnings: hold it (the default), send it, or not queue it.</summary>
    [Parameter]
    public WarningAction OnWarning { get; set; }

    /// <summary>Ids of findings, such as DRAFT007, that do not matter for this mail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] IgnoreFinding { get; set; } = [];

    /// <summary>Queue the mail whatever the preflight finds. Suppression, approval and throttles stay in force.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>A file with rules of your own for the preflight (docs/drafts.md).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RuleFile { get; set; }

    /// <summary>A file of phrases, one a line, in place of the built-in list of words known from spam.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WordList { get; set; }

    /// <summary>Check the spelling in these languages, such as de-DE. Needs the program hunspell and its dictionaries.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SpellCheck { get; set; } = [];

    /// <summary>Ask these domain blocklists about the links of the mail, such as dbl.spamhaus.org. They learn what the mail links to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] LinkBlocklist { get; set; } = [];

    /// <summary>The size in bytes from which on the preflight warns. Default: 25 MB.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxSize { get; set; } = PreflightOptions.DefaultMaxSize;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            CheckParameters();
            _outbox = OpenOutbox(StoreAccess.ReadWrite);
            Prepare();
        }
        catch (Exception e) when (e is MailOpsException or IOException or UnauthorizedAccessException or SessionStateException)
        {
            ThrowFailure(e);
        }

        _batch = new QueueBatch(_outbox, _preflight!, Fail, StopToken) { IsWhatIf = IsWhatIf, IsHeld = Atomic || AsksFirst };
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            CompleteComposing();
            _batch.CheckAll(Check);
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e);
        }

        if (Atomic && Faults > 0)
        {
            ThrowFailure(OutboxErrors.NothingQueued(Faults));
        }

        Flush();
        Write(AwaitQueue(_batch.CompleteAsync()));
        if (IsWhatIf)
        {
            ShouldProcess(_batch.Describe(), OutboxTexts.Queue.Current);
        }
        else if (_toDeliver.Count > 0)
        {
            WarnAboutRehearsal();
            Deliver();
        }
        else
        {
            WarnIfUnattended(_outbox);
        }
    }

    private protected override void Add(MailDraft draft)
    {
        _batch.Add(_common.WithDraft(draft) with { Key = KeyOf(draft, Campaign, Key) });
        if (_batch.IsFull)
        {
            _batch.CheckAll(Check);
            Flush();
        }
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        _transcript?.Dispose();
        _preflight?.Dispose();
        base.Release();
    }

    private bool DeliversItself => Wait || Credential is not null;

    // One question for the whole call needs the whole call.
    private bool AsksFirst => MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm)
        ? LanguagePrimitives.IsTrue(confirm)
        : GetVariableValue("ConfirmPreference") is ConfirmImpact and not ConfirmImpact.None and <= ConfirmImpact.Medium;

    // What is wrong without any store is said before one is made.
    private void CheckParameters()
    {
        if (IgnoreSuppression && Reason is null)
        {
            throw OutboxErrors.ReasonNeeded();
        }

        if (TranscriptPath is not null && !DeliversItself)
        {
            throw OutboxErrors.TranscriptNeedsWait();
        }

        PrepareComposing();
        _common = ReadCommon();

        // Before a store is made and anything is queued: a transcript that cannot be written is an error here.
        _transcript = TranscriptPath is null || IsWhatIf ? null : ProtocolTranscript.Open(FullPath(TranscriptPath));
    }

    private void Prepare()
    {
        _server = Await(new ValueTask<MailServerChoice?>(MailTransports.FindAsync(
            OpenStore(StoreAccess.ReadWrite), SmtpServer ?? GetVariableValue("PSEmailServer") as string, Port, UseSsl, Credential, StopToken)));
        if (_server is null && DeliversItself)
        {
            throw OutboxErrors.NoServer();
        }

        _common = _common with { Server = _server?.Text ?? "" };
        _preflight = new MailPreflight(ReadPreflight());
        _rehearsal = MailRehearsal.Find(null, []);
    }

    private OutgoingMail ReadCommon() => new()
    {
        Content = default,
        Recipients = [],
        Due = DueTimeArgument.Read(At, Delay, Session.Clock),
        RequireApproval = RequireApproval,
        Campaign = Campaign,
        IfMissed = IfMissed,
        Notify = DeliveryNotifications.Read(DeliveryNotificationOption),
        SuppressionOverride = IgnoreSuppression ? Reason! : "",
        DkimKey = DkimKey is null ? null : ReadKey(DkimKeyReference.Parse(DkimKey)),
    };

    private PreflightOptions ReadPreflight() => new()
    {
        OnWarning = OnWarning,
        Force = Force,
        IgnoredFindings = IgnoreFinding,
        RuleFile = RuleFile is null ? null : FullPath(RuleFile),
        WordList = WordList is null ? null : FullPath(WordList),
        SpellCheck = SpellCheck,
        LinkBlocklists = LinkBlocklist,
        MaxSize = MaxSize,
        DkimKey = _common.DkimKey,
        Relay = _server?.Reference.Host ?? "",
        Resolver = Session.Resolver,
        ServerSize = _server is null || IsWhatIf ? null : new SmtpServerSize(_server.Reference),
        AddressData = Session.Data.ReadAddressData(),
        Clock = Session.Clock,
    };

    // The dispatcher runs in another folder; that the key is one is seen now.
    private DkimKeyReference ReadKey(DkimKeyReference key)
    {
        var full = key with { KeyFile = FullPath(key.KeyFile) };
        using var signer = DkimSigner.Load(full);
        return full;
    }

    private void Flush()
    {
        if (_batch.Count == 0 || (!IsWhatIf && !ShouldProcess(_batch.Describe(), OutboxTexts.Queue.Current)))
        {
            _batch.Clear();
            return;
        }

        Write(AwaitQueue(_batch.QueueAsync()));
    }

    private FindingList Check(OutgoingMail mail, bool isBulk) => Await(_preflight!.CheckAsync(mail, isBulk, StopToken));

    private IReadOnlyList<OutboxDecision> AwaitQueue(Task<IReadOnlyList<OutboxDecision>> decisions) =>
        AwaitOrEnd(new ValueTask<IReadOnlyList<OutboxDecision>>(decisions), Session.StoreLocation.Display);

    private void Write(IReadOnlyList<OutboxDecision> decisions)
    {
        if (!IsWhatIf && DeliversItself)
        {
            _toDeliver.AddRange(decisions);
            return;
        }

        WriteObject(decisions, enumerateCollection: true);
    }

    private void WarnAboutRehearsal()
    {
        if (_rehearsal is not null)
        {
            WriteWarning(string.Format(CultureInfo.CurrentCulture, OutboxTexts.Rehearsal.Current, _rehearsal.RedirectTo));
        }
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
