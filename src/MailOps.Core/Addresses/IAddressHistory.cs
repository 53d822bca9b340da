using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Addresses;

/// <summary>Keeps the results of checks, so that a later run can reuse them. A store implements it.</summary>
public interface IAddressHistory
{
    /// <summary>Finds the latest result for an address.</summary>
    /// <param name="address">The address in its canonical text.</param>
    /// <param name="notBefore">Results from before this moment are of no use, UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result; null when there is none that is new enough.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read.</exception>
    ValueTask<AddressTestResult?> FindAsync(string address, DateTime notBefore, CancellationToken cancellationToken);

    /// <summary>Keeps a result; an older one for the same address gives way.</summary>
    /// <param name="result">The result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be written.</exception>
    ValueTask SaveAsync(AddressTestResult result, CancellationToken cancellationToken);
}
