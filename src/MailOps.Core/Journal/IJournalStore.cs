using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Journal;

/// <summary>
/// The append-only journal of a store. Whatever is derived from it (the suppression list) is folded in the transaction that appends,
/// behind a cursor of its own.
/// </summary>
public interface IJournalStore
{
    /// <summary>Appends events in one transaction and folds them.</summary>
    /// <param name="events">The events; their <see cref="JournalEvent.Sequence"/> is ignored.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays.</param>
    /// <returns>For each event its sequence, or null when the same event was there already and nothing was appended.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be written.</exception>
    Task<IReadOnlyList<long?>> AppendAsync(IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken);

    /// <summary>Reads events in the order of their sequence, for a fold.</summary>
    /// <param name="after">The last sequence already seen; 0 from the beginning.</param>
    /// <param name="limit">How many at most, above zero.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The events; an empty list at the end.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read.</exception>
    Task<IReadOnlyList<JournalEvent>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads the log of messages of the outbox, newest message first, a page at a time.</summary>
    /// <param name="filter">What to read.</param>
    /// <param name="cursor">Null for the first page, else <see cref="MailLogPage.Next"/> of the page before.</param>
    /// <param name="limit">How many entries at most, above zero.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read.</exception>
    Task<MailLogPage> ReadLogAsync(MailLogFilter filter, MailLogCursor? cursor, int limit, CancellationToken cancellationToken);
}
