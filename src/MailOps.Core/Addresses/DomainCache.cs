using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Addresses;

/// <summary>
/// One look-up per domain: callers that ask for a domain at the same time share one, and its outcome is kept a while.
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
    private readonly BoundedCache<Entry> _entries;

    public DomainCache(MailDomainLookup lookup, MailClock clock, int size, CancellationToken stop)
    {
        _lookup = lookup;
        _clock = clock;
        _stop = stop;
        _entries = new BoundedCache<Entry>(size);
    }

    /// <summary>How many look-ups were started.</summary>
    public long LookUps { get; private set; }

    /// <summary>The look-up of a domain, running or done. It serves others too, so the caller's cancellation must not end it.</summary>
    public Task<MailDomainOutcome> GetAsync(string domain)
    {
        lock (_gate)
        {
            if (_entries.TryGet(domain, out var entry) && !IsStale(entry))
            {
                return entry.Outcome;
            }

            LookUps++;
            entry = new Entry(_clock.Elapsed);
            _entries.Set(domain, entry);

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

    private sealed class Entry(TimeSpan since)
    {
        public TimeSpan Since { get; } = since;

        public Task<MailDomainOutcome> Outcome { get; set; } = null!;
    }
}
