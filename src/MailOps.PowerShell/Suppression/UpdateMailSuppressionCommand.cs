using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Takes classified bounces into the suppression list and says what came of each.</summary>
/// <remarks>
/// <para>A hard bounce of a mail that was sent from the store blocks the address at once, soft ones are counted, a complaint blocks. What is
/// the sender's own fault never touches a recipient, postmaster and abuse are never blocked, and reading the same bounce again counts
/// once. Test-MailAddress and Send-DelayedMail consult the list.</para>
/// <para>A bounce that joins no mail sent from the store is evidence only, since anyone can forge one. -TrustUnmatched lets such bounces block
/// on your word, as when the mail was sent by another program. What it blocks is the final recipient of the
/// report, since nothing says which address you had used: behind a forwarding that is not the address on your list, which OriginalRecipient of the bounce
/// names where the report does. A bounce that joins its mail blocks the address the mail was sent to.</para>
/// <para>More than 50 new hard entries, or 5 % of the recipients, of one domain or server within an hour are Held with the warning
/// SuppressionBurst: look at them before Add-MailSuppression confirms or Restore-MailSuppression undoes them.</para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem bounces/*.eml | Get-BounceClassification | Update-MailSuppression -WhatIf</code>
/// Shows what reading the bounces would block, and why; nothing is changed.
/// </example>
/// <example>
/// <code>Get-ChildItem bounces/*.eml | Get-BounceClassification | Update-MailSuppression -TrustUnmatched | Where-Object Action -eq Block</code>
/// Blocks lost addresses of mail that was sent by another program, and lists them.
/// </example>
/// <example>
/// <code>Get-BounceClassification /var/mail/bounces | Update-MailSuppression -NotifyTo postmaster@corp.example</code>
/// Reads a mailbox, as a scheduled task does, and queues a digest of what is new.
/// </example>
/// <example>
/// <code>Receive-MailMessage -Server imap.corp.example -Credential $credential | Get-BounceClassification | Update-MailSuppression -PassThru | Complete-MailMessage -MoveTo Done</code>
/// Reads a bounce mailbox and moves what is recorded out of the way.
/// </example>
/// <example>
/// <code>ConvertFrom-MailServerLog /var/log/mail.log | Update-MailSuppression -WhatIf</code>
/// Shows what refusals during SMTP would block: they never become bounce mails.
/// </example>
[Cmdlet(VerbsData.Update, "MailSuppression", SupportsShouldProcess = true, DefaultParameterSetName = "Bounce")]
[OutputType(typeof(SuppressionDecision), typeof(BounceClassification), typeof(MailServerDelivery))]
public sealed class UpdateMailSuppressionCommand : MailOpsStoreCmdlet
{
    private const string BounceSet = "Bounce";
    private const string LogSet = "Log";

    private readonly List<SuppressionEvidence> _evidence = [];
    private readonly List<object> _inputs = [];

    /// <summary>The classified bounces, as Get-BounceClassification gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = BounceSet)]
    [ValidateNotNull]
    public BounceClassification[] InputObject { get; set; } = [];

    /// <summary>Outcomes of a server's log, as ConvertFrom-MailServerLog gives them. One's own log needs no -TrustUnmatched.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LogSet)]
    [ValidateNotNull]
    [ResultArgument]
    public MailServerDelivery[] Delivery { get; set; } = [];

    /// <summary>
    /// Let bounces count too that join no mail sent from this store. Such a bounce blocks the address that the report names as the final recipient; one that
    /// joins a mail blocks the address the mail was sent to, also where a forwarding or an alias made another one of it.
    /// </summary>
    [Parameter]
    public SwitchParameter TrustUnmatched { get; set; }

    /// <summary>Who gets a digest of new bounces and blocks, through the outbox of the same store; nobody who is suppressed himself.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] NotifyTo { get; set; } = [];

    /// <summary>The author of the digest; the first address of -NotifyTo unless said otherwise.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NotifyFrom { get; set; }

    /// <summary>
    /// Pass the input on once it is recorded, instead of the decisions, so that Complete-MailMessage can complete the mails. With -WhatIf the
    /// decisions come, since nothing is done.
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var bounce in InputObject)
        {
            _evidence.Add(SuppressionEvidence.Of(bounce));
            _inputs.Add(bounce);
        }

        foreach (var delivery in Delivery)
        {
            _evidence.Add(SuppressionEvidence.Of(delivery));
            _inputs.Add(delivery);
        }

        (InputObject, Delivery) = ([], []);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_evidence.Count == 0)
        {
            return;
        }

        // One question for the whole pipe, with its number: nobody confirms a thousand times with care.
        var goes = ShouldProcess(SuppressionOutput.Target(_evidence.Count, Session.StoreLocation.Display), "Update-MailSuppression");
        if (!goes && !IsWhatIf)
        {
            return;
        }

        var store = OpenStore(goes ? StoreAccess.ReadWrite : StoreAccess.Preview);
        var updater = new SuppressionUpdater(
            store.Journal, store.Suppression, new SuppressionUpdaterOptions { TrustUnmatched = TrustUnmatched, Clock = Session.Clock });
        var decisions = Await(new ValueTask<IReadOnlyList<SuppressionDecision>>(updater.UpdateAsync(_evidence, !goes, StopToken)));
        WriteObject(PassThru && goes ? _inputs : decisions, enumerateCollection: true);
        foreach (var warning in SuppressionOutput.Warnings(decisions))
        {
            WriteWarning(warning);
        }

        if (goes && NotifyTo.Length > 0)
        {
            Notify(decisions);
        }
    }

    private void Notify(IReadOnlyList<SuppressionDecision> decisions)
    {
        if (SuppressionDigest.Of(decisions, Session.StoreLocation.Display) is not { } digest)
        {
            return;
        }

        try
        {
            var queued = OpenOutbox(StoreAccess.ReadWrite).EnqueueAsync(SuppressionDigestMail.Compose(digest, NotifyFrom, NotifyTo), whatIf: false, StopToken);
            foreach (var decision in Await(new ValueTask<IReadOnlyList<OutboxDecision>>(queued)))
            {
                WriteVerbose(decision.ToString());
            }
        }
        catch (MailOpsException e)
        {
            // The list itself is up to date; that the digest failed is an error of its own.
            WriteFailure(e, NotifyTo);
        }
    }
}
