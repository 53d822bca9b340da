using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>Notes the names that one check asks for, each once, and answers a repeated question from the first answer.</summary>
internal sealed class QueryRecorder : IDnsResolver
{
    private readonly IDnsResolver _resolver;
    private readonly Dictionary<DnsQuestion, DnsAnswer> _answers = [];
    private readonly List<string> _names = [];

    public QueryRecorder(IDnsResolver resolver) => _resolver = resolver;

    public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        if (!_answers.TryGetValue(question, out var answer))
        {
            _names.Add(question.Name);
            answer = await _resolver.ResolveAsync(question, cancellationToken).ConfigureAwait(false);
            _answers.Add(question, answer);
        }

        return answer;
    }

    public TextList ToList() => new(_names);
}
