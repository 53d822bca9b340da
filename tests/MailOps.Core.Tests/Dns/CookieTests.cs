using System;
using System.Linq;
using System.Threading.Tasks;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>DNS cookies (RFC 7873): what they let in and what not.</summary>
public sealed class CookieTests : ResolverTest
{
    private static readonly byte[] ServerPart = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public async Task Our_cookie_is_sent_and_the_servers_is_sent_back()
    {
        using var server = new ScriptedServer(request => Answer(request, [.. Ours(request), .. ServerPart]));
        using var resolver = Resolver(server);
        await AskA(resolver, "a.example");
        await AskA(resolver, "b.example");
        Assert.Equal(8, Cookie(server.Requests[0])!.Length);
        Assert.Equal([.. Cookie(server.Requests[0])!, .. ServerPart], Cookie(server.Requests[1])!);
    }

    [Fact]
    public async Task An_answer_with_another_cookie_than_ours_is_not_believed()
    {
        using var server = new ScriptedServer(request => request.IsTcp
            ? Answer(request, [.. Ours(request), .. ServerPart], 192, 0, 2, 1)
            : Answer(request, [9, 9, 9, 9, 9, 9, 9, 9, .. ServerPart], 192, 0, 2, 66));
        using var resolver = Resolver(server);
        Assert.Equal("192.0.2.1", (await AskA(resolver)).Records[0].Data);
    }

    [Fact]
    public async Task An_answer_without_a_cookie_is_not_believed_of_a_server_that_gave_one()
    {
        using var server = new ScriptedServer(request => request.Name == "a.example" || request.IsTcp
            ? Answer(request, [.. Ours(request), .. ServerPart], 192, 0, 2, 1)
            : request.AnswerAsync(192, 0, 2, 66));
        using var resolver = Resolver(server);
        await AskA(resolver, "a.example");
        Assert.Equal("192.0.2.1", (await AskA(resolver, "b.example")).Records[0].Data);
        Assert.True(server.Requests[server.Requests.Count - 1].IsTcp);
    }

    [Fact]
    public async Task A_server_that_gives_no_cookies_any_more_is_asked_over_tcp_once()
    {
        using var server = new ScriptedServer(request => request.Name == "a.example"
            ? Answer(request, [.. Ours(request), .. ServerPart])
            : request.AnswerAsync(192, 0, 2, 1));
        using var resolver = Resolver(server);
        foreach (var name in new[] { "a.example", "b.example", "c.example", "d.example" })
        {
            Assert.Equal(DnsStatus.Found, (await AskA(resolver, name)).Status);
        }

        Assert.Equal("a.example|b.example|b.example tcp|c.example|d.example", string.Join("|", server.Requests.Select(r => r.Name + (r.IsTcp ? " tcp" : ""))));
    }

    [Fact]
    public async Task A_server_that_never_accepts_a_cookie_is_asked_over_tcp()
    {
        using var server = new ScriptedServer(request => request.IsTcp
            ? request.AnswerAsync(192, 0, 2, 1)
            : Answer(23, request, [.. Ours(request), .. ServerPart]));
        using var resolver = Resolver(server);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver)).Status);
        Assert.Equal([false, false, true], server.Requests.Select(r => r.IsTcp));
    }

    [Fact]
    public async Task Without_cookies_none_is_sent_and_none_is_missed()
    {
        using var server = ScriptedServer.WithAddress(192, 0, 2, 1);
        using var resolver = Resolver(new DnsResolverOptions { UseCookies = false }, server.Server);
        Assert.Equal(DnsStatus.Found, (await AskA(resolver)).Status);
        Assert.Null(Cookie(Assert.Single(server.Requests)));
    }

    private static byte[] Ours(ScriptedRequest request) => [.. Cookie(request)!.Take(8)];

    // The OPT record is the last one of a query, the cookie its first option.
    private static byte[]? Cookie(ScriptedRequest request)
    {
        var question = Array.IndexOf(request.Query, (byte)0, 12) + 5;
        var options = question + 11;
        return request.Query.Length <= options ? null : [.. request.Query.Skip(options + 4).Take((request.Query[options + 2] << 8) | request.Query[options + 3])];
    }

    private static Task Answer(ScriptedRequest request, byte[] cookie, params byte[] address) => Answer(0, request, cookie, address);

    private static Task Answer(int responseCode, ScriptedRequest request, byte[] cookie, params byte[] address)
    {
        byte[] option = [0, 10, 0, (byte)cookie.Length, .. cookie];
        var packet = Packet.AnswerTo(request.Query, answers: responseCode == 0 ? 1 : 0, additionals: 1, flags: 0x8180 | (responseCode & 15));
        packet = responseCode == 0 ? packet.A(300, address.Length == 4 ? address : [192, 0, 2, 1]) : packet;
        return request.SendAsync(packet.Opt(responseCode >> 4, option).ToArray());
    }
}
