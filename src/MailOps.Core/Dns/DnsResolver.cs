using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>
/// A stub resolver: it asks recursive DNS servers and remembers their answers. Safe for many threads; equal questions under way are
/// asked once. Make one for a run and share it, since cache and knowledge about servers live in it.
/// </summary>
public sealed class DnsResolver : IDnsResolver, IDisposable
{
    // An answer without records, with its place in the cache.
    private const int EmptyCost = 400;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(1);

    // Where one packet in a hundred is lost, one question in a hundred million loses all four.
    private const int DefaultAttempts = 4;

    private readonly DnsResolverOptions _options;
    private readonly MailClock _clock;
    private readonly QueryEngine _engine;
    private readonly DnsCache _cache;
    private readonly ConcurrentDictionary<DnsQuestion, Flight> _flights = new();
    private readonly SemaphoreSlim _slots;
    private readonly QueryPacer? _pacer;
    private long _questions;
    private long _hits;
    private long _joined;
    private int _isDisposed;

    /// <summary>A resolver that asks the servers of the operating system.</summary>
    public DnsResolver()
        : this(new DnsResolverOptions())
    {
    }

    /// <summary>A resolver with options of its own.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time or number in the options is out of its range.</exception>
    public DnsResolver(DnsResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _clock = options.Clock;
        var system = options.Servers.Count == 0 ? SystemServers.Read() : new SystemServers { Servers = options.Servers };
        _engine = new QueryEngine(
            system.Servers,
            options.QueryTimeout ?? system.Timeout ?? DefaultTimeout,
            options.Attempts ?? system.Attempts ?? DefaultAttempts,
            options);
        _cache = new DnsCache(options.CacheBytes);
        _slots = new SemaphoreSlim(options.MaxConcurrentQueries);
        Servers = system.Servers;
        var rate = options.MaxQueryRate ?? (Servers.All(server => server.IsOnThisHost) ? 0 : DnsResolverOptions.DefaultMaxQueryRate);
        _pacer = rate > 0 ? new QueryPacer(_clock, rate) : null;
    }

    /// <summary>The servers that are asked, in their order.</summary>
    public IReadOnlyList<DnsServer> Servers { get; }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The resolver was disposed, before or meanwhile.</exception>
    public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        if (question.Type == DnsRecordType.None)
        {
            throw new ArgumentException("A question needs a type.", nameof(question));
        }

        ThrowIfDisposed();
        Interlocked.Increment(ref _questions);
        if (cancellationToken.IsCancellationRequested)
        {
            return new ValueTask<DnsAnswer>(Task.FromCanceled<DnsAnswer>(cancellationToken));
        }

        if (TryGetCached(question) is { } cached)
        {
            Interlocked.Increment(ref _hits);
            return new ValueTask<DnsAnswer>(cached);
        }

