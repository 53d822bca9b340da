using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>
/// Answers questions to the DNS. Implementations are safe for use from many threads at once: <see cref="ZoneResolver"/> answers from a file,
/// and others ask the network.
/// </summary>
public interface IDnsResolver
{
    /// <summary>
    /// Answers one question. What goes wrong on the way, from a timeout to a forged packet, is an answer with
    /// <see cref="DnsStatus.TempError"/>, never an exception and never an empty answer.
    /// </summary>
    /// <param name="question">The name and type.</param>
    /// <param name="cancellationToken">Ends the wait at once with <see cref="System.OperationCanceledException"/>.</param>
    ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken);
}
