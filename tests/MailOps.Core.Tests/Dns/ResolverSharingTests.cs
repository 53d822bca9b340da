using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>Equal questions, cancelling, and the cache.</summary>
public sealed class ResolverSharingTests : ResolverTest
{
    [Fact]
    public async Task Equal_questions_under_way_are_asked_once()
    {
        var gate = new TaskCompletionSource<bool>();
        using var server = new ScriptedServer(async r =>
        {
            await gate.Task;
            await r.AnswerAsync(192, 0, 2, 1);
        });
        using var resolver = Resolver(server);
        var tasks = Enumerable.Range(0, 50).Select(i => AskA(resolver, i % 2 == 0 ? "example.com" : "EXAMPLE.com.")).ToArray();
        gate.SetResult(true);
        Assert.All(await Task.WhenAll(tasks), answer => Assert.Equal(DnsStatus.Found, answer.Status));
        Assert.Single(server.Requests);
        Assert.Equal((50, 49), (resolver.GetStatistics().Questions, resolver.GetStatistics().Joined));
    }

    [Fact]
    public async Task Who_cancels_is_gone_at_once_and_the_others_still_get_their_answer()
    {
        var gate = new TaskCompletionSource<bool>();
        using var server = new ScriptedServer(async r =>
        {
            await gate.Task;
            await r.AnswerAsync(192, 0, 2, 1);
        });
        using var resolver = Resolver(server);
        using var cancel = new CancellationTokenSource();
        var stays = AskA(resolver);
        var leaves = resolver.ResolveAsync("example.com", DnsRecordType.A, cancel.Token).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        gate.SetResult(true);
        Assert.Equal(DnsStatus.Found, (await stays).Status);
    }

    [Fact]
    public async Task When_all_have_cancelled_the_question_is_given_up_and_can_be_asked_anew()
    {
        var isUp = false;
        using var server = new ScriptedServer(r => isUp ? r.AnswerAsync(192, 0, 2, 1) : Task.CompletedTask);
        using var resolver = Resolver(server);
        using var cancel = new CancellationTokenSource();
        var tasks = Enumerable.Range(0, 3).Select(_ => resolver.ResolveAsync("example.com", DnsRecordType.A, cancel.Token).AsTask()).ToArray();
        await Until(() => server.Requests.Count == 1);
        cancel.Cancel();
        foreach (var task in tasks)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }

