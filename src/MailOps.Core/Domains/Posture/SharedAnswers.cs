using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Posture;

/// <summary>
/// One cache for all checks of one domain: each question is asked once, also when several checks have it at the same time. So all of them judge
/// the same records.
/// </summary>
internal sealed class SharedAnswers : IDnsResolver
{
    private readonly IDnsResolver _resolver;
    private readonly CancellationToken _stop;
    private readonly ConcurrentDictionary<DnsQuestion, Lazy<Task<DnsAnswer>>> _answers = new();

    /// <param name="resolver">Who is asked.</param>
    /// <param name="stop">Ends the questions. One check that gives up ends only its own wait, since others may have the same question.</param>
    public SharedAnswers(IDnsResolver resolver, CancellationToken stop)
    {
        _resolver = resolver;
        _stop = stop;
    }

    public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        var asked = _answers.GetOrAdd(question, q => new Lazy<Task<DnsAnswer>>(() => _resolver.ResolveAsync(q, _stop).AsTask()));
        return await asked.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
