using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Suppression;

/// <summary>
/// The suppression list of a store: a fold over the journal, so it has no door for writing. Who blocks or unblocks an address appends an
/// event to the journal.
/// </summary>
public interface ISuppressionStore
{
    /// <summary>Looks addresses up, all in one snapshot.</summary>
    /// <param name="addresses">The addresses, compared by <see cref="Journal.AddressKey"/>.</param>
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

    /// <summary>Folds the whole journal again, as after a change of the policy, in one transaction.</summary>
    /// <param name="policy">The policy to fold by.</param>
    /// <param name="cancellationToken">Gives up; the list stays as it was.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be written.</exception>
    Task RebuildAsync(SuppressionPolicy policy, CancellationToken cancellationToken);
}
