using System;
using System.Linq;
using System.Threading.Tasks;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>Servers that do not answer, and what is done about it.</summary>
public sealed class ResolverServerTests : ResolverTest
{
    [Fact]
    public async Task A_server_that_does_not_answer_is_a_failure_after_four_rounds()
    {
        using var server = ScriptedServer.Silent();
        using var resolver = Resolver(server);
        var task = AskA(resolver);
        await TimesOut(server);
        var answer = await task;
        Assert.Equal((DnsStatus.TempError, DnsFailureReason.Timeout), (answer.Status, answer.Failure!.Reason));
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(4, resolver.GetStatistics().Timeouts);
        Assert.Equal(7, Clock.Elapsed.TotalSeconds);
        Assert.Equal(4, server.Requests.Select(r => r.From.Port).Distinct().Count());
    }

    [Fact]
    public async Task Another_round_answers_what_the_first_ones_lost()
    {
        var count = 0;
        using var server = new ScriptedServer(r => ++count < 4 ? Task.CompletedTask : r.AnswerAsync(192, 0, 2, 1));
        using var resolver = Resolver(server);
        var task = AskA(resolver);
        await TimesOut(server, 1, 1);
        await TimesOut(server, 2, 2);
        await TimesOut(server, 3, 2);
        Assert.Equal(DnsStatus.Found, (await task).Status);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_avoided_for_a_minute()
    {
        using var silent = ScriptedServer.Silent();
        using var good = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(silent, good);

        var task = AskA(resolver, "a.example");
        await TimesOut(silent, 1, 1);
        Assert.Equal(good.Server.ToString(), (await task).Server);
        Assert.Single(silent.Requests);
        Assert.True(resolver.GetStatistics().Servers[0].IsAvoided);

        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "b.example")).Status);
        Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "c.example")).Status);
        Assert.Single(silent.Requests);

        Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.False(resolver.GetStatistics().Servers[0].IsAvoided);
        task = AskA(resolver, "d.example");
        await TimesOut(silent, 2, 1);
        Assert.Equal(DnsStatus.Found, (await task).Status);
        Assert.Equal(2, silent.Requests.Count);
    }

    [Fact]
    public async Task An_avoided_server_is_asked_when_there_is_no_other()
    {
        var isUp = false;
        using var server = new ScriptedServer(r => isUp ? r.AnswerAsync(192, 0, 2, 1) : Task.CompletedTask);
        using var resolver = Resolver(server);
        var task = AskA(resolver, "a.example");
        await TimesOut(server);
        Assert.Equal(DnsStatus.TempError, (await task).Status);
        Assert.True(resolver.GetStatistics().Servers[0].IsAvoided);
        isUp = true;
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "b.example")).Status);
        Assert.False(resolver.GetStatistics().Servers[0].IsAvoided);
    }

    [Fact]
    public async Task A_server_that_answers_others_is_not_avoided_for_one_name_that_never_answers()
    {
        using var first = new ScriptedServer(r => r.Name == "dead.example" ? Task.CompletedTask : r.AnswerAsync(192, 0, 2, 1));
        using var second = ScriptedServer.WithAddress(192, 0, 2, 2);
        using var resolver = Resolver(first, second);
        var dead = AskA(resolver, "dead.example");
        await Until(() => first.Requests.Count == 1);
        Clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "b.example")).Status);
        await TimesOut(first, 2, 1);
        Assert.Equal("192.0.2.2", (await dead).Records[0].Data);
        Assert.Equal((1, false), (resolver.GetStatistics().Servers[0].Timeouts, resolver.GetStatistics().Servers[0].IsAvoided));
    }

    [Fact]
    public async Task A_closed_port_is_noticed_at_once()
    {
        using var good = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(new DnsResolverOptions(), ScriptedServer.Closed(), good.Server);
        Assert.Equal(good.Server.ToString(), (await AskA(resolver)).Server);
        Assert.Equal(1, resolver.GetStatistics().Servers[0].Failures);
    }

    [Fact]
    public async Task Closed_ports_everywhere_are_a_failure()
    {
        using var resolver = Resolver(new DnsResolverOptions(), ScriptedServer.Closed());
        Assert.Equal(DnsFailureReason.Unreachable, (await AskA(resolver)).Failure!.Reason);
    }

    [Fact]
    public async Task A_server_whose_name_has_no_address_is_a_failure()
    {
        using var resolver = Resolver(new DnsResolverOptions(), new DnsServer("no-such-host.invalid"));
        Assert.Equal(DnsFailureReason.Unreachable, (await AskA(resolver)).Failure!.Reason);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task The_next_server_is_asked_when_one_fails_and_the_first_one_not_again(int code)
    {
        using var first = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, code).ToArray()));
        using var second = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var third = ScriptedServer.Silent();
        using var resolver = Resolver(first, second, third);
        Assert.Equal(second.Server.ToString(), (await AskA(resolver)).Server);
        Assert.Single(first.Requests);
        Assert.Empty(third.Requests);
    }

    [Fact]
    public async Task A_failure_that_a_server_states_weighs_more_than_silence()
    {
        using var first = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, 2).ToArray()));
        using var second = ScriptedServer.Silent();
        using var resolver = Resolver(first, second);
        var task = AskA(resolver);
        await TimesOut(second);
        Assert.Equal(DnsFailureReason.ServerFailure, (await task).Failure!.Reason);
        Assert.Single(first.Requests);
        Assert.Equal(4, second.Requests.Count);
    }

    [Fact]
    public async Task All_attempts_together_take_no_longer_than_the_total_timeout()
    {
        using var first = ScriptedServer.Silent();
        using var second = ScriptedServer.Silent();
        using var resolver = Resolver(
            new DnsResolverOptions { Attempts = 10, QueryTimeout = TimeSpan.FromSeconds(4), TotalTimeout = TimeSpan.FromSeconds(6) }, first.Server, second.Server);
        var task = AskA(resolver);
        await TimesOut(first, 1, 4);
        await TimesOut(second, 1, 2);
        var answer = await task;
        Assert.Equal(DnsFailureReason.Timeout, answer.Failure!.Reason);
        Assert.Equal(2, first.Requests.Count + second.Requests.Count);
        Assert.Equal(6, Clock.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task A_slow_connection_that_sends_octet_by_octet_is_read()
    {
        using var server = new ScriptedServer(async r =>
        {
            var packet = Packet.AnswerTo(r.Query, answers: 1).A(300, 192, 0, 2, 1).ToArray();
            foreach (var octet in new byte[] { 0, (byte)packet.Length }.Concat(packet))
            {
                await r.SendRawAsync([octet]);
                await Task.Delay(1);
            }
        });
        using var resolver = Resolver(new DnsResolverOptions { Transport = DnsTransportMode.Tcp }, server.Server);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver)).Status);
    }

    [Fact]
    public async Task A_connection_that_never_completes_an_answer_is_given_up()
    {
        using var server = new ScriptedServer(r => r.SendRawAsync([0xFF, 0xFF, 1, 2, 3]));
        using var resolver = Resolver(new DnsResolverOptions { Transport = DnsTransportMode.Tcp }, server.Server);
        var task = AskA(resolver);
        await TimesOut(server);
        Assert.Equal(DnsFailureReason.Timeout, (await task).Failure!.Reason);
        Assert.Equal(4, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_is_closed_before_the_answer_is_opened_once_more()
    {
        var count = 0;
        using var server = new ScriptedServer(r => ++count == 1 ? r.SendRawAsync([]) : r.AnswerAsync(192, 0, 2, 1));
        using var resolver = Resolver(new DnsResolverOptions { Transport = DnsTransportMode.Tcp }, server.Server);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver)).Status);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_is_always_closed_is_a_failure()
    {
        using var server = new ScriptedServer(r => r.SendRawAsync([]));
        using var resolver = Resolver(new DnsResolverOptions { Transport = DnsTransportMode.Tcp }, server.Server);
        Assert.Equal(DnsFailureReason.Unreachable, (await AskA(resolver)).Failure!.Reason);
        Assert.Equal(8, server.Connections);
    }

    [Fact]
    public async Task One_connection_carries_many_queries_and_answers_in_any_order()
    {
        const int Count = 100;
        ScriptedServer server = null!;
        using var _ = server = new ScriptedServer(async r =>
        {
            if (server.Requests.Count == Count)
            {
                foreach (var request in server.Requests.Reverse())
                {
                    await request.AnswerAsync(10, 0, 0, byte.Parse(request.Name.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        });
        using var resolver = Resolver(new DnsResolverOptions { Transport = DnsTransportMode.Tcp }, server.Server);
        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => AskA(resolver, i + ".example")));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => "10.0.0." + i), answers.Select(a => Assert.Single(a.Records).Data));
        Assert.Equal(1, server.Connections);
        Assert.Equal(Count, server.Requests.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_idle_connection_is_closed_and_opened_again_when_needed()
    {
        using var server = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(new DnsResolverOptions { Transport = DnsTransportMode.Tcp }, server.Server);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "a.example")).Status);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "b.example")).Status);
        Assert.Equal(1, server.Connections);
        await Until(() => Clock.PendingWaits > 0);
        Clock.Advance(TimeSpan.FromSeconds(6));
        await Until(() => server.Closures == 1);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "c.example")).Status);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(DnsTransportMode.Isolated)]
    [InlineData(DnsTransportMode.Shared)]
    [InlineData(DnsTransportMode.Auto)]
    internal async Task Many_questions_at_once_get_their_own_answers(DnsTransportMode mode)
    {
        const int Count = 3_000;
        using var server = new ScriptedServer(r =>
        {
            var number = int.Parse(r.Name.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
            return r.AnswerAsync(10, (byte)(number >> 16), (byte)(number >> 8), (byte)number);
        });
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [server.Server], Transport = mode, MaxConcurrentQueries = 200 });
        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => AskA(resolver, i + ".example")));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"10.0.{i >> 8}.{i & 255}"), answers.Select(a => a.Records.Single().Data));

        var ports = server.Requests.Select(r => r.From.Port).Distinct().Count();
        Assert.True(mode == DnsTransportMode.Isolated ? ports > Count / 2 : ports < Count / 2, "ports: " + ports);
        Assert.InRange(server.Requests.Select(r => r.Id).Distinct().Count(), Count * 9 / 10, Count + 100);
    }

    [Fact]
    public async Task No_more_questions_are_out_than_allowed()
    {
        using var server = ScriptedServer.Silent();
        using var resolver = Resolver(new DnsResolverOptions { MaxConcurrentQueries = 5, Attempts = 1 }, server.Server);
        var all = Task.WhenAll(Enumerable.Range(0, 8).Select(i => AskA(resolver, i + ".example")));
        await Until(() => server.Requests.Count == 5);
        await Task.Delay(50);
        Assert.Equal(5, server.Requests.Count);
        await TimesOut(server, 5, 1);
        await TimesOut(server, 8, 1);
        Assert.All(await all, a => Assert.Equal(DnsStatus.TempError, a.Status));
        Assert.Equal(8, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_is_not_flooded_and_names_that_nobody_answers_do_not_hold_up_the_others()
    {
        using var server = new ScriptedServer(r => r.Name == "good.example" ? r.AnswerAsync(192, 0, 2, 1) : Task.CompletedTask);
        using var resolver = Resolver(server);
        var dead = Enumerable.Range(0, QueryWindow.Size).Select(i => AskA(resolver, i + ".example")).ToArray();
        await Until(() => server.Requests.Count == QueryWindow.Size);
        var good = AskA(resolver, "good.example");
        await Task.Delay(50);
        Assert.Equal(QueryWindow.Size, server.Requests.Count);

        Clock.Advance(QueryWindow.SuspectAfter);
        Assert.Equal(DnsStatus.Found, (await good).Status);
        Assert.DoesNotContain(dead, task => task.IsCompleted);
    }
}
