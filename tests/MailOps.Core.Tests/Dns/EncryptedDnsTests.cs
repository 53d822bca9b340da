#pragma warning disable SYSLIB0057 // The newer loader does not exist on .NET Framework, where these tests run too.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>DNS over TLS and HTTPS, DNSSEC and cookies with a real Unbound in front of a signed zone on a real Knot.</summary>
[Trait("Category", "Servers")]
public sealed class EncryptedDnsTests(EncryptedDnsTests.Stack stack) : IClassFixture<EncryptedDnsTests.Stack>
{
    [SkippableFact]
    public async Task Unbound_answers_over_tls()
    {
        using var resolver = Over(stack.Tls("localhost"));
        var answer = await resolver.GetMxAsync("signed.test", CancellationToken.None);
        Assert.Equal((DnsStatus.Found, true), (answer.Status, answer.IsAuthenticData));
        Assert.StartsWith("tls://127.0.0.1:", answer.Server, StringComparison.Ordinal);
        Assert.Equal(Stack.BigText, (await resolver.GetTxtAsync("big.signed.test", CancellationToken.None)).RecordsOf<DnsTxtRecord>().Single().Text);
    }

    [SkippableFact]
    public async Task Unbound_answers_over_https_with_http_2()
    {
        RequireHttp2();
        using var resolver = Over(stack.Https("localhost"));
        var answer = await resolver.GetMxAsync("signed.test", CancellationToken.None);
        Assert.Equal((DnsStatus.Found, true), (answer.Status, answer.IsAuthenticData));
        Assert.Equal(Stack.BigText, (await resolver.GetTxtAsync("big.signed.test", CancellationToken.None)).RecordsOf<DnsTxtRecord>().Single().Text);
    }

