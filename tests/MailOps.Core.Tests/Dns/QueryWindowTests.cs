using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class QueryWindowTests : IDnsTransport
{
    private readonly Queue<PendingQuery> _out = new();
    private readonly ManualClock _clock = new();
    private readonly QueryWindow _window;

    public QueryWindowTests() => _window = new QueryWindow(_clock, () => { });

    [Fact]
    public void A_server_that_is_near_gets_only_what_its_buffer_holds()
    {
        Ask(2_000);
        for (var i = 0; i < 1_000; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(0.1));
            Answer();
            Assert.InRange(_out.Count, QueryWindow.Size, QueryWindow.Size + 2);
        }
    }

    [Fact]
    public void A_long_way_is_filled()
    {
        Ask(2_000);
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 100; i++)
        {
            Answer();
        }

        Assert.Equal(QueryWindow.Size + 512, _out.Count);
    }

    [Fact]
    public void However_long_the_way_there_is_a_limit()
    {
        Ask(5_000);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 100; i++)
        {
            Answer();
        }

        Assert.Equal(QueryWindow.MaxSize, _out.Count);
    }

    [Fact]
    public void Waiting_in_the_servers_buffer_is_no_long_way()
    {
        Ask(2_000);
        Answer();
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            Answer();
        }

        Assert.Equal(QueryWindow.Size, _out.Count);
    }

    [Fact]
    public void What_was_never_answered_says_nothing_of_the_way()
    {
        Ask(2_000);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 100; i++)
        {
            _out.Dequeue().End(DnsReplyKind.TimedOut);
        }

        Assert.Equal(QueryWindow.Size, _out.Count);
    }

    void IDnsTransport.Send(PendingQuery query) => _out.Enqueue(query);

    bool IDnsTransport.Sweep(TimeSpan now) => false;

    void IDisposable.Dispose() => _out.Clear();

    private void Ask(int count)
    {
        foreach (var i in Enumerable.Range(0, count))
        {
            var question = new DnsQuestion("d" + i + ".example", DnsRecordType.MX);
            _window.Send(new PendingQuery(question, [], this, TimeSpan.FromHours(1), TimeSpan.MaxValue));
        }
    }

    private void Answer() => _out.Dequeue().EndWith([]);
}
