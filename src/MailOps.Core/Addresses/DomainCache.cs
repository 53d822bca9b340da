using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Addresses;

/// <summary>
/// One look-up per domain: callers that ask for a domain at the same time share one, and its outcome is kept a while. Bounded: when the
/// younger half is full it becomes the older one, whose domains vanish at the next turn unless somebody asks for them.
/// </summary>
internal sealed class DomainCache
{
    // A failure is asked about again after a minute, anything else after ten; the resolver's own cache knows the records' real lives.
    private static readonly TimeSpan FailureLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OutcomeLife = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private readonly MailDomainLookup _lookup;
    private readonly MailClock _clock;
    private readonly CancellationToken _stop;
    private readonly int _halfSize;
    private Dictionary<string, Entry> _young = new(StringComparer.Ordinal);
    private Dictionary<string, Entry> _old = new(StringComparer.Ordinal);

    public DomainCache(MailDomainLookup lookup, MailClock clock, int size, CancellationToken stop)
    {
        _lookup = lookup;
        _clock = clock;
        _stop = stop;
        _halfSize = Math.Max(1, size / 2);
    }

    /// <summary>How many look-ups were started.</summary>
    public long LookUps { get; private set; }

    /// <summary>The look-up of a domain, running or done. It serves others too, so the caller's cancellation must not end it.</summary>
    public Task<MailDomainOutcome> GetAsync(string domain)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(domain, out var entry) || _old.TryGetValue(domain, out entry))
            {
                if (!IsStale(entry))
                {
                    Keep(domain, entry);
                    return entry.Outcome;
                }
            }

            LookUps++;
            entry = new Entry(_clock.Elapsed);
            Keep(domain, entry);

            // Not under the lock: a resolver that answers from memory would do all its work here.
            entry.Outcome = Task.Run(() => _lookup.LookUpAsync(domain, _stop), _stop);
            return entry.Outcome;
        }
    }

    private bool IsStale(Entry entry)
    {
        if (!entry.Outcome.IsCompleted)
        {
            return false;
        }

        if (entry.Outcome.Status != TaskStatus.RanToCompletion)
        {
            return true;
        }

        var life = entry.Outcome.Result.State == MailDomainState.TempError ? FailureLife : OutcomeLife;
        return _clock.Elapsed - entry.Since > life;
    }

    private void Keep(string domain, Entry entry)
    {
        if (_young.Count >= _halfSize && !_young.ContainsKey(domain))
        {
            _old = _young;
            _young = new Dictionary<string, Entry>(StringComparer.Ordinal);
        }

        _young[domain] = entry;
    }

    private sealed class Entry(TimeSpan since)
    {
        public TimeSpan Since { get; } = since;

        public Task<MailDomainOutcome> Outcome { get; set; } = null!;
    }
}
