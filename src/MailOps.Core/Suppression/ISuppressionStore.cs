using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>
/// The suppression list of a store: a fold over the journal. Who blocks or unblocks an address records an event, and nothing else changes the
/// list.
/// </summary>
public interface ISuppressionStore
{
    /// <summary>Looks addresses up, all in one snapshot.</summary>
    /// <param name="addresses">The addresses, compared by <see cref="AddressKey"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>For each address its entry; null where the list does not know it.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the list cannot be read. Nothing may be sent then.</exception>
    Task<IReadOnlyList<SuppressionEntry?>> FindAsync(IReadOnlyList<string> addresses, CancellationToken cancellationToken);

    /// <summary>Reads the list in the order of its keys, a page at a time.</summary>
    /// <param name="filter">What to read.</param>
    /// <param name="after">The last address already seen; null from the beginning.</param>
    /// <param name="limit">How many at most, above zero.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entries; an empty list at the end.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the list cannot be read.</exception>
    Task<IReadOnlyList<SuppressionEntry>> ListAsync(SuppressionFilter filter, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads the events behind an address: every failure, report and unblocking, in the order in which they were recorded.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the list cannot be read.</exception>
    Task<IReadOnlyList<JournalEvent>> ReadEvidenceAsync(string address, CancellationToken cancellationToken);

    /// <summary>Appends events to the journal and folds them, all in one transaction.</summary>
    /// <param name="events">The events, in the order in which they are to count; a few hundred at a time keep other writers from waiting.</param>
    /// <param name="whatIf">True: decide by the same rules in one snapshot, change nothing.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays.</param>
    /// <returns>For each event what came of it.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read or written.</exception>
    Task<IReadOnlyList<SuppressionOutcome>> RecordAsync(IReadOnlyList<JournalEvent> events, bool whatIf, CancellationToken cancellationToken);

    /// <summary>Finds the evidence that an undoing would void.</summary>
    /// <param name="filter">What to undo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The events that block or hold an address now and are not void yet.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the list cannot be read.</exception>
    Task<IReadOnlyList<JournalEvent>> FindToRestoreAsync(SuppressionRestoreFilter filter, CancellationToken cancellationToken);

    /// <summary>The policy of the list.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the list cannot be read.</exception>
    Task<SuppressionPolicy> GetPolicyAsync(CancellationToken cancellationToken);

    /// <summary>Sets the policy and folds the whole journal again by it, in one transaction.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="whatIf">True: fold in one snapshot and only say what would change.</param>
    /// <param name="cancellationToken">Gives up; the list stays as it was.</param>
    /// <returns>The addresses whose state changes.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read or written.</exception>
    Task<IReadOnlyList<SuppressionChange>> SetPolicyAsync(SuppressionPolicy policy, bool whatIf, CancellationToken cancellationToken);
}
