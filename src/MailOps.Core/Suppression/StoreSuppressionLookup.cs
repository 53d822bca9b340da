using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;

namespace MailOps.Suppression;

/// <summary>Lets address checks consult the suppression list of a store.</summary>
public sealed class StoreSuppressionLookup : ISuppressionLookup
{
    private readonly ISuppressionStore _store;

    /// <summary>A lookup in a store.</summary>
    /// <param name="store">The list.</param>
    public StoreSuppressionLookup(ISuppressionStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <inheritdoc/>
    public async ValueTask<SuppressedAddress?> FindAsync(string address, CancellationToken cancellationToken)
    {
        var found = await _store.FindAsync([address], cancellationToken).ConfigureAwait(false);
        return found[0] is { State: SuppressionState.Blocked } entry
            ? new SuppressedAddress { Address = entry.Address, Reason = SuppressionText.Describe(entry), Since = entry.Since }
            : null;
    }
}
