using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>DNS over HTTPS (RFC 8484) with a server that speaks HTTP/1.1 only and says what the test wants.</summary>
public sealed class HttpsResolverTests
{
    private const string MediaType = "application/dns-message";

    [Fact]
    public async Task A_question_is_posted_with_the_id_zero_and_padded()
    {
        using var server = Answering();
        using var resolver = Over(server);
        var answer = await AskA(resolver, "example.com");
        Assert.Equal((DnsStatus.Found, "192.0.2.1"), (answer.Status, answer.Records[0].Data));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /dns-query?x=1 HTTP/1.1\r\nHost: localhost:" + server.Port.ToString(CultureInfo.InvariantCulture) + "\r\n", Ordered(request.Head), StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/dns-message\r\n", request.Head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((0, 0, 128), (request.Body[0], request.Body[1], request.Body.Length));
        Assert.StartsWith("https://127.0.0.1:", answer.Server, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_one_after_the_other_share_a_connection()
    {
        using var server = Answering();
        using var resolver = Over(server);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(DnsStatus.Found, (await AskA(resolver, "n" + i + ".example")).Status);
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Many_questions_at_once_get_their_own_answers()
    {
        using var server = Answering();
        using var resolver = Over(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => AskA(resolver, "n" + i + ".example")));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => "n" + i + ".example"), answers.Select(a => a.Records[0].Name));
        Assert.InRange(server.Connections, 1, 8);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 2\n\nhi", DnsFailureReason.Malformed)]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 0\n\n", DnsFailureReason.Malformed)]
    [InlineData("HTTP/1.1 302 Found\nLocation: https://elsewhere.example/\nContent-Length: 0\n\n", DnsFailureReason.Malformed)]
    [InlineData("HTTP/1.1 503 Busy\nContent-Length: 0\n\n", DnsFailureReason.Unreachable)]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: application/dns-message\nContent-Length: 99999999\n\n", DnsFailureReason.Unreachable)]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: application/dns-message\nContent-Length: 3\n\nabc", DnsFailureReason.Malformed)]
    [InlineData("220 mail.example ESMTP\n\n", DnsFailureReason.Unreachable)]
    public async Task Anything_but_an_answer_is_a_failure(string response, DnsFailureReason reason)
    {
        using var server = new ScriptedHttpsServer(_ => ScriptedHttpsServer.Text(response));
        using var resolver = Over(server);
        var answer = await AskA(resolver, "example.com");
        Assert.Equal((DnsStatus.TempError, reason), (answer.Status, answer.Failure!.Reason));
    }

    [Fact]
    public async Task An_answer_to_another_question_is_none()
    {
        using var server = new ScriptedHttpsServer(request =>
        {
            var answer = Packet.AnswerTo(request.Body, answers: 1).A(60, 192, 0, 2, 66).ToArray();
            answer[13] ^= 1;
            return ScriptedHttpsServer.Ok(MediaType, answer);
        });
        using var resolver = Over(server);
        Assert.Equal(DnsFailureReason.Malformed, (await AskA(resolver, "example.com")).Failure!.Reason);
    }

    [Fact]
    public async Task A_certificate_that_nobody_here_trusts_is_named_and_nothing_is_asked()
    {
        using var server = Answering();
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [Url(server)] });
        var answer = await AskA(resolver, "example.com");
        Assert.Equal((DnsStatus.TempError, DnsFailureReason.Untrusted), (answer.Status, answer.Failure!.Reason));
        Assert.Contains("MailOps Test CA", answer.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        using var server = Answering();
        var url = DnsServer.Parse($"https://127.0.0.1:{server.Port}/dns-query#dns.example");
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [url], TrustedRoots = [TestCertificates.Authority] });
        var answer = await AskA(resolver, "example.com");
        Assert.Equal(DnsFailureReason.Untrusted, answer.Failure!.Reason);
        Assert.Contains("dns.example", answer.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_that_closes_the_connection_is_a_failure_and_not_a_hang()
    {
        using var server = new ScriptedHttpsServer(_ => []);
        using var resolver = Over(server);
        Assert.Equal(DnsFailureReason.Unreachable, (await AskA(resolver, "example.com")).Failure!.Reason);
    }

    private static ScriptedHttpsServer Answering() =>
        new(request => ScriptedHttpsServer.Ok(MediaType, Packet.AnswerTo(request.Body, answers: 1).A(60, 192, 0, 2, 1).ToArray()));

    private static DnsServer Url(ScriptedHttpsServer server) => DnsServer.Parse($"https://127.0.0.1:{server.Port}/dns-query?x=1#localhost");

    private static DnsResolver Over(ScriptedHttpsServer server) => new(new DnsResolverOptions
    {
        Servers = [Url(server)],
        TrustedRoots = [TestCertificates.Authority],
        Attempts = 1,
        QueryTimeout = TimeSpan.FromSeconds(20),
        TotalTimeout = TimeSpan.FromSeconds(30),
    });

    private static Task<DnsAnswer> AskA(DnsResolver resolver, string name) => resolver.ResolveAsync(name, DnsRecordType.A, CancellationToken.None).AsTask();

    // Clients may put Host anywhere; here it comes second for the comparison.
    private static string Ordered(string head)
    {
        var lines = head.Split(["\r\n"], StringSplitOptions.None);
        var host = lines.First(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase));
        return string.Join("\r\n", new[] { lines[0], host }.Concat(lines.Skip(1).Where(line => line != host)));
    }
}
