using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>
/// A dispatcher that is signed on to a store. While it lives it holds something that the system takes from a dead one (on SQLite a
/// locked file), so that nobody has to guess by the clock. Disposing signs it off and frees what it has claimed.
/// </summary>
public interface IQueueOwner : IAsyncDisposable
{
    /// <summary>The number of the owner in its store.</summary>
    long Id { get; }

    /// <summary>
    /// Looks for dead owners: what they had claimed is queued again; what they were sending is counted and logged as in doubt, then
    /// queued again or left so.
    /// </summary>
    /// <param name="onDoubt">What to do with deliveries that were being sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<RecoveredWork> RecoverAsync(DoubtAction onDoubt, CancellationToken cancellationToken);

    /// <summary>
    /// Claims due deliveries, lane by lane, and leaves a tick. Addresses that the suppression list blocks by now become
    /// <see cref="DeliveryState.Suppressed"/> instead; when that list cannot be read, nothing is claimed.
    /// </summary>
    /// <param name="request">How much, and of what.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ClaimedWork> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Marks claimed deliveries as <see cref="DeliveryState.Sending"/>, durably, directly before MAIL FROM. From then on a cancel is too
    /// late.
    /// </summary>
    /// <param name="message">The claimed message.</param>
    /// <param name="date">The date that its header has in this attempt, UTC; kept for later attempts when it is the first one.</param>
    /// <param name="cancellationToken">Gives up before the mark is made.</param>
    /// <returns>
    /// The recipients that may be named to the server; those that were cancelled, held or moved meanwhile are missing. Where a throttle has no room
    /// any more, none may be named and all are queued again. What goes is counted against the throttles.
    /// </returns>
    Task<SendingMark> MarkSendingAsync(ClaimedMessage message, DateTime date, CancellationToken cancellationToken);

    /// <summary>
    /// Records outcomes, each in one transaction with its journal event. It is recorded even when the claim has been lost meanwhile.
    /// </summary>
    /// <param name="message">The claimed message.</param>
    /// <param name="outcomes">One for each recipient that was tried.</param>
    /// <param name="cancellationToken">Gives up waiting; an outcome that was handed over is recorded nevertheless.</param>
    /// <returns>The states afterwards, in the order of the outcomes: a retry of a cancelled delivery becomes Cancelled.</returns>
    Task<IReadOnlyList<DeliveryState>> RecordAsync(
        ClaimedMessage message, IReadOnlyList<DeliveryOutcome> outcomes, CancellationToken cancellationToken);

    /// <summary>Queues claimed deliveries again that were not tried.</summary>
    /// <param name="messages">The claimed messages.</param>
    /// <param name="cancellationToken">Gives up before the transaction has begun.</param>
    Task ReleaseAsync(IReadOnlyList<ClaimedMessage> messages, CancellationToken cancellationToken);

    /// <summary>
    /// Notes whether a server could be reached. While it cannot, its lanes rest for as long as it has been out of reach, between the
    /// limits, so that a dead relay is asked by one message at a time and not by all.
    /// </summary>
    /// <param name="server">The server, as in <see cref="ClaimedMessage.Server"/>.</param>
    /// <param name="reachable">Whether it answered.</param>
    /// <param name="limits">The limits of the rest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task NoteServerAsync(string server, bool reachable, RetryLimits limits, CancellationToken cancellationToken);

    /// <summary>Queues a notice that a message is late, once for each message, and once an hour for a sender, server and campaign.</summary>
    /// <param name="id">The number of the message that is late.</param>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">Gives up before it is queued.</param>
    /// <returns>Whether it was queued.</returns>
    Task<bool> WarnAsync(long id, NewMessage notice, CancellationToken cancellationToken);

    /// <summary>
    /// Holds a server that cannot be used as it is set up, such as one that refuses the credentials: for a day, or until a person corrects it.
    /// </summary>
    /// <param name="server">The server, as in <see cref="ClaimedMessage.Server"/>.</param>
    /// <param name="reason">What it said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task HoldServerAsync(string server, string reason, CancellationToken cancellationToken);

    /// <summary>Lets the lanes of a server rest that asked for less speed: a minute, and twice as long each time that it asks again soon.</summary>
    /// <param name="server">The server, as in <see cref="ClaimedMessage.Server"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SlowServerAsync(string server, CancellationToken cancellationToken);
}
