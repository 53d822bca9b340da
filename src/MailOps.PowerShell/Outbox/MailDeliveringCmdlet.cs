using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that makes mails, names the server for them, and can deliver them itself when they are due.</summary>
public abstract class MailDeliveringCmdlet : MailComposingCmdlet
{
    private readonly List<OutboxDecision> _toDeliver = [];
    private ProtocolTranscript? _transcript;
    private MailRehearsal? _rehearsal;

    /// <summary>
    /// The server to go through: a profile of Set-MailServer, host, host:port, or smtp://user@host:587/?security=StartTls&amp;credential=env:NAME. Default: $PSEmailServer,
    /// else what Invoke-MailQueue is told.
    /// </summary>
    [Parameter(Position = 3)]
    [Alias("ComputerName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string? SmtpServer { get; set; }

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

    /// <summary>The server that was named; null when Invoke-MailQueue is to choose.</summary>
    private protected MailServerChoice? Server { get; private set; }

    private protected bool DeliversItself => Wait || Credential is not null;

    /// <summary>Says what is wrong without any store before one is made; a transcript that cannot be written is an error here.</summary>
    /// <exception cref="MailOpsException">A parameter is wrong.</exception>
    private protected void PrepareTranscript()
    {
        if (TranscriptPath is not null && !DeliversItself)
        {
            throw OutboxErrors.TranscriptNeedsWait();
        }

        _transcript = TranscriptPath is null || IsWhatIf ? null : ProtocolTranscript.Open(FullPath(TranscriptPath));
    }

    /// <summary>Finds the server.</summary>
    /// <exception cref="MailOpsException">It is none, or none is named where this command delivers itself.</exception>
    private protected void PrepareDelivery()
    {
        Server = Await(new ValueTask<MailServerChoice?>(MailTransports.FindAsync(
            OpenStore(StoreAccess.ReadWrite), SmtpServer ?? GetVariableValue("PSEmailServer") as string, Port, UseSsl, Credential, StopToken)));
        if (Server is null && DeliversItself)
        {
            throw OutboxErrors.NoServer();
        }

        _rehearsal = MailRehearsal.Find(null, []);
    }

    /// <summary>Writes what was decided, or keeps it until it is delivered.</summary>
    private protected void Write(IReadOnlyList<OutboxDecision> decisions)
    {
        if (!IsWhatIf && DeliversItself)
        {
            _toDeliver.AddRange(decisions);
            return;
        }

        WriteObject(decisions, enumerateCollection: true);
    }

    /// <summary>Delivers what was kept, and writes what became of it.</summary>
    /// <returns>Whether there was anything.</returns>
    private protected bool TryDeliver()
    {
        if (_toDeliver.Count == 0)
        {
            return false;
        }

        WarnAboutRehearsal();
        Deliver();
        return true;
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        _transcript?.Dispose();
        base.Release();
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
            WriteWarning(FindingLine.Of(finding));
        }

        foreach (var decision in delivered.Decisions)
        {
            WriteObject(decision);
            if (FindFailure(decision) is { } failure)
            {
                WriteFailure(failure, decision.InputObject ?? decision.Address);
            }
        }
    }

    // A script that waits must not end well while somebody gets nothing.
    private static MailOpsException? FindFailure(OutboxDecision decision) => decision switch
    {
        { Action: OutboxAction.Invalid } => OutboxErrors.InvalidRecipient(decision.Address, decision.Reason),
        { State: { } state and not (DeliveryState.Accepted or DeliveryState.Cancelled or DeliveryState.Suppressed) } =>
            OutboxErrors.NotDelivered(decision.Address, state, decision.Reason),
        _ => null,
    };

    private async Task<DeliveredMail> DeliverAsync()
    {
        var transports = MailTransports.Source(Server, Credential, Session.Clock, _transcript, _rehearsal, new DispatchOptions().Concurrency);
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
    private sealed class Attempts(MailDeliveringCmdlet command) : IProgress<DispatchedDelivery>
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
