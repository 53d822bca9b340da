using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Mime;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>
/// Carries one claimed message through its attempt: content, mark, transport, outcome. Whatever happens on the way, in the end each of its
/// deliveries is recorded or released.
/// </summary>
internal sealed class MessageSender(
    IOutboxStore store, IQueueOwner owner, IMailTransportSource transports, DispatchSigning signing, DispatchOptions options, MailClock clock, DispatchTally tally)
{
    // A disk that is full, or a backup that holds the database, may be over in a moment; what was sent must not be forgotten for it.
    private const int RecordAttempts = 30;

    /// <summary>What this run knows about its servers.</summary>
    public ServerNotes Servers { get; } = new(owner, options, tally);

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="stop">Ends the attempt at once.</param>
    /// <exception cref="MailOpsException">The store failed; what was sent and not recorded is in doubt.</exception>
    public async Task SendAsync(ClaimedMessage message, CancellationToken stop)
    {
        try
        {
            await TrySendAsync(message, stop).ConfigureAwait(false);
        }
        finally
        {
            Servers.GiveUp(message.Server);
        }
    }

    private async Task TrySendAsync(ClaimedMessage message, CancellationToken stop)
    {
        var transport = await FindTransportAsync(message).ConfigureAwait(false);
        if (transport is null)
        {
            return;
        }

        if ((message.Content ?? await store.ReadContentAsync(message.Id, CancellationToken.None).ConfigureAwait(false)) is not { } content)
        {
            await RecordForAllAsync(message, DeliveryState.Failed, "The content of the message has been erased.").ConfigureAwait(false);
            return;
        }

        // The same bytes in every attempt, so that a duplicate is recognisable as one.
        var date = message.Date ?? clock.UtcNow;
        var bytes = MessageHeader.Contains(content.Span, "Date")
            ? content
            : MessageHeader.Prepend(content.Span, "Date", MailDate.Format(date));
        var attempt = new Attempt(owner, message, date);
        try
        {
            bytes = signing.Sign(message.DkimKey, bytes);
            var report = await transport.SendAsync(attempt.Envelope, bytes, attempt.OpenGateAsync, stop).ConfigureAwait(false);
            await RecordAsync(message, content, attempt, report).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The transport's promise: nobody has got it. A mark that was made is taken back by a retry that is due at once.
            await GiveBackAsync(message, attempt).ConfigureAwait(false);
        }
        catch (MailOpsException e) when (e.ErrorId.StartsWith("MailOps.Dkim.", StringComparison.Ordinal))
        {
            // Unsigned it would be refused, or believed to be forged: it waits for its key as for a server.
            var next = RetrySchedule.NextAttempt(message.DueAt, clock.UtcNow, options.Retry);
            await RecordForAllAsync(message, next is null ? DeliveryState.Failed : DeliveryState.Queued, e.Message, next).ConfigureAwait(false);
        }
        catch (MailOpsException e) when (e.ErrorId.StartsWith("MailOps.Smtp.", StringComparison.Ordinal))
        {
            await RecordForAllAsync(message, DeliveryState.Failed, e.Message).ConfigureAwait(false);
        }
    }

    private async Task<IMailTransport?> FindTransportAsync(ClaimedMessage message)
    {
        try
        {
            return transports.Get(message.Server);
        }
        catch (MailOpsException e)
        {
            Servers.NoteMisconfigured(message.Server, e.Message);
            await owner.ReleaseAsync([message], CancellationToken.None).ConfigureAwait(false);
            return null;
        }
    }

    private async Task RecordAsync(ClaimedMessage message, ReadOnlyMemory<byte> content, Attempt attempt, MailDeliveryReport report)
    {
        List<DeliveryOutcome> outcomes = [];
        var withheld = 0;
        for (var i = 0; i < report.Recipients.Count; i++)
        {
            var outcome = report.Recipients[i];
            if (outcome.Outcome == MailOutcome.Withheld)
            {
                withheld++;
                continue;
            }

            outcomes.Add(Judge(message, message.Deliveries[i].Number, outcome, report.Server));
        }

        tally.AddWithdrawn(withheld - attempt.Throttled);
        await Servers.NoteAsync(message, report).ConfigureAwait(false);
        await WriteAsync(message, outcomes).ConfigureAwait(false);
        await WarnAsync(message, content, outcomes).ConfigureAwait(false);
    }

    // As Postfix's delay_warning_time: the reverse path is told once that a mail is late, and that it is still being tried.
    private async Task WarnAsync(ClaimedMessage message, ReadOnlyMemory<byte> content, List<DeliveryOutcome> outcomes)
    {
        var now = clock.UtcNow;
        if (options.Retry.WarnAfter > TimeSpan.Zero && now - message.DueAt >= options.Retry.WarnAfter
            && DelayNotice.Compose(message, content, outcomes, options.Retry, now) is { } notice)
        {
            await owner.WarnAsync(message.Id, notice, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private DeliveryOutcome Judge(ClaimedMessage message, int number, RecipientOutcome outcome, string server)
    {
        var described = ReplyJudgement.Describe(number, outcome, server);
        var now = clock.UtcNow;
        switch (outcome.Outcome)
        {
            case MailOutcome.Accepted:
                return described with { State = DeliveryState.Accepted };
            case MailOutcome.InDoubt:
                var again = now + RetrySchedule.NextDelay(message.DueAt, now, options.Retry);
                return described with { State = DeliveryState.InDoubt, RetryAt = options.OnDoubt == DoubtAction.Retry ? again : null };
            case MailOutcome.Rejected when !ReplyJudgement.IsAboutServer(outcome):
                return described with { State = DeliveryState.Failed };
            default:
                var next = RetrySchedule.NextAttempt(message.DueAt, now, options.Retry);
                return described with { State = next is null ? DeliveryState.Failed : DeliveryState.Queued, RetryAt = next };
        }
    }

    private async Task GiveBackAsync(ClaimedMessage message, Attempt attempt)
    {
        if (!attempt.IsMarked)
        {
            await owner.ReleaseAsync([message], CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await RecordForAllAsync(message, DeliveryState.Queued, "The dispatcher was stopped before the message was handed over.")
            .ConfigureAwait(false);
    }

    private Task RecordForAllAsync(ClaimedMessage message, DeliveryState state, string text, DateTime? retryAt = null) => WriteAsync(
        message,
        [
            .. message.Deliveries.Select(delivery => new DeliveryOutcome
            {
                Number = delivery.Number,
                State = state,
                RetryAt = state == DeliveryState.Queued ? retryAt ?? clock.UtcNow : null,
                Stage = JournalStage.Content,
                Text = text,
            }),
        ]);

    private async Task WriteAsync(ClaimedMessage message, List<DeliveryOutcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        var states = await WriteWithPatienceAsync(message, outcomes).ConfigureAwait(false);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var delivery = message.Deliveries.First(d => d.Number == outcomes[i].Number);
            tally.Add(message, delivery, outcomes[i], states[i]);
        }
    }

    private async Task<IReadOnlyList<DeliveryState>> WriteWithPatienceAsync(ClaimedMessage message, List<DeliveryOutcome> outcomes)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await owner.RecordAsync(message, outcomes, CancellationToken.None).ConfigureAwait(false);
            }
            catch (MailOpsException e) when (attempt < RecordAttempts && e.Kind is MailOpsErrorKind.Unavailable or MailOpsErrorKind.ResourceExhausted)
            {
                await clock.Delay(TimeSpan.FromSeconds(1), CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The envelope of one attempt, and the gate in front of MAIL FROM.</summary>
    private sealed class Attempt
    {
        private readonly IQueueOwner _owner;
        private readonly ClaimedMessage _message;
        private readonly DateTime _date;

        public Attempt(IQueueOwner owner, ClaimedMessage message, DateTime date)
        {
            _owner = owner;
            _message = message;
            _date = date;
            Envelope = new MailEnvelope
            {
                Sender = message.Sender,
                Recipients =
                [
                    .. message.Deliveries.Select(d => new EnvelopeRecipient
                    {
                        Address = d.Address,
                        Notify = message.Notify,
                        OriginalRecipient = d.Address,
                    }),
                ],

                // RFC 3461 section 4.4: at most 100 characters. Reports then name the message even when they quote none of it.
                EnvelopeId = message.MessageId.Length is > 0 and <= 100 ? message.MessageId : null,
                Return = message.Return,
            };
        }

        public MailEnvelope Envelope { get; }

        public bool IsMarked { get; private set; }

        public int Throttled { get; private set; }

        public async ValueTask<IReadOnlyList<EnvelopeRecipient>> OpenGateAsync(MailEnvelope envelope, CancellationToken cancellationToken)
        {
            // Once asked for, the mark may be made even when the wait for it is given up.
            IsMarked = true;
            var mark = await _owner.MarkSendingAsync(_message, _date, cancellationToken).ConfigureAwait(false);
            Throttled = mark.Throttled;
            return [.. _message.Deliveries.Select((d, i) => (d.Number, Recipient: envelope.Recipients[i]))
                .Where(pair => mark.Numbers.Contains(pair.Number)).Select(pair => pair.Recipient)];
        }
    }
}
