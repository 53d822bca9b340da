using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication;

/// <summary>Notes the names that one check asks for, each once, and answers a repeated question from the first answer.</summary>
internal sealed class QueryRecorder : IDnsResolver
{
    private readonly IDnsResolver _resolver;
    private readonly object _lock = new();
    private readonly Dictionary<DnsQuestion, DnsAnswer> _answers = [];
    private readonly List<string> _names = [];

    public QueryRecorder(IDnsResolver resolver) => _resolver = resolver;

    /// <summary>How many queries were made.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _names.Count;
            }
        }
    }

    public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        // Two questions may be under way at once, A and AAAA of one host.
        lock (_lock)
        {
            if (_answers.TryGetValue(question, out var known))
            {
                return known;
            }

            _names.Add(question.Name);
        }

        var answer = await _resolver.ResolveAsync(question, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            _answers[question] = answer;
        }

        return answer;
    }

    public TextList ToList()
    {
        lock (_lock)
        {
            return new TextList(_names);
        }
    }
}