    [SkippableTheory]
    [InlineData(DnsProtocol.Tls)]
    [InlineData(DnsProtocol.Https)]
    public async Task Hundreds_of_questions_at_once_share_a_connection(DnsProtocol protocol)
    {
        if (protocol == DnsProtocol.Https)
        {
            RequireHttp2();
        }

        using var resolver = Over(protocol == DnsProtocol.Tls ? stack.Tls("localhost") : stack.Https("localhost"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(
            i => resolver.GetTxtAsync("n" + i + ".wild.signed.test", CancellationToken.None).AsTask()));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => "n" + i + ".wild.signed.test"), answers.Select(a => a.Records.Single().Name));
    }

    [SkippableTheory]
    [InlineData(DnsProtocol.Tls)]
    [InlineData(DnsProtocol.Https)]
    public async Task A_certificate_for_another_name_is_untrusted(DnsProtocol protocol)
    {
        using var resolver = Over(protocol == DnsProtocol.Tls ? stack.Tls("dns.example") : stack.Https("dns.example"));
        var answer = await resolver.GetMxAsync("signed.test", CancellationToken.None);
        Assert.Equal((DnsStatus.TempError, DnsFailureReason.Untrusted), (answer.Status, answer.Failure!.Reason));
        Assert.Contains("dns.example", answer.Failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_certificate_of_an_unknown_authority_is_untrusted()
    {
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [stack.Tls("localhost")] });
        var answer = await resolver.GetMxAsync("signed.test", CancellationToken.None);
        Assert.Equal(DnsFailureReason.Untrusted, answer.Failure!.Reason);
    }

    [SkippableFact]
    public async Task A_port_that_speaks_no_tls_is_unreachable_and_says_why()
    {
        using var resolver = Over(DnsServer.Parse($"tls://127.0.0.1:{stack.Unbound.Port}#localhost"));
        var answer = await resolver.GetMxAsync("signed.test", CancellationToken.None);
        Assert.Equal(DnsStatus.TempError, answer.Status);
        Assert.Contains(answer.Failure!.Reason, new[] { DnsFailureReason.Unreachable, DnsFailureReason.Timeout });
    }

    [SkippableTheory]
    [InlineData("signed.test", DnsRecordType.MX, DnsStatus.Found, null)]
    [InlineData("absent.signed.test", DnsRecordType.MX, DnsStatus.NxDomain, null)]
    [InlineData("signed.test", DnsRecordType.SRV, DnsStatus.NoData, null)]
    [InlineData("alias.signed.test", DnsRecordType.A, DnsStatus.TempError, DnsFailureReason.NotAuthentic)]
    [InlineData("plain.test", DnsRecordType.MX, DnsStatus.TempError, DnsFailureReason.NotAuthentic)]
    [InlineData("absent.plain.test", DnsRecordType.MX, DnsStatus.TempError, DnsFailureReason.NotAuthentic)]
    public async Task With_dnssec_required_only_validated_answers_count(string name, DnsRecordType type, DnsStatus status, DnsFailureReason? reason)
    {
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [stack.Plain], RequireDnssec = true });
        var answer = await resolver.ResolveAsync(name, type, CancellationToken.None);
        Assert.Equal((status, reason), (answer.Status, answer.Failure?.Reason));
    }

    [SkippableFact]
    public async Task A_server_that_gives_cookies_is_sent_them_back()
    {
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [DnsServer.Parse("127.0.0.1:" + stack.Cookies.Port)] });
        Assert.Equal(DnsStatus.Found, (await resolver.GetMxAsync("plain.test", CancellationToken.None)).Status);

        // BADCOOKIE with the cookie, then the answer; from then on the cookie is known.
        Assert.Equal(2, resolver.GetStatistics().QueriesSent);
        Assert.Equal(DnsStatus.NxDomain, (await resolver.GetMxAsync("absent.plain.test", CancellationToken.None)).Status);
        Assert.Equal(3, resolver.GetStatistics().QueriesSent);
    }

    private static DnsResolver Over(DnsServer server) => new(new DnsResolverOptions
    {
        Servers = [server],
        TrustedRoots = [new X509Certificate2(Path.Combine(Stack.TlsFolder, "ca.pem"))],
        QueryTimeout = TimeSpan.FromSeconds(5),
    });

    private static void RequireHttp2() => Skip.If(
        typeof(DnsResolver).Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), inherit: false)
            .Cast<TargetFrameworkAttribute>().Single().FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal),
        "Unbound speaks HTTP/2 only, which the build for .NET Framework does not.");

    /// <summary>The servers, started by the first test that needs them.</summary>
    public sealed class Stack : IDisposable
    {
        private const string Zone = """
            $TTL 300
            @ SOA ns admin 7 3600 900 604800 120
            @ NS ns
            ns A 127.0.0.1
            @ MX 10 mx1
            mx1 A 192.0.2.25
            alias CNAME mx1.plain.test.
            *.wild TXT "wild"

            """;

        private static readonly string[] Zones = ["signed.test", "plain.test"];

        private readonly DnsServers _servers = new();
        private readonly Lazy<RealServer> _plain;
        private readonly Lazy<RealServer> _cookies;
        private readonly Lazy<RealServer> _unbound;

        public Stack()
        {
            var big = new StringBuilder("big TXT");
            for (var i = 0; i < BigText.Length; i += 250)
            {
                big.Append(" \"").Append(BigText, i, 250).Append('"');
            }

            var zones = new Dictionary<string, string?> { ["signed.test"] = Zone + big + "\n", ["plain.test"] = Zone };
            _plain = new(() => _servers.StartSigningKnot(zones));
            _cookies = new(() => _servers.StartKnot(zones, new Dictionary<string, string> { ["COOKIES"] = "on" }));
            _unbound = new(StartUnbound);
        }

        internal static string TlsFolder { get; } = Path.Combine(Path.GetTempPath(), "mailops-dns-tls-" + ServerScripts.ProcessId());

        internal static string BigText { get; } =
            string.Concat(Enumerable.Range(0, 1_250).Select(i => (i % 1_000).ToString("x4", CultureInfo.InvariantCulture)));

        internal RealServer Unbound => _unbound.Value;

        internal RealServer Cookies => _cookies.Value;

        internal DnsServer Plain => DnsServer.Parse("127.0.0.1:" + Unbound.Port);

        internal DnsServer Tls(string name) => DnsServer.Parse($"tls://127.0.0.1:{Unbound.Port + 1}#{name}");

        internal DnsServer Https(string name) => DnsServer.Parse($"https://127.0.0.1:{Unbound.Port + 2}/dns-query#{name}");

        public void Dispose()
        {
            _servers.Dispose();
            if (Directory.Exists(TlsFolder))
            {
                Directory.Delete(TlsFolder, recursive: true);
            }
        }

        // One of the two signed zones has no trust anchor, so to the validator it is not signed.
        private RealServer StartUnbound()
        {
            ServerScripts.Require("Unbound", "/usr/sbin/unbound");
            var result = ServerScripts.Run("mkca", [TlsFolder, "dns.test"], new Dictionary<string, string> { ["KEYTYPE"] = "rsa" });
            Assert.True(result.ExitCode == 0, result.Error);
            var anchors = _plain.Value.PathOf("signed-ds");
            File.WriteAllLines(anchors, File.ReadAllLines(_plain.Value.PathOf("ds")).Where(line => line.StartsWith("signed.test", StringComparison.Ordinal)));
            return _servers.StartUnbound(
                _plain.Value, Zones, new Dictionary<string, string> { ["ANCHORS"] = anchors, ["TLSDIR"] = TlsFolder });
        }
    }
}
