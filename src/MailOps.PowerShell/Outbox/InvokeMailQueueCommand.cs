using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Delivers the mail that is due.</summary>
/// <remarks>
/// <para>Without a switch it sends what is due now and ends. With -Wait it goes on until nothing is queued any more, undo windows and retries
/// included; with -Watch until it is stopped, as a service does. Several at once are safe, on one machine or many: each mail is claimed by
/// one of them, and what a dead one left is taken over.</para>
/// <para>The output is one summary with counts, findings and ExitCode: 0 done, 1 some failed for good, 75 some are deferred, 78 a server's
/// set-up is wrong. With -Verbose each delivery is told as it happens.</para>
/// </remarks>
/// <example>
/// <code>Invoke-MailQueue -SmtpServer mail.corp.example</code>
/// Sends what is due, through this server unless a mail names its own.
/// </example>
/// <example>
/// <code>exit (Invoke-MailQueue -Wait -Timeout 01:00:00).ExitCode</code>
/// The last line of a scheduled script: delivers everything and tells the scheduler how it went.
/// </example>
/// <example>
/// <code>Invoke-MailQueue -WhatIf</code>
/// Shows what is due, and sends nothing.
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "MailQueue", SupportsShouldProcess = true, DefaultParameterSetName = "Once")]
[OutputType(typeof(DispatchSummary), typeof(OutboxDecision))]
public sealed class InvokeMailQueueCommand : MailOpsStoreCmdlet
{
    private const string WaitSet = "Wait";
    private const string WatchSet = "Watch";

    /// <summary>
    /// The server of mail that names none: a profile of Set-MailServer, host, host:port, or smtp://user@host:587/?security=StartTls. Default:
    /// $PSEmailServer.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("ComputerName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string? SmtpServer { get; set; }

    /// <summary>The port of -SmtpServer. Default: 25, or 465 for TLS from the first byte.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Refuse to send to -SmtpServer without TLS.</summary>
    [Parameter]
    public SwitchParameter UseSsl { get; set; }

    /// <summary>Who logs in at -SmtpServer; kept in memory only.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Go on until nothing is queued any more, undo windows and retries included.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WaitSet)]
    public SwitchParameter Wait { get; set; }

    /// <summary>Go on until stopped, as a service.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WatchSet)]
    public SwitchParameter Watch { get; set; }

    /// <summary>How long it runs at most.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How many messages are sent at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int Concurrency { get; set; } = 8;

    /// <summary>What to do with mail that may have left already: Retry (a duplicate is possible, under the same Message-ID) or Hold.</summary>
    [Parameter]
    public DoubtAction OnDoubt { get; set; }

    /// <summary>How long a mail is tried before it is given up.</summary>
    [Parameter]
    public TimeSpan Lifetime { get; set; } = RetryLimits.Default.Lifetime;

    /// <summary>How late a mail is when its sender is told, once; 0: never.</summary>
    [Parameter]
    public TimeSpan DelayNotice { get; set; } = RetryLimits.Default.WarnAfter;

    /// <summary>
    /// A rehearsal: all mail goes its real way into this mailbox, and not to its recipients. The log says so. Default: the environment
    /// variable MAILOPS_REHEARSAL.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RedirectTo { get; set; }

    /// <summary>In a rehearsal: domains whose recipients get their mail all the same.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AllowedDomain { get; set; } = [];

    /// <summary>A file that every conversation with a server is appended to, for finding faults; passwords and contents are left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TranscriptPath { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            if (IsWhatIf)
            {
                Preview();
                return;
            }

            var store = OpenStore(StoreAccess.ReadWrite);
            if (ShouldProcess(store.Location.Display, OutboxTexts.Dispatch.Current))
            {
                Dispatch(store);
            }
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Store);
        }
    }

    private void Dispatch(IMailOpsStore store)
    {
        using var transcript = TranscriptPath is null ? null : ProtocolTranscript.Open(FullPath(TranscriptPath));
        var rehearsal = MailRehearsal.Find(RedirectTo, AllowedDomain);
        if (rehearsal is not null)
        {
            WriteWarning(string.Format(CultureInfo.CurrentCulture, OutboxTexts.Rehearsal.Current, rehearsal.RedirectTo));
        }

        var server = Await(new ValueTask<MailServerChoice?>(MailTransports.FindAsync(
            store, SmtpServer ?? GetVariableValue("PSEmailServer") as string, Port, UseSsl, Credential, StopToken)));
        var options = new DispatchOptions
        {
            Until = Watch ? DispatchUntil.Stopped : Wait ? DispatchUntil.Empty : DispatchUntil.NothingDue,
            Timeout = Timeout,
            Concurrency = Concurrency,
            OnDoubt = OnDoubt,
            DefaultServer = server?.Text ?? "",
            Retry = new RetryLimits { Lifetime = Lifetime, WarnAfter = DelayNotice },
        };
        var summary = WaitToTheEnd(DispatchAsync(store, server, options, transcript, rehearsal));
        foreach (var finding in summary.Findings)
        {
            WriteWarning(FindingLine.Of(finding));
        }

        WriteObject(summary);
    }

    private async Task<DispatchSummary> DispatchAsync(
        IMailOpsStore store, MailServerChoice? server, DispatchOptions options, ProtocolTranscript? transcript, MailRehearsal? rehearsal)
    {
        var transports = MailTransports.Source(server, Credential, Session.Clock, transcript, rehearsal, options.Concurrency);
        try
        {
            IQueueWorker[] workers =
            [
                new MailServerRefresh(store.Servers, transports), new HousekeepingWorker(store.Upkeep), RecallSetup.CreateWorker(store, Session.Clock),
            ];
            return await new QueueDispatcher(store.Outbox, transports, Session.Clock, workers)
                .RunAsync(options, new Deliveries(this), StopToken).ConfigureAwait(false);
        }
        finally
        {
            await transports.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Preview()
    {
        var outbox = OpenOutbox(StoreAccess.ReadWrite);
        var filter = new OutboxFilter { States = [DeliveryState.Queued], DueBefore = Session.Clock.UtcNow };
        ShouldProcess(Session.StoreLocation.Display, OutboxTexts.Dispatch.Current);
        WriteEach(DuePreview.ReadAsync(outbox, filter, Session.StoreLocation.Display, StopToken));
    }

    private sealed class Deliveries(InvokeMailQueueCommand command) : IProgress<DispatchedDelivery>
    {
        public void Report(DispatchedDelivery value) =>
            command.PostVerbose(string.Format(CultureInfo.CurrentCulture, "{0} {1}", value.Id, value));
    }
}
