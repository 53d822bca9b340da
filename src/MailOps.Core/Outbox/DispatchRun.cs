using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>One run of a dispatcher that is signed on: what to do next, and when to end.</summary>
internal sealed class DispatchRun
{
    // While nothing is due a tick a minute shows that somebody is there; looking costs no write.
    private static readonly TimeSpan TickEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RecoverEvery = TimeSpan.FromMinutes(1);

    // What a throttle lets through within a moment belongs to "what is due now": a run must not end between two seconds of a rate.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    // How much a few connections claim ahead. A claim is a transaction, and whoever cancels waits for it: many connections claim what they can
    // send at once, and come again.
    private const int MaxAhead = 32;

    private readonly IOutboxStore _store;
    private readonly IQueueOwner _owner;
    private readonly MessageSender _sender;
    private readonly DispatchOptions _options;
    private readonly MailClock _clock;
    private readonly DispatchTally _tally;
    private readonly ClockWatch _watch;
    private readonly WorkerTurns _workers;
    private readonly Queue<ClaimedMessage> _backlog = new();
    private readonly List<Task> _sending = [];
    private TimeSpan? _lastClaim;
    private TimeSpan? _lastRecovery;

    public DispatchRun(
        IOutboxStore store, IQueueOwner owner, MessageSender sender, DispatchOptions options, MailClock clock, DispatchTally tally,
        IReadOnlyList<IQueueWorker> workers)
    {
        _store = store;
        _owner = owner;
        _sender = sender;
        _options = options;
        _clock = clock;
        _tally = tally;
        _watch = new ClockWatch(clock);
        _workers = new WorkerTurns(workers, clock, tally);
    }

    public async Task<DispatchEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            return await LoopAsync(stop.Token, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return DispatchEnd.Stopped;
        }
        finally
        {
            await EndAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task<DispatchEnd> LoopAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_watch.FindJump() is { } jump)
            {
                _tally.Add(OutboxFindings.ClockJumped.Found(jump), "");
                return DispatchEnd.Clock;
            }

            if (_options.Timeout is { } timeout && _tally.Elapsed >= timeout)
            {
                return DispatchEnd.Timeout;
            }

            await RecoverAsync(cancellationToken).ConfigureAwait(false);
            await _workers.TakeTurnsAsync(cancellationToken).ConfigureAwait(false);
            if (_backlog.Count < _options.Concurrency)
            {
                await ClaimAsync(cancellationToken).ConfigureAwait(false);
            }

