using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Net.Mail;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
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
public sealed class SendDelayedMailCommand : MailDeliveringCmdlet, IPreflightParameters
{
    private MailOutbox _outbox = null!;
    private MailPreflight? _preflight;
    private OutgoingMail _common = null!;
    private QueueBatch _batch = null!;

    /// <summary>Which notifications the servers are asked for.</summary>
    [Parameter]
    [Alias("DNO", "Notify")]
    [ValidateNotNullOrEmpty]
    public DeliveryNotificationOptions DeliveryNotificationOption { get; set; }

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

        _batch = new QueueBatch(_outbox, _preflight!, Fail, StopToken) { IsWhatIf = IsWhatIf, IsHeld = Atomic || AsksFirst, IsAtomic = Atomic };
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
            ThrowFailure(OutboxErrors.NothingQueued(Faults, isAtomic: true));
        }

        Flush();
        Write(AwaitQueue(_batch.CompleteAsync()));
        if (IsWhatIf)
        {
            ShouldProcess(_batch.Describe(), OutboxTexts.Queue.Current);
        }
        else if (!TryDeliver())
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
        _preflight?.Dispose();
        base.Release();
    }

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

        PrepareComposing();
        _common = ReadCommon();
        PrepareTranscript();
    }

    private void Prepare()
    {
        PrepareDelivery();
        _common = _common with { Server = Server?.Text ?? "" };
        _preflight = new MailPreflight(ReadPreflight());
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

    private PreflightOptions ReadPreflight() => PreflightParameters.Read(this, FullPath) with
    {
        Force = Force,
        DkimKey = _common.DkimKey,
        Relay = Server?.Reference.Host ?? "",
        Resolver = Session.Resolver,
        ServerSize = Server is null || IsWhatIf ? null : new SmtpServerSize(Server.Reference),
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
}
