using System;
using System.Collections.Generic;

namespace MailOps.Dns;

/// <summary>
/// How many queries are on their way to one server at the same time. A server's socket buffer takes some two hundred small packets by default
/// (Linux: 212,992 bytes, about 800 for each); more at once are lost as soon as the server is busy, and each loss costs a second. A
/// query that has been out for a while is in no buffer any more, so it leaves the window before its time is over: names that
/// nobody answers do not hold up the others. Nor are those on a long way: it adds to the window what it can hold.
/// </summary>
/// <remarks>
/// Whoever makes room sends what waits, on the spot: handing that over to yet another thread would cost as much as the query. One thread at
/// a time does so and takes along what the others add, so that failing queries, which make room at once, do not pile up on its stack.
/// </remarks>
internal sealed class QueryWindow
{
    /// <summary>The window of a server that is near.</summary>
    public const int Size = 128;

    /// <summary>The widest window, however long the way.</summary>
    public const int MaxSize = 1_024;

    // What a long way is filled with: 20 ms of it hold 512 queries.
    private const int RateOnTheWay = 25_600;

    // A few slow answers prove nothing.
    private const int Enough = 16;

    /// <summary>When a query without answer no longer counts.</summary>
    public static readonly TimeSpan SuspectAfter = TimeSpan.FromMilliseconds(250);

    private readonly Queue<PendingQuery> _waiting = new();
    private readonly MailClock _clock;
    private readonly Action _sent;
    private TimeSpan _way = TimeSpan.MaxValue;
    private int _answers;
    private int _size = Size;
    private int _inFlight;
    private bool _isSending;

    /// <param name="clock">Whose time counts.</param>
    /// <param name="sent">Called after a query was sent.</param>
    public QueryWindow(MailClock clock, Action sent)
    {
        _clock = clock;
        _sent = sent;
    }

    /// <summary>Sends a query as soon as there is room.</summary>
    public void Send(PendingQuery query)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(query);
            if (_isSending)
            {
                return;
            }

            _isSending = true;
        }

        SendWaiting();
    }

    /// <summary>Makes room for one more.</summary>
    /// <param name="sentAt">When the query was sent that was answered now; null when it was not answered.</param>
    public void Leave(TimeSpan? sentAt)
    {
        lock (_waiting)
        {
            _inFlight--;
            if (sentAt is { } sent)
            {
                Measure(_clock.Elapsed - sent);
            }

            if (_isSending || _waiting.Count == 0)
            {
                return;
            }

            _isSending = true;
        }

        SendWaiting();
    }

    // The shortest round trip of all: so long a packet is on its way whatever happens, the rest of a longer one it waited in some buffer. Of
    // late alone would not do, since a server that is always behind shows only round trips with waiting in them.
    private void Measure(TimeSpan roundTrip)
    {
        _answers++;
        if (roundTrip < _way)
        {
            _way = roundTrip;
        }

        if (_answers >= Enough)
        {
            _size = (int)Math.Min(MaxSize, Size + (_way.TotalSeconds * RateOnTheWay));
        }
    }

    private void SendWaiting()
    {
        while (true)
        {
            PendingQuery query;
            lock (_waiting)
            {
                if (_waiting.Count == 0 || _inFlight >= _size)
                {
                    _isSending = false;
                    return;
                }

                query = _waiting.Dequeue();
                _inFlight++;
            }

            query.Start(this, _clock.Elapsed);
            _sent();
        }
    }
}