        isUp = true;
        Assert.Equal(DnsStatus.Found, (await AskA(resolver)).Status);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_question_that_is_cancelled_already_is_not_asked()
    {
        using var server = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(server);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await resolver.ResolveAsync("example.com", DnsRecordType.A, new CancellationToken(canceled: true)));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Disposing_ends_every_wait()
    {
        using var server = ScriptedServer.Silent();
        var resolver = Resolver(new DnsResolverOptions { MaxConcurrentQueries = 1 }, server.Server);
        var sent = AskA(resolver, "a.example");
        var waiting = AskA(resolver, "b.example");
        await Until(() => server.Requests.Count == 1);
        resolver.Dispose();
        resolver.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sent);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AskA(resolver));
    }

    [Fact]
    public async Task Records_are_kept_for_their_lifetime_which_runs_down()
    {
        using var server = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(server);
        Assert.Equal(300, (await AskA(resolver)).TimeToLive.TotalSeconds);
        Clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(1, (await AskA(resolver)).TimeToLive.TotalSeconds);
        Assert.Single(server.Requests);
        Assert.Equal(1, resolver.GetStatistics().CacheHits);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(300, (await AskA(resolver)).TimeToLive.TotalSeconds);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Lifetimes_have_a_limit_and_none_means_none()
    {
        using var server = new ScriptedServer(r =>
            r.SendAsync(Packet.AnswerTo(r.Query, answers: 1).A(r.Name == "long.example" ? 1_000_000 : 0, 1, 2, 3, 4).ToArray()));
        using var resolver = Resolver(server);
        Assert.Equal(TimeSpan.FromDays(1), (await AskA(resolver, "long.example")).TimeToLive);
        Assert.Equal(TimeSpan.Zero, (await AskA(resolver, "none.example")).TimeToLive);
        Assert.Equal(TimeSpan.Zero, (await AskA(resolver, "none.example")).TimeToLive);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(60, 30, 30)]
    [InlineData(20, 90, 20)]
    [InlineData(100_000, 100_000, 3_600)]
    public async Task The_absence_of_records_is_kept_as_long_as_the_zone_says(long ttl, long minimum, int seconds)
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, authorities: 1).Soa("com", ttl, minimum).ToArray()));
        using var resolver = Resolver(server);
        Assert.Equal((DnsStatus.NoData, TimeSpan.FromSeconds(seconds)), ((await AskA(resolver)).Status, (await AskA(resolver)).TimeToLive));
        Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(DnsStatus.NoData, (await AskA(resolver)).Status);
        Assert.Single(server.Requests);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(DnsStatus.NoData, (await AskA(resolver)).Status);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task That_a_name_does_not_exist_is_known_for_every_type()
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, code: 3, authorities: 1).Soa("com", 60, 60).ToArray()));
        using var resolver = Resolver(server);
        Assert.Equal(DnsStatus.NxDomain, (await AskA(resolver)).Status);
        var answer = await resolver.GetMxAsync("example.com", CancellationToken.None);
        Assert.Equal((DnsStatus.NxDomain, DnsRecordType.MX), (answer.Status, answer.Question.Type));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Absence_without_a_statement_of_the_zone_is_not_kept(int code)
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, code).ToArray()));
        using var resolver = Resolver(server);
        await AskA(resolver);
        await AskA(resolver);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Absence_stated_by_another_zone_is_not_kept()
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, 3, authorities: 1).Soa("xample.com", 60, 60).ToArray()));
        using var resolver = Resolver(server);
        await AskA(resolver);
        await AskA(resolver);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_failure_is_kept_for_some_seconds()
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, code: 2).ToArray()));
        using var resolver = Resolver(server);
        Assert.Equal(DnsStatus.TempError, (await AskA(resolver)).Status);
        Assert.Equal(DnsStatus.TempError, (await AskA(resolver)).Status);
        Assert.Single(server.Requests);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(DnsStatus.TempError, (await AskA(resolver)).Status);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_cache_can_be_turned_off_and_emptied()
    {
        using var server = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var without = Resolver(new DnsResolverOptions { CacheBytes = 0 }, server.Server);
        await AskA(without);
        await AskA(without);
        Assert.Equal(2, server.Requests.Count);

        using var with = Resolver(server);
        await AskA(with);
        with.ClearCache();
        await AskA(with);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public void The_cache_is_bounded_and_forgets_what_was_not_asked_for_longest()
    {
        var cache = new DnsCache(16 * 1000);
        DnsAnswer Answer(DnsQuestion question) => new() { Question = question, Status = DnsStatus.NoData, CanonicalName = question.Name };
        var kept = new DnsQuestion("kept.example", DnsRecordType.A);
        cache.Set(kept, Answer(kept), TimeSpan.FromHours(1), 100, TimeSpan.Zero);
        for (var i = 0; i < 10_000; i++)
        {
            var question = new DnsQuestion(i + ".example", DnsRecordType.A);
            cache.Set(question, Answer(question), TimeSpan.FromHours(1), 100, TimeSpan.Zero);
            Assert.True(cache.TryGet(kept, TimeSpan.Zero, out _));
            Assert.True(cache.TryGet(question, TimeSpan.Zero, out _));
        }

        Assert.InRange(cache.Count, 16, 160);
        cache.Set(kept, Answer(kept), TimeSpan.FromHours(1), 100_000, TimeSpan.Zero);
        Assert.False(cache.TryGet(kept, TimeSpan.Zero, out _));
    }
}