        while (true)
        {
            if (_flights.TryGetValue(question, out var flight))
            {
                if (flight.TryJoin())
                {
                    Interlocked.Increment(ref _joined);
                    return flight.WaitAsync(isFirst: false, cancellationToken);
                }

                // Given up, and about to go: the next one takes its place.
                Remove(flight);
            }

            flight = new Flight(question);
            if (_flights.TryAdd(question, flight))
            {
                _ = FlyAsync(flight);
                return flight.WaitAsync(isFirst: true, cancellationToken);
            }
        }
    }

    /// <summary>Forgets all answers.</summary>
    public void ClearCache() => _cache.Clear();

    /// <summary>What was done so far.</summary>
    public DnsStatistics GetStatistics()
    {
        var now = _clock.Elapsed;
        List<DnsServerStatistics> servers = [];
        long sent = 0, timeouts = 0, strangers = 0;
        foreach (var server in _engine.Servers)
        {
            var statistics = server.Statistics(now);
            servers.Add(statistics);
            sent += statistics.QueriesSent;
            timeouts += statistics.Timeouts;
            strangers += server.Counters.Strangers;
        }

        return new DnsStatistics
        {
            Questions = Interlocked.Read(ref _questions),
            CacheHits = Interlocked.Read(ref _hits),
            Joined = Interlocked.Read(ref _joined),
            CachedAnswers = _cache.Count,
            QueriesSent = sent,
            Timeouts = timeouts,
            StrangePackets = strangers,
            Servers = servers,
        };
    }

    /// <summary>Closes all sockets; whoever still waits gets an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        foreach (var flight in _flights.Values)
        {
            flight.Stop();
        }

        _engine.Dispose();
    }

    private DnsAnswer? TryGetCached(DnsQuestion question)
    {
        var now = _clock.Elapsed;
        if (_cache.TryGet(question, now, out var answer))
        {
            return answer;
        }

        // RFC 2308 section 5: that a name does not exist is known for all types at once.
        return _cache.TryGet(NameOnly(question.Name), now, out answer)
            ? answer with { Question = question }
            : null;
    }

    private async Task FlyAsync(Flight flight)
    {
        try
        {
            DnsAnswer answer;
            if (_pacer is not null)
            {
                await _pacer.WaitAsync(flight.Token).ConfigureAwait(false);
            }

            await _slots.WaitAsync(flight.Token).ConfigureAwait(false);
            try
            {
                answer = await LookUpAsync(flight.Question, flight.Token).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }

            Remove(flight);
            flight.Result.TrySetResult(answer);
        }
        catch (OperationCanceledException) when (Volatile.Read(ref _isDisposed) == 0)
        {
            Remove(flight);
            flight.Result.TrySetCanceled();
        }
        catch (OperationCanceledException)
        {
            Remove(flight);
            flight.Result.TrySetException(new ObjectDisposedException(nameof(DnsResolver)));
        }
#pragma warning disable CA1031 // Nothing is hidden: whoever waits for this question gets the exception.
        catch (Exception e)
        {
            Remove(flight);
            flight.Result.TrySetException(e);
        }
#pragma warning restore CA1031
    }

    private async ValueTask<DnsAnswer> LookUpAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        List<string> aliases = [];
        var deadline = _clock.Elapsed + _options.TotalTimeout;
        var asked = question;
        var ttl = TimeSpan.MaxValue;
        var isAuthentic = true;
        var cost = EmptyCost;
        while (true)
        {
            var exchange = await _engine.AskAsync(asked, deadline, cancellationToken).ConfigureAwait(false);
            if (exchange.Failure is not null)
            {
                return Keep(DnsAnswer.Failed(question, exchange.Failure, exchange.Server), cost);
            }

            var message = exchange.Message!;
            var read = AnswerReader.Read(message, asked, aliases);
            ttl = read.TimeToLive < ttl ? read.TimeToLive : ttl;
            isAuthentic &= message.IsAuthenticData;
            cost += message.Cost;
            if (read.Failure is { } reason)
            {
                var failure = reason == DnsFailureReason.AliasLoop ? DnsFailures.AliasLoop(question) : DnsFailures.Refused(asked, exchange.Server);
                return Keep(DnsAnswer.Failed(question, failure, exchange.Server), cost);
            }

            if (!read.GoesOn && _options.RequireDnssec && !isAuthentic)
            {
                return Keep(DnsAnswer.Failed(question, DnsFailures.NotAuthentic(question, exchange.Server), exchange.Server), EmptyCost);
            }

            if (!read.GoesOn)
            {
                return Keep(
                    new DnsAnswer
                    {
                        Question = question,
                        Status = read.Status,
                        Records = read.Records is null ? [] : read.Records.ToArray(),
                        CanonicalName = read.Name,
                        Aliases = aliases.Count == 0 ? [] : aliases.ToArray(),
                        TimeToLive = ttl,
                        IsAuthenticData = isAuthentic,
                        Server = exchange.Server,
                    },
                    cost);
            }

            asked = DnsQuestion.FromNormalized(read.Name, question.Type);
        }
    }

    private DnsAnswer Keep(DnsAnswer answer, int cost)
    {
        var now = _clock.Elapsed;
        switch (answer.Status)
        {
            case DnsStatus.TempError:
                _cache.Set(answer.Question, answer, answer.Failure!.Reason == DnsFailureReason.NoServer ? default : _options.FailureTimeToLive, cost, now);
                return answer;
            case DnsStatus.Found:
                answer = Shorten(answer, _options.MaxTimeToLive);
                _cache.Set(answer.Question, answer, answer.TimeToLive, cost, now);
                return answer;
            case DnsStatus.NxDomain when answer.Aliases.Count == 0:
                answer = Shorten(answer, _options.MaxNegativeTimeToLive);
                _cache.Set(NameOnly(answer.Question.Name), answer, answer.TimeToLive, EmptyCost, now);
                return answer;
            default:
                answer = Shorten(answer, _options.MaxNegativeTimeToLive);
                _cache.Set(answer.Question, answer, answer.TimeToLive, EmptyCost, now);
                return answer;
        }
    }

    private static DnsAnswer Shorten(DnsAnswer answer, TimeSpan longest) => answer.TimeToLive > longest ? answer with { TimeToLive = longest } : answer;

    private static DnsQuestion NameOnly(string name) => DnsQuestion.FromNormalized(name, DnsRecordType.None);

    // Only this very flight: another one may have taken its place.
    private void Remove(Flight flight) =>
        ((ICollection<KeyValuePair<DnsQuestion, Flight>>)_flights).Remove(new KeyValuePair<DnsQuestion, Flight>(flight.Question, flight));

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
}
