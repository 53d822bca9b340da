using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.Session;

/// <summary>
/// Delivers in this process what was just queued, and says what became of it: for scripts that must not end well while nothing is ever
/// sent.
/// </summary>
public static class QueuedMailDelivery
{
    /// <summary>Waits until each mail is due, sends it, and tries again as long as the queue would.</summary>
    /// <param name="store">The store that the mail lies in.</param>
    /// <param name="queued">What queueing gave.</param>
    /// <param name="transports">The ways out.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="timeout">How long it takes at most, above zero; null: as long as the queue would try.</param>
    /// <param name="progress">Told of each attempt at once; null when nobody listens.</param>
    /// <param name="cancellationToken">Stops; what has not left stays queued.</param>
    /// <returns>The same decisions with the state, and the server's reply as the reason; and what the dispatcher did.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public static async Task<DeliveredMail> DeliverAsync(
        IMailOpsStore store,
        IReadOnlyList<OutboxDecision> queued,
        IMailTransportSource transports,
        MailClock clock,
        TimeSpan? timeout,
        IProgress<DispatchedDelivery>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(queued);
        var ids = queued.Where(IsUnderWay).Select(d => d.Id!.Value).Distinct().ToList();
        if (ids.Count == 0)
        {
            return new DeliveredMail { Decisions = queued };
        }

        var options = new DispatchOptions { Until = DispatchUntil.Empty, Ids = ids, Timeout = timeout };
        IQueueWorker[] workers = transports is SmtpTransportSource source ? [new MailServerRefresh(store.Servers, source)] : [];
        var summary = await new QueueDispatcher(store.Outbox, transports, clock, workers).RunAsync(options, progress, cancellationToken).ConfigureAwait(false);
        var mails = await store.Outbox.FindAsync(ids, CancellationToken.None).ConfigureAwait(false);
        var recipients = mails.SelectMany(m => m.Recipients.Select(r => (m.Id, Recipient: r)))
            .ToDictionary(r => (r.Id, r.Recipient.Address), r => r.Recipient);
        return new DeliveredMail
        {
            Summary = summary,
            Decisions =
            [
                .. queued.Select(d => d.Id is { } id && recipients.TryGetValue((id, d.Address), out var recipient) ? Outcome(d, recipient) : d),
            ],
        };
    }

    private static bool IsUnderWay(OutboxDecision decision) =>
        decision is { WhatIf: false, Id: not null, Action: OutboxAction.Send or OutboxAction.DelayedUntil or OutboxAction.AlreadyQueued };

    private static OutboxDecision Outcome(OutboxDecision decision, DelayedMailRecipient recipient) => decision with
    {
        State = recipient.State,
        DueAt = DeliveryStates.IsFinal(recipient.State) ? null : recipient.DueAt,
        Reason = ReplyText.Of(recipient) is { Length: > 0 } reply ? reply : decision.Reason,
    };
}

/// <summary>What became of mail that was queued and delivered in one go.</summary>
public sealed record DeliveredMail
{
    /// <summary>The decisions of queueing, brought up to date.</summary>
    public required IReadOnlyList<OutboxDecision> Decisions { get; init; }

    /// <summary>What the dispatcher did; null when there was nothing to send.</summary>
    public DispatchSummary? Summary { get; init; }
}
