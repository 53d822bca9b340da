using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MailOps.Dns;

/// <summary>
/// Answers until their time is over (RFC 2308 for the negative ones). Bounded by memory: what was not asked for longest goes first. Divided into
/// parts with a lock each, so that threads seldom meet.
/// </summary>
internal sealed class DnsCache
{
    private const int Parts = 16;
    private readonly Part[] _parts = new Part[Parts];

    /// <param name="maxCost">The sum of the costs of all answers in it, about bytes.</param>
    public DnsCache(long maxCost)
    {
        for (var i = 0; i < Parts; i++)
        {
            _parts[i] = new Part(maxCost / Parts);
        }
    }

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var part in _parts)
            {
                count += part.Count;
            }

            return count;
        }
    }

    /// <summary>The answer to a question, with the time it may still be used.</summary>
    public bool TryGet(DnsQuestion question, TimeSpan now, [NotNullWhen(true)] out DnsAnswer? answer) => PartOf(question).TryGet(question, now, out answer);

    /// <summary>Keeps an answer for its lifetime, or the one given.</summary>
    public void Set(DnsQuestion question, DnsAnswer answer, TimeSpan timeToLive, long cost, TimeSpan now)
    {
        if (timeToLive > TimeSpan.Zero)
        {
            PartOf(question).Set(new Entry(question, answer, now + timeToLive, cost));
        }
    }

    public void Clear()
    {
        foreach (var part in _parts)
        {
            part.Clear();
        }
    }

    private Part PartOf(DnsQuestion question) => _parts[(uint)question.GetHashCode() % Parts];

    private sealed class Entry(DnsQuestion question, DnsAnswer answer, TimeSpan expires, long cost)
    {
        public DnsQuestion Question { get; } = question;

        public DnsAnswer Answer { get; } = answer;

        public TimeSpan Expires { get; } = expires;

        public long Cost { get; } = cost;

        public Entry Newer { get; set; } = null!;

        public Entry Older { get; set; } = null!;
    }

    private sealed class Part
    {
        private readonly object _gate = new();
        private readonly Dictionary<DnsQuestion, Entry> _entries = [];
        private readonly long _maxCost;

        // A ring: its Older is the entry used last, its Newer the one not used for longest.
        private readonly Entry _ring = new(default, null!, default, 0);
        private long _cost;

        public Part(long maxCost)
        {
            _maxCost = maxCost;
            _ring.Newer = _ring.Older = _ring;
        }

        public int Count
        {
            get
            {
                lock (_gate)
                {
                    return _entries.Count;
                }
            }
        }

        public bool TryGet(DnsQuestion question, TimeSpan now, [NotNullWhen(true)] out DnsAnswer? answer)
        {
            answer = null;
            Entry? entry;
            lock (_gate)
            {
                if (!_entries.TryGetValue(question, out entry))
                {
                    return false;
                }

                if (entry.Expires <= now)
                {
                    Remove(entry);
                    return false;
                }

                Unlink(entry);
                Link(entry);
            }

            answer = entry.Answer.Status == DnsStatus.TempError ? entry.Answer : entry.Answer with { TimeToLive = entry.Expires - now };
            return true;
        }

        public void Set(Entry entry)
        {
            lock (_gate)
            {
                if (_entries.TryGetValue(entry.Question, out var old))
                {
                    Remove(old);
                }

                if (entry.Cost > _maxCost)
                {
                    return;
                }

                while (_cost + entry.Cost > _maxCost)
                {
                    Remove(_ring.Newer);
                }

                _entries.Add(entry.Question, entry);
                _cost += entry.Cost;
                Link(entry);
            }
        }

        public void Clear()
        {
            lock (_gate)
            {
                _entries.Clear();
                _cost = 0;
                _ring.Newer = _ring.Older = _ring;
            }
        }

        private void Remove(Entry entry)
        {
            _entries.Remove(entry.Question);
            _cost -= entry.Cost;
            Unlink(entry);
        }

        private void Link(Entry entry)
        {
            entry.Newer = _ring;
            entry.Older = _ring.Older;
            entry.Older.Newer = entry;
            _ring.Older = entry;
        }

        private static void Unlink(Entry entry)
        {
            entry.Newer.Older = entry.Older;
            entry.Older.Newer = entry.Newer;
        }
    }
}
