using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>What becomes of the packets that servers send.</summary>
public sealed class ResolverAnswerTests : ResolverTest
{
    [Fact]
    public async Task Answers_with_records_and_where_they_came_from()
    {
        using var server = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(server);
        var answer = await AskA(resolver, "Example.COM.");

        Assert.Equal(DnsStatus.Found, answer.Status);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Records).Data);
        Assert.Equal(("example.com", TimeSpan.FromSeconds(300)), (answer.CanonicalName, answer.TimeToLive));
        Assert.Equal(server.Server.ToString(), answer.Server);
        Assert.Null(answer.Failure);
        Assert.False(answer.IsAuthenticData);
    }

    [Fact]
    public async Task Asks_in_a_labels_with_recursion_and_edns()
    {
        using var server = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(server);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "bücher.example")).Status);

        var request = Assert.Single(server.Requests);
        Assert.Equal("xn--bcher-kva.example", request.Name);
        Assert.Equal(1, request.Query[2] & 1);
        Assert.True(Packet.HasEdns(request.Query));
    }

    [Fact]
    public async Task Reports_the_authentic_data_bit()
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, answers: 1, flags: 0x81A0).A(1, 1, 2, 3, 4).ToArray()));
        using var resolver = Resolver(server);
        Assert.True((await AskA(resolver)).IsAuthenticData);
    }

    [Fact]
    public async Task Goes_to_tcp_when_the_answer_is_truncated()
    {
        using var server = new ScriptedServer(r => r.IsTcp ? r.AnswerAsync(192, 0, 2, 1) : r.SendAsync(Packet.AnswerTo(r.Query, flags: 0x8380).ToArray()));
        using var resolver = Resolver(server);
        Assert.Equal("192.0.2.1", Assert.Single((await AskA(resolver)).Records).Data);
        Assert.Equal([false, true], server.Requests.Select(r => r.IsTcp));
        Assert.Equal(1, Assert.Single(resolver.GetStatistics().Servers).Truncated);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("question")]
    [InlineData("no answer")]
    [InlineData("too short")]
    [InlineData("empty")]
    public async Task Takes_no_packet_that_answers_another_query(string difference)
    {
        using var server = new ScriptedServer(async r =>
        {
            var forged = Packet.AnswerTo(r.Query, answers: 1).A(300, 6, 6, 6, 6).ToArray();
            switch (difference)
            {
                case "id":
                    forged[0] ^= 1;
                    break;
                case "question":
                    forged[13] ^= 1;
                    break;
                case "no answer":
                    forged[2] &= 0x7F;
                    break;
                case "too short":
                    forged = [.. forged.Take(11)];
                    break;
                default:
                    forged = [];
                    break;
            }

            await r.SendAsync(forged);
            await r.AnswerAsync(192, 0, 2, 1);
        });
        using var resolver = Resolver(server);
        Assert.Equal("192.0.2.1", Assert.Single((await AskA(resolver)).Records).Data);
        Assert.Equal(1, resolver.GetStatistics().StrangePackets);
    }

    [Fact]
    public async Task Takes_no_packet_from_another_source()
    {
        using var stranger = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var server = new ScriptedServer(async r =>
        {
            var forged = Packet.AnswerTo(r.Query, answers: 1).A(300, 6, 6, 6, 6).ToArray();
            await stranger.SendAsync(forged, forged.Length, r.From);
            await r.AnswerAsync(192, 0, 2, 1);
        });
        using var resolver = Resolver(server);
        Assert.Equal("192.0.2.1", Assert.Single((await AskA(resolver)).Records).Data);
    }

    [Fact]
    public async Task Goes_to_tcp_when_somebody_guesses_ids()
    {
        using var server = new ScriptedServer(async r =>
        {
            if (r.IsTcp)
            {
                await r.AnswerAsync(192, 0, 2, 1);
                return;
            }

            var forged = Packet.AnswerTo(r.Query, answers: 1).A(300, 6, 6, 6, 6).ToArray();
            for (var i = 1; i <= 100; i++)
            {
                forged[0] = (byte)(r.Query[0] ^ i);
                await r.SendAsync(forged);
            }
        });
        using var resolver = Resolver(server);
        Assert.Equal("192.0.2.1", Assert.Single((await AskA(resolver)).Records).Data);
    }

    [Fact]
    public async Task A_malformed_answer_is_a_failure_and_not_an_empty_answer()
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, answers: 3).A(300, 1, 2, 3, 4).ToArray()));
        using var resolver = Resolver(server);
        var answer = await AskA(resolver);
        Assert.Equal((DnsStatus.TempError, DnsFailureReason.Malformed), (answer.Status, answer.Failure!.Reason));
        Assert.Empty(answer.Records);
    }

    [Theory]
    [InlineData(2, DnsFailureReason.ServerFailure)]
    [InlineData(5, DnsFailureReason.Refused)]
    [InlineData(4, DnsFailureReason.NotSupported)]
    [InlineData(9, DnsFailureReason.NotSupported)]
    public async Task A_response_code_that_is_no_answer_is_a_failure(int code, DnsFailureReason reason)
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, code).ToArray()));
        using var resolver = Resolver(server);
        var answer = await AskA(resolver);
        Assert.Equal((DnsStatus.TempError, reason), (answer.Status, answer.Failure!.Reason));
        Assert.Contains("127.0.0.1", answer.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_when_signatures_are_wrong_and_lets_no_control_character_through()
    {
        using var server = new ScriptedServer(r => r.SendAsync(
            Packet.AnswerTo(r.Query, code: 2, additionals: 1).Opt(0, 0, 15, 0, 5, 0, 7, (byte)'o', 27, (byte)'d').ToArray()));
        using var resolver = Resolver(server);
        var failure = (await AskA(resolver)).Failure!;
        Assert.Equal((DnsFailureReason.Bogus, 7), (failure.Reason, failure.ExtendedError));
        Assert.EndsWith("(EDE 7: o?d)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_an_old_server_without_edns_and_remembers_it()
    {
        using var server = new ScriptedServer(r => Packet.HasEdns(r.Query)
            ? r.SendAsync([.. r.Query.Take(2), 0x81, 0x81, 0, 0, 0, 0, 0, 0, 0, 0])
            : r.AnswerAsync(192, 0, 2, 1));
        using var resolver = Resolver(server);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "a.example")).Status);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "b.example")).Status);
        Assert.Equal([true, false, false], server.Requests.Select(r => Packet.HasEdns(r.Query)));

        Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, "c.example")).Status);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task Follows_aliases_inside_one_answer()
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, answers: 3)
            .Record("b.example", 1, 600, p => p.Add(192, 0, 2, 1))
            .Record("a.example", 5, 50, p => p.Name("b.example"))
            .Record(5, 100, p => p.Name("A.example")).ToArray()));
        using var resolver = Resolver(server);
        var answer = await AskA(resolver);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Records).Data);
        Assert.Equal(("b.example", TimeSpan.FromSeconds(50)), (answer.CanonicalName, answer.TimeToLive));
        Assert.Equal(["example.com", "a.example"], answer.Aliases);
    }

    [Fact]
    public async Task Asks_for_the_target_when_the_answer_ends_at_an_alias()
    {
        using var server = new ScriptedServer(r => r.Name == "example.com"
            ? r.SendAsync(Packet.AnswerTo(r.Query, answers: 1).Record(5, 100, p => p.Name("other.example")).ToArray())
            : r.AnswerAsync(192, 0, 2, 1));
        using var resolver = Resolver(server);
        var answer = await AskA(resolver);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Records).Data);
        Assert.Equal(("other.example", TimeSpan.FromSeconds(100)), (answer.CanonicalName, answer.TimeToLive));
        Assert.Equal(["example.com", "other.example"], server.Requests.Select(r => r.Name));
    }

    [Fact]
    public async Task An_alias_itself_can_be_asked_for()
    {
        using var server = new ScriptedServer(r => r.SendAsync(Packet.AnswerTo(r.Query, answers: 1).Record(5, 100, p => p.Name("other.example")).ToArray()));
        using var resolver = Resolver(server);
        var answer = await resolver.ResolveAsync("example.com", DnsRecordType.CNAME, CancellationToken.None);
        Assert.Equal("other.example", Assert.Single(answer.Records).Data);
        Assert.Empty(answer.Aliases);
    }

    [Theory]
    [InlineData("in one answer")]
    [InlineData("over several answers")]
    [InlineData("onto itself")]
    [InlineData("without end")]
    public async Task Aliases_that_lead_nowhere_are_a_failure(string how)
    {
        var count = 0;
        using var server = new ScriptedServer(r => r.SendAsync((how switch
        {
            "in one answer" => Packet.AnswerTo(r.Query, answers: 2).Record(5, 1, p => p.Name("a.example")).Record("a.example", 5, 1, p => p.Name("example.com")),
            "over several answers" => Packet.AnswerTo(r.Query, answers: 1).Record(5, 1, p => p.Name(r.Name == "example.com" ? "a.example" : "example.com")),
            "onto itself" => Packet.AnswerTo(r.Query, answers: 1).Record(5, 1, p => p.Name(r.Name)),
            _ => Packet.AnswerTo(r.Query, answers: 1).Record(5, 1, p => p.Name("n" + ++count + ".example")),
        }).ToArray()));
        using var resolver = Resolver(server);
        var answer = await AskA(resolver);
        Assert.Equal((DnsStatus.TempError, DnsFailureReason.AliasLoop), (answer.Status, answer.Failure!.Reason));
        Assert.InRange(server.Requests.Count, 1, 17);
    }

    [Theory]
    [InlineData("soa", DnsStatus.NoData)]
    [InlineData("nothing", DnsStatus.NoData)]
    [InlineData("nxdomain", DnsStatus.NxDomain)]
    [InlineData("alias to nowhere", DnsStatus.NxDomain)]
    [InlineData("other type", DnsStatus.NoData)]
    [InlineData("other name", DnsStatus.NoData)]
    [InlineData("referral", DnsStatus.TempError)]
    [InlineData("servers of a recursive one", DnsStatus.NoData)]
    public async Task Tells_the_kinds_of_nothing_apart(string what, DnsStatus status)
    {
        using var server = new ScriptedServer(r => r.SendAsync((what switch
        {
            "soa" => Packet.AnswerTo(r.Query, authorities: 1).Soa("com", 60, 60),
            "nothing" => Packet.AnswerTo(r.Query),
            "nxdomain" => Packet.AnswerTo(r.Query, code: 3, authorities: 1).Soa("com", 60, 60),
            "alias to nowhere" => Packet.AnswerTo(r.Query, code: 3, answers: 1, authorities: 1).Record(5, 1, p => p.Name("x.com")).Soa("com", 60, 60),
            "other type" => Packet.AnswerTo(r.Query, answers: 1).Record(16, 1, p => p.Add(1, 65)),
            "other name" => Packet.AnswerTo(r.Query, answers: 1).Record("evil.example", 1, 1, p => p.Add(6, 6, 6, 6)),
            "referral" => Packet.AnswerTo(r.Query, authorities: 1, flags: 0x8100).Record("com", 2, 1, p => p.Name("ns.com")),
            _ => Packet.AnswerTo(r.Query, authorities: 1).Record("com", 2, 1, p => p.Name("ns.com")),
        }).ToArray()));
        using var resolver = Resolver(server);
        var answer = await AskA(resolver);
        Assert.Equal(status, answer.Status);
        Assert.Empty(answer.Records);
        Assert.Equal(what == "alias to nowhere" ? "x.com" : "example.com", answer.CanonicalName);
    }

    [Fact]
    public async Task With_mixed_case_an_answer_in_the_same_case_is_taken()
    {
        using var server = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(new DnsResolverOptions { UseMixedCase = true }, server.Server);
        var name = new string('a', 60) + ".example";
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, name)).Status);
        Assert.False(Assert.Single(server.Requests).IsTcp);
        Assert.Contains(server.Requests[0].Query, octet => octet == (byte)'A');
    }

    [Fact]
    public async Task With_mixed_case_a_server_that_does_not_keep_it_is_asked_over_tcp()
    {
        using var server = new ScriptedServer(r =>
        {
            for (var i = 12; i < 72; i++)
            {
                r.Query[i] = r.Query[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(r.Query[i] | 0x20) : r.Query[i];
            }

            return r.AnswerAsync(192, 0, 2, 1);
        });
        using var resolver = Resolver(new DnsResolverOptions { UseMixedCase = true }, server.Server);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver, new string('a', 60) + ".example")).Status);
        Assert.Equal([false, true], server.Requests.Select(r => r.IsTcp));
    }
}