            await StartSendingAsync(stop).ConfigureAwait(false);
            if (_sending.Count > 0)
            {
                await WaitForOneAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (_backlog.Count == 0 && await FindEndAsync(cancellationToken).ConfigureAwait(false) is { } end)
            {
                return end;
            }
            else
            {
                await _clock.Delay(_options.Poll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        if (_lastRecovery is { } last && _clock.Elapsed - last < RecoverEvery)
        {
            return;
        }

        _lastRecovery = _clock.Elapsed;
        if (_options.Until == DispatchUntil.Stopped)
        {
            // The store says how long a server rests; a service must notice when somebody has put it right.
            _tally.ForgiveMisconfigured();
        }

        _tally.Add(await _owner.RecoverAsync(_options.OnDoubt, cancellationToken).ConfigureAwait(false));
    }

    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        // A claim is a write. An idle dispatcher only looks, so that it neither wears the disk nor keeps others from writing.
        var isTickDue = _lastClaim is not { } last || _clock.Elapsed - last >= TickEvery;
        if (!isTickDue && !await IsAnythingDueAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var request = new ClaimRequest
        {
            Limit = Math.Max(_options.Concurrency, Math.Min(_options.Concurrency * 4, MaxAhead)),
            Ids = _options.Ids,
            ExceptServers = _tally.Misconfigured,
            DefaultServer = _options.DefaultServer,
        };
        _lastClaim = _clock.Elapsed;
        var work = await _owner.ClaimAsync(request, cancellationToken).ConfigureAwait(false);
        _tally.Add(work);
        foreach (var message in work.Messages)
        {
            _sender.Servers.Forgive(message.Server);
            _backlog.Enqueue(message);
        }
    }

    private async Task<bool> IsAnythingDueAsync(TimeSpan within, CancellationToken cancellationToken) =>
        await _store.FindNextDueAsync(_options.Ids, _tally.Misconfigured, cancellationToken).ConfigureAwait(false) <= _clock.UtcNow + within;

    private async Task StartSendingAsync(CancellationToken stop)
    {
        List<ClaimedMessage> toGiveBack = [];
        for (var left = _backlog.Count; left > 0 && _sending.Count < _options.Concurrency; left--)
        {
            var message = _backlog.Dequeue();
            switch (_sender.Servers.Ask(message.Server))
            {
                case ServerNotes.Advice.Send:
                    _sending.Add(Task.Run(() => _sender.SendAsync(message, stop), CancellationToken.None));
                    break;
                case ServerNotes.Advice.Wait:
                    _backlog.Enqueue(message);
                    break;
                default:
                    toGiveBack.Add(message);
                    break;
            }
        }

        await _owner.ReleaseAsync(toGiveBack, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task WaitForOneAsync(CancellationToken cancellationToken)
    {
        // A server that hangs must not hold the run beyond its time.
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var patience = _options.Timeout is { } timeout
            ? _clock.Delay(timeout > _tally.Elapsed ? timeout - _tally.Elapsed : TimeSpan.Zero, enough.Token)
            : Never(enough.Token);

        // With connections to spare there may be other mail to send than that which hangs.
        var spare = _sending.Count < _options.Concurrency && _backlog.Count == 0 ? _clock.Delay(_options.Poll, enough.Token) : patience;
        await Task.WhenAny([.. _sending, patience, spare]).ConfigureAwait(false);
#pragma warning disable CA1849 // CancelAsync does not exist on netstandard2.0.
        enough.Cancel();
#pragma warning restore CA1849

        foreach (var task in _sending.Where(t => t.IsCompleted).ToList())
        {
            _sending.Remove(task);
            await task.ConfigureAwait(false);
        }
    }

    private static Task<bool> Never(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(() => never.TrySetResult(true));
        return never.Task;
    }

    private async Task<DispatchEnd?> FindEndAsync(CancellationToken cancellationToken)
    {
        var isDue = await IsAnythingDueAsync(Moment, cancellationToken).ConfigureAwait(false);
        if (_options.Until == DispatchUntil.Stopped || isDue)
        {
            return null;
        }

        var misconfigured = _tally.Misconfigured;
        if (_options.Until == DispatchUntil.NothingDue)
        {
            return misconfigured.Count > 0 ? DispatchEnd.Configuration : DispatchEnd.Done;
        }

        return await FindEmptyAsync(misconfigured, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DispatchEnd?> FindEmptyAsync(IReadOnlyCollection<string> misconfigured, CancellationToken cancellationToken)
    {
        bool isEmpty;
        if (_options.Ids is { } ids)
        {
            var messages = await _store.FindAsync(ids, cancellationToken).ConfigureAwait(false);
            var open = messages.Where(m => m.Recipients.Any(r => DeliveryStates.IsPending(r.State))).ToList();
            isEmpty = open.All(m => misconfigured.Contains(m.Server) || (m.Waits & WaitReasons.CampaignBrake) != 0);
        }
        else
        {
            // Mail behind a server that nobody can use would keep it waiting for days; what another dispatcher has in hand may come back.
            var counts = await _store.CountAsync(cancellationToken).ConfigureAwait(false);
            isEmpty = await _store.FindNextDueAsync(null, misconfigured, cancellationToken).ConfigureAwait(false) is null
                && counts[DeliveryState.Claimed] + counts[DeliveryState.Sending] == 0;
        }

        return !isEmpty ? null : misconfigured.Count > 0 ? DispatchEnd.Configuration : DispatchEnd.Done;
    }

    private async Task EndAsync(CancellationTokenSource stop)
    {
        await _owner.ReleaseAsync([.. _backlog], CancellationToken.None).ConfigureAwait(false);
        _backlog.Clear();
        var all = Task.WhenAll(_sending);
        if (_options.StopGrace > TimeSpan.Zero && !all.IsCompleted)
        {
            using var patience = new CancellationTokenSource();
            await Task.WhenAny(all, _clock.Delay(_options.StopGrace, patience.Token)).ConfigureAwait(false);
            patience.Cancel();
        }

#pragma warning disable CA1849 // CancelAsync does not exist on netstandard2.0.
        stop.Cancel();
#pragma warning restore CA1849
        await all.ConfigureAwait(false);
    }
}
