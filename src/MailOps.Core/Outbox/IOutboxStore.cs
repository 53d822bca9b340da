using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>
/// The messages and deliveries of a store. Every change is a conditional UPDATE, made durable before the task ends, together with the
/// journal events that tell of it; a repeat changes nothing. All members throw <see cref="MailOpsException"/> with an id
/// <c>MailOps.Store.*</c> when the store fails, and may be called from several threads.
/// </summary>
public interface IOutboxStore
{
    /// <summary>Stores messages, all or none, in one transaction. A key that is known already queues nothing again.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Gives up before the transaction has begun; afterwards it is finished.</param>
    /// <returns>For each message what became of it, in the same order.</returns>
    Task<IReadOnlyList<EnqueuedMessage>> EnqueueAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken);

    /// <summary>Looks idempotency keys up, for a preview.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>For each key the message it stands for; null where the key is free.</returns>
    Task<IReadOnlyList<EnqueuedMessage?>> FindKeysAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Lists messages, newest first, a page at a time.</summary>
    /// <param name="filter">What to list.</param>
    /// <param name="before">Null for the first page, else <see cref="OutboxPage.Next"/> of the page before.</param>
    /// <param name="limit">How many messages at most, above zero.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<OutboxPage> ListAsync(OutboxFilter filter, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>Reads messages by number; numbers that the store does not know are left out.</summary>
    /// <param name="ids">The numbers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<DelayedMail>> FindAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken);

    /// <summary>Reads the content of a message.</summary>
    /// <param name="id">The number of the message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes as they were stored; null when there is no such message or its content has been erased.</returns>
    Task<ReadOnlyMemory<byte>?> ReadContentAsync(long id, CancellationToken cancellationToken);

    /// <summary>Counts the queue from figures that are kept, not counted.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<OutboxCounts> CountAsync(CancellationToken cancellationToken);

    /// <summary>Finds when the next queued delivery may be tried, without writing.</summary>
    /// <param name="ids">Only these messages, also while their lane rests; null for any.</param>
    /// <param name="exceptServers">Servers whose mail does not count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The time, UTC; null when nothing of this is queued.</returns>
    Task<DateTime?> FindNextDueAsync(
        IReadOnlyList<long>? ids, IReadOnlyCollection<string> exceptServers, CancellationToken cancellationToken);

    /// <summary>Changes waiting, due time or existence of deliveries.</summary>
    /// <param name="change">What to change.</param>
    /// <param name="preview">True: say what would happen, change nothing.</param>
    /// <param name="cancellationToken">Gives up before the transaction has begun; afterwards it is finished.</param>
    /// <returns>One line for each delivery, in the order of the numbers asked for; none for a message that does not exist.</returns>
    Task<IReadOnlyList<DeliveryChange>> ChangeAsync(OutboxChange change, bool preview, CancellationToken cancellationToken);

    /// <summary>Signs a dispatcher on; what it claims is freed once it is dead.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IQueueOwner> SignOnAsync(CancellationToken cancellationToken);
}
