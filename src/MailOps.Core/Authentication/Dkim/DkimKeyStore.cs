using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dkim;

/// <summary>Finds keys in the DNS. A record that was read once is not read again; only its text decides, so nothing here can be out of date.</summary>
internal sealed class DkimKeyStore
{
    private const int MaxKept = 1024;

    // Some of several records may be wildcards or leftovers; the first that is a key counts.
    private const int MaxRecords = 10;

    private readonly IDnsResolver _resolver;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public DkimKeyStore(IDnsResolver resolver) => _resolver = resolver;

    public IDnsResolver Resolver => _resolver;

    public async ValueTask<DkimKeyLookup> FindAsync(string keyName, CancellationToken cancellationToken)
    {
        var answer = await _resolver.ResolveAsync(keyName, DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        if (answer.Status != DnsStatus.Found)
        {
            return new DkimKeyLookup { Failure = answer.Failure };
        }

        Entry? best = null;
        for (var i = 0; i < answer.Records.Count && i < MaxRecords; i++)
        {
            var entry = Read(((DnsTxtRecord)answer.Records[i]).Text);
            if (entry.Analysis.IsValid)
            {
                best = entry;
                break;
            }

            best = best?.Analysis.Record is null ? entry : best;
        }

        return new DkimKeyLookup
        {
            Analysis = best!.Analysis,
            Key = best.Key,
            RecordCount = answer.Records.Count,
            AliasTarget = answer.Aliases.Count > 0 ? answer.CanonicalName : null,
        };
    }

    private Entry Read(string text)
    {
        if (_entries.TryGetValue(text, out var entry))
        {
            return entry;
        }

        var analysis = DkimKeyRecordParser.Parse(text);
        entry = new Entry(analysis, analysis.IsValid ? DkimPublicKey.Of(analysis.Record!) : null);
        if (_entries.Count >= MaxKept)
        {
            _entries.Clear();
        }

        return _entries.GetOrAdd(text, entry);
    }

    private sealed class Entry
    {
        public Entry(DkimKeyAnalysis analysis, DkimPublicKey? key)
        {
            Analysis = analysis;
            Key = key;
        }

        public DkimKeyAnalysis Analysis { get; }

        public DkimPublicKey? Key { get; }
    }
}
