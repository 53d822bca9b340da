using System;

namespace MailOps.Dns;

/// <summary>
/// The queries in flight on one socket or connection, found by their ids. A packed array that is searched from end to end: at most some
/// hundred entries of two bytes, which is less work than hashing. Not safe for threads; its channel locks.
/// </summary>
internal sealed class PendingTable
{
    private readonly int _capacity;
    private ushort[] _ids;
    private PendingQuery[] _queries;

    public PendingTable(int capacity)
    {
        _capacity = capacity;
        _ids = new ushort[Math.Min(capacity, 4)];
        _queries = new PendingQuery[_ids.Length];
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _capacity;

    /// <summary>Adds a query under a random id that no other one here has (RFC 5452 section 9.2).</summary>
    public void Add(PendingQuery query)
    {
        if (Count == _ids.Length)
        {
            var length = Math.Min(_capacity, Count * 4);
            Array.Resize(ref _ids, length);
            Array.Resize(ref _queries, length);
        }

        ushort id;
        do
        {
            id = DnsRandom.NextUInt16();
        }
        while (_ids.AsSpan(0, Count).IndexOf(id) >= 0);
        QueryWriter.SetId(query.Packet, id);
        _ids[Count] = id;
        _queries[Count++] = query;
    }

    /// <summary>Takes out the query that a packet answers.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="isSuspicious">
    /// Whether the packet has id and question of the query, but not the case in which its name was sent: forged, or of a server that does
    /// not keep the case.
    /// </param>
    /// <returns>Null when it answers none of them.</returns>
    public PendingQuery? Take(ReadOnlySpan<byte> packet, out bool isSuspicious)
    {
        isSuspicious = false;
        if (packet.Length < DnsWire.HeaderLength)
        {
            return null;
        }

        var index = _ids.AsSpan(0, Count).IndexOf(MessageReader.IdOf(packet));
        if (index < 0)
        {
            return null;
        }

        var query = _queries[index];
        if (!MessageReader.IsAnswerTo(packet, query.Packet, query.IsMixedCase))
        {
            isSuspicious = query.IsMixedCase && MessageReader.IsAnswerTo(packet, query.Packet, isMixedCase: false);
            if (!isSuspicious)
            {
                return null;
            }
        }

        RemoveAt(index);
        return query;
    }

    /// <summary>Takes out any query.</summary>
    public PendingQuery TakeLast()
    {
        var query = _queries[Count - 1];
        RemoveAt(Count - 1);
        return query;
    }

    /// <summary>Takes out one query whose time is over, or that nobody waits for any more. Those out for long leave the window.</summary>
    public PendingQuery? TakeExpired(TimeSpan now)
    {
        for (var i = 0; i < Count; i++)
        {
            if (now - _queries[i].SentAt >= QueryWindow.SuspectAfter)
            {
                _queries[i].LeaveWindow();
            }

            if (_queries[i].Deadline <= now || _queries[i].Task.IsCompleted)
            {
                var query = _queries[i];
                RemoveAt(i);
                return query;
            }
        }

        return null;
    }

    private void RemoveAt(int index)
    {
        Count--;
        _ids[index] = _ids[Count];
        _queries[index] = _queries[Count];
        _queries[Count] = null!;
    }
}
