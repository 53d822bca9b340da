using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class QueryPacerTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task So_many_a_second_pass_and_the_others_wait_their_turn()
    {
        var pacer = new QueryPacer(_clock, 10);
        var waits = Enumerable.Range(0, 5).Select(_ => pacer.WaitAsync(CancellationToken.None)).ToList();
        Assert.Equal([true, true, false, false, false], waits.Select(w => w.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await waits[2];
        Assert.False(waits[3].IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await Task.WhenAll(waits);
    }

    [Fact]
    public void A_rest_is_not_saved_up()
    {
        var pacer = new QueryPacer(_clock, 10);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, Enumerable.Range(0, 20).Count(_ => pacer.WaitAsync(CancellationToken.None).IsCompleted));
    }

    [Fact]
    public async Task Whoever_gives_up_waits_no_longer()
    {
        var pacer = new QueryPacer(_clock, 1);
        using var cancel = new CancellationTokenSource();
        await pacer.WaitAsync(cancel.Token);
        var second = pacer.WaitAsync(cancel.Token);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:5353", true)]
    [InlineData("localhost", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("dns.example", false)]
    public void Only_servers_of_others_are_spared(string server, bool isOnThisHost) => Assert.Equal(isOnThisHost, DnsServer.Parse(server).IsOnThisHost);

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void A_rate_that_makes_no_sense_is_refused(int rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DnsResolver(new DnsResolverOptions { MaxQueryRate = rate }));
}
