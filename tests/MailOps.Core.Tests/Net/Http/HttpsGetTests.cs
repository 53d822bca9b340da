using System;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net.Http;
using MailOps.Tests.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Net.Http;

/// <summary>Fetching one document over HTTPS from a server that says what the test wants.</summary>
public sealed class HttpsGetTests
{
    [Fact]
    public async Task Fetches_a_document_from_the_addresses_given()
    {
        using var server = new ScriptedHttpsServer(_ => ScriptedHttpsServer.Text("HTTP/1.1 200 OK\ncontent-type: Text/Plain; charset=utf-8\ncontent-length: 5\n\nhello"));
        var response = await Get(server, "mx.test", "/.well-known/a%20b?c=d");
        Assert.Equal((200, "text/plain", "hello"), (response.Status, response.MediaType, Encoding.ASCII.GetString(response.Body)));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith($"GET /.well-known/a%20b?c=d HTTP/1.1\r\nHost: mx.test:{server.Port}\r\n", request.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept: text/plain\r\n", request.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n6;x=y\n world\n0\nTrailer: x\n\n", 200, "hello world")]
    [InlineData("HTTP/1.1 103 Early Hints\nLink: x\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi", 200, "hi")]
    [InlineData("HTTP/1.1 200\nContent-Length: 2\nContent-Length: 2\n\nhi", 200, "hi")]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 4\n\ngone", 404, "gone")]
    [InlineData("HTTP/1.1 204 No Content\n\n", 204, "")]
    [InlineData("HTTP/1.1 301 Moved\nLocation: https://elsewhere.example/\nContent-Length: 0\n\n", 301, "")]
    public async Task Reads_every_form_of_an_answer_and_follows_no_redirection(string answer, int status, string body)
    {
        using var server = new ScriptedHttpsServer(_ => ScriptedHttpsServer.Text(answer));
        var response = await Get(server, "mx.test");
        Assert.Equal((status, body), (response.Status, Encoding.ASCII.GetString(response.Body).Replace("\r", "")));
        Assert.Equal(status == 301 ? "https://elsewhere.example/" : null, response.Location);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("220 mail.example ESMTP\n\n", "NotHttp")]
    [InlineData("HTTP/1.1 2x0 OK\n\n", "NotHttp")]
    [InlineData("HTTP/2.0 200 OK\n\n", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nno colon\n\n", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nA : b\n\n", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nA: b\n folded\n\n", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 2\nContent-Length: 3\n\nhi", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: -1\n\nhi", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 2\n\nhi", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n0\n\n", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nFFFFFFFF\n", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nhihi\n", "NotHttp")]
    [InlineData("HTTP/1.1 101 Switching Protocols\n\n", "NotHttp")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 1001\n\n", "TooLarge")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3E9\n", "TooLarge")]
    public async Task Refuses_what_is_no_answer(string answer, string error)
    {
        using var server = new ScriptedHttpsServer(_ => ScriptedHttpsServer.Text(answer));
        var fault = await Assert.ThrowsAsync<MailOpsException>(() => Get(server, "mx.test"));
        Assert.Equal("MailOps.Net." + error, fault.ErrorId);
    }

    [Fact]
    public async Task Refuses_a_header_without_end()
    {
        var lines = new StringBuilder("HTTP/1.1 200 OK\n");
        for (var i = 0; i < 1_000; i++)
        {
            lines.Append("X: y\n");
        }

        using var server = new ScriptedHttpsServer(_ => ScriptedHttpsServer.Text(lines.ToString()));
        Assert.Equal("MailOps.Net.NotHttp", (await Assert.ThrowsAsync<MailOpsException>(() => Get(server, "mx.test"))).ErrorId);
    }

    [Fact]
    public async Task A_server_that_closes_in_the_middle_is_an_error()
    {
        using var server = new ScriptedHttpsServer(_ => []);
        Assert.Equal("MailOps.Net.ConnectionLost", (await Assert.ThrowsAsync<MailOpsException>(() => Get(server, "mx.test"))).ErrorId);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_a_timeout()
    {
        using var server = new ScriptedHttpsServer(_ => [(byte)'H']);
        var clock = new ManualClock();
        var task = new HttpsGet(clock, HttpsGet.Addresses(IPAddress.Loopback)) { TrustedRoots = [TestCertificates.Authority] }
            .RunAsync(Uri(server, "mx.test", "/"), "text/plain", CancellationToken.None);
        await ResolverTest.Until(() => server.Requests.Count == 1);
        while (!task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.Equal("MailOps.Net.Timeout", (await Assert.ThrowsAsync<MailOpsException>(() => task)).ErrorId);
    }

    [Theory]
    [InlineData("other.test", "CertificateWrongName")]
    [InlineData("mx.test", "CertificateUntrusted")]
    public async Task A_certificate_that_proves_nothing_is_an_error_and_nothing_is_sent(string host, string error)
    {
        using var server = new ScriptedHttpsServer(_ => ScriptedHttpsServer.Text("HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
        var get = new HttpsGet(MailClock.System, HttpsGet.Addresses(IPAddress.Loopback))
        {
            TrustedRoots = error == "CertificateUntrusted" ? [] : [TestCertificates.Authority],
        };
        var fault = await Assert.ThrowsAsync<MailOpsException>(() => get.RunAsync(Uri(server, host, "/"), "text/plain", CancellationToken.None));
        Assert.Equal("MailOps.Net." + error, fault.ErrorId);
        Assert.Empty(server.Requests);
    }

    [SkippableFact]
    [Trait("Category", "Servers")]
    public async Task Fetches_a_file_from_nginx()
    {
        using var nginx = new WebServer("mta-sts.corp.test");
        nginx.Put(".well-known/mta-sts.txt", Encoding.ASCII.GetBytes("version: STSv1\r\n"));
        var get = Over(nginx);
        var found = await get.RunAsync(Uri(nginx, "/.well-known/mta-sts.txt"), "text/plain", CancellationToken.None);
        Assert.Equal((200, "text/plain", "version: STSv1\r\n"), (found.Status, found.MediaType, Encoding.ASCII.GetString(found.Body)));
        Assert.Equal(404, (await get.RunAsync(Uri(nginx, "/absent"), "text/plain", CancellationToken.None)).Status);

        nginx.Put("large", new byte[70_000]);
        var fault = await Assert.ThrowsAsync<MailOpsException>(() => get.RunAsync(Uri(nginx, "/large"), "text/plain", CancellationToken.None));
        Assert.Equal("MailOps.Net.TooLarge", fault.ErrorId);
    }

    [SkippableTheory]
    [Trait("Category", "Servers")]
    [InlineData("expired", "CertificateExpired")]
    [InlineData("wrong", "CertificateWrongName")]
    [InlineData("selfsigned", "CertificateUntrusted")]
    public async Task Says_what_is_wrong_with_the_certificate_of_nginx(string certificate, string error)
    {
        using var nginx = new WebServer("mta-sts.corp.test", certificate);
        var fault = await Assert.ThrowsAsync<MailOpsException>(() => Over(nginx).RunAsync(Uri(nginx, "/"), "text/plain", CancellationToken.None));
        Assert.Equal("MailOps.Net." + error, fault.ErrorId);
    }

    private static Task<HttpResponse> Get(ScriptedHttpsServer server, string host, string path = "/") =>
        new HttpsGet(MailClock.System, HttpsGet.Addresses(IPAddress.Loopback)) { TrustedRoots = [TestCertificates.Authority], MaxBytes = 1_000 }
            .RunAsync(Uri(server, host, path), "text/plain", CancellationToken.None);

    private static HttpsGet Over(WebServer nginx) =>
        new(MailClock.System, HttpsGet.Addresses(IPAddress.Loopback)) { TrustedRoots = [TestCertificates.AuthorityOf(nginx.Server)] };

    private static Uri Uri(WebServer nginx, string path) => new($"https://mta-sts.corp.test:{nginx.Port}{path}");

    private static Uri Uri(ScriptedHttpsServer server, string host, string path) => new($"https://{host}:{server.Port}{path}");
}
