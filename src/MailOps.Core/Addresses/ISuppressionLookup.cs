using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Addresses;

/// <summary>Asks whether mail to an address is blocked. The suppression list implements it; this floor knows no store.</summary>
public interface ISuppressionLookup
{
    /// <summary>Looks an address up.</summary>
    /// <param name="address">The address in its canonical text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why the address is blocked; null when it is not.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the list cannot be read.</exception>
    ValueTask<SuppressedAddress?> FindAsync(string address, CancellationToken cancellationToken);
}

/// <summary>An address that no mail goes to.</summary>
public sealed record SuppressedAddress
{
    /// <summary>The address as the list knows it.</summary>
    public required string Address { get; init; }

    /// <summary>Why it is blocked, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTime Since { get; init; }
}
