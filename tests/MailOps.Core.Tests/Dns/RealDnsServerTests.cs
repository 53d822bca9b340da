using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>The resolver against Knot and Unbound, unless they are not installed.</summary>
[Trait("Category", "Servers")]
public sealed class RealDnsServerTests(RealDnsServerTests.Stack stack) : IClassFixture<RealDnsServerTests.Stack>
{
    [SkippableTheory]
    [InlineData("corp.test", DnsRecordType.MX, "10 mx1.corp.test|20 mx2.corp.test")]
    [InlineData("CORP.test.", DnsRecordType.TXT, "\"v=spf1 mx -all\"")]
    [InlineData("corp.test", DnsRecordType.NS, "ns.corp.test")]
    [InlineData("corp.test", DnsRecordType.SOA, "ns.corp.test admin.corp.test 7 3600 900 604800 120")]
    [InlineData("corp.test", DnsRecordType.CAA, "0 issue \"ca.test\"|128 issuemail \"ca.test\"")]
    [InlineData("mx1.corp.test", DnsRecordType.A, "192.0.2.25|192.0.2.26")]
    [InlineData("mx1.corp.test", DnsRecordType.AAAA, "2001:db8::25")]
    [InlineData("_25._tcp.mx1.corp.test", DnsRecordType.TLSA, "3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("_submission._tcp.corp.test", DnsRecordType.SRV, "0 1 587 mx1.corp.test")]
    [InlineData("null.corp.test", DnsRecordType.MX, "0 .")]
    [InlineData("anything.wild.corp.test", DnsRecordType.TXT, "\"wild\"")]
    [InlineData("bytes.corp.test", DnsRecordType.TXT, "\"a\\255\\000\\\"b\"")]
    [InlineData("odd\\.label.corp.test", DnsRecordType.A, "192.0.2.1")]
    [InlineData("bücher.corp.test", DnsRecordType.A, "192.0.2.2")]
    [InlineData("25.2.0.192.in-addr.arpa", DnsRecordType.PTR, "mx1.corp.test")]
    public async Task Knot_answers_with_records_of_every_type(string name, DnsRecordType type, string data)
    {
        using var resolver = Over(stack.Knot);
        var answer = await resolver.ResolveAsync(name, type, CancellationToken.None);
        Assert.Equal(DnsStatus.Found, answer.Status);
        Assert.Equal(data.Split('|'), answer.Records.Select(r => r.Data).OrderBy(d => d, StringComparer.Ordinal));
    }

    [SkippableTheory]
    [InlineData("absent.corp.test", DnsRecordType.A, DnsStatus.NxDomain, null)]
    [InlineData("corp.test", DnsRecordType.A, DnsStatus.NoData, null)]
    [InlineData("_tcp.mx1.corp.test", DnsRecordType.A, DnsStatus.NoData, null)]
    [InlineData("elsewhere.example", DnsRecordType.A, DnsStatus.TempError, DnsFailureReason.Refused)]
    [InlineData("broken.test", DnsRecordType.A, DnsStatus.TempError, DnsFailureReason.ServerFailure)]
    [InlineData("loop1.corp.test", DnsRecordType.A, DnsStatus.TempError, DnsFailureReason.AliasLoop)]
    public async Task Knot_says_which_kind_of_nothing_there_is(string name, DnsRecordType type, DnsStatus status, DnsFailureReason? reason)
    {
        using var resolver = Over(stack.Knot);
        var answer = await resolver.ResolveAsync(name, type, CancellationToken.None);
        Assert.Equal((status, reason), (answer.Status, answer.Failure?.Reason));
        if (reason is null)
        {
            Assert.Equal(120, answer.TimeToLive.TotalSeconds);
        }
    }

    [SkippableFact]
    public async Task Aliases_are_followed_inside_a_zone_and_into_another_one()
    {
        using var resolver = Over(stack.Knot);
        var answer = await resolver.ResolveAsync("www.corp.test", DnsRecordType.A, CancellationToken.None);
        Assert.Equal("192.0.2.80", Assert.Single(answer.Records).Data);
        Assert.Equal(["www.corp.test", "web.corp.test"], answer.Aliases);
        Assert.Equal("host.other.test", answer.CanonicalName);
    }

    [SkippableTheory]
    [InlineData(DnsTransportMode.Auto)]
    [InlineData(DnsTransportMode.Tcp)]
    internal async Task A_text_of_5000_octets_comes_over_tcp(DnsTransportMode mode)
    {
        using var resolver = Over(stack.Knot, mode);
        var answer = await resolver.GetTxtAsync("big.corp.test", CancellationToken.None);
        Assert.Equal(Stack.BigText, answer.RecordsOf<DnsTxtRecord>().Single().Text);
        Assert.Equal(mode == DnsTransportMode.Auto ? 2 : 1, resolver.GetStatistics().QueriesSent);
    }

    [SkippableTheory]
    [InlineData(DnsTransportMode.Isolated)]
    [InlineData(DnsTransportMode.Shared)]
    [InlineData(DnsTransportMode.Auto)]
    [InlineData(DnsTransportMode.Tcp)]
    internal async Task Thousands_of_questions_at_once_get_their_own_answers(DnsTransportMode mode)
    {
        const int Count = 5_000;
        using var resolver = Over(stack.Knot, mode);
        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(
            i => resolver.GetTxtAsync("n" + (i % 4_000) + (i < 4_000 ? ".wild.corp.test" : ".absent.test"), CancellationToken.None).AsTask()));
        Assert.All(answers.Take(4_000), a => Assert.Equal("\"wild\"", Assert.Single(a.Records).Data));
        Assert.All(answers.Skip(4_000), a => Assert.Equal(DnsFailureReason.Refused, a.Failure!.Reason));
        Assert.Equal(Enumerable.Range(0, 4_000).Select(i => "n" + i + ".wild.corp.test"), answers.Take(4_000).Select(a => a.Records[0].Name));
    }

    [SkippableFact]
    public async Task Unbound_answers_recursively_across_zones()
    {
        using var resolver = Over(stack.Unbound);
        var answer = await resolver.ResolveAsync("www.corp.test", DnsRecordType.A, CancellationToken.None);
        Assert.Equal(("192.0.2.80", "host.other.test"), (Assert.Single(answer.Records).Data, answer.CanonicalName));
        Assert.Equal(1, resolver.GetStatistics().QueriesSent);
        Assert.Equal(DnsStatus.NxDomain, (await resolver.GetMxAsync("elsewhere.example", CancellationToken.None)).Status);
        Assert.Equal(Stack.BigText, (await resolver.GetTxtAsync("big.corp.test", CancellationToken.None)).RecordsOf<DnsTxtRecord>().Single().Text);
    }

    [SkippableFact]
    public async Task Unbound_validates_signed_zones_and_the_resolver_says_so()
    {
        using var resolver = Over(stack.Unbound);
        var signed = await resolver.GetMxAsync("corp.test", CancellationToken.None);
        Assert.Equal((DnsStatus.Found, true), (signed.Status, signed.IsAuthenticData));
        var absent = await resolver.GetMxAsync("absent.corp.test", CancellationToken.None);
        Assert.Equal((DnsStatus.NxDomain, true), (absent.Status, absent.IsAuthenticData));
    }

    [SkippableFact]
    public async Task A_zone_whose_signatures_are_wrong_is_bogus_and_not_absent()
    {
        using var resolver = Over(stack.Mistrustful);
        var answer = await resolver.GetMxAsync("corp.test", CancellationToken.None);
        Assert.Equal((DnsStatus.TempError, DnsFailureReason.Bogus), (answer.Status, answer.Failure!.Reason));
        Assert.NotNull(answer.Failure.ExtendedError);
    }

    [SkippableFact]
    public async Task Signatures_are_sent_when_asked_for_and_do_not_disturb()
    {
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [Address(stack.Unbound)], WantsSignatures = true, UseMixedCase = true });
        var answer = await resolver.GetMxAsync("corp.test", CancellationToken.None);
        Assert.Equal(2, answer.Records.Count);
        Assert.True(answer.IsAuthenticData);
    }

    private static DnsServer Address(RealServer server) => new(IPAddress.Loopback, server.Port);

    private static DnsResolver Over(RealServer server, DnsTransportMode mode = DnsTransportMode.Auto) =>
        new(new DnsResolverOptions { Servers = [Address(server)], Transport = mode });

    /// <summary>The servers, started by the first test that needs them.</summary>
    public sealed class Stack : IDisposable
    {
        private const string Corp = """
            $TTL 300
            @ SOA ns admin 7 3600 900 604800 120
            @ NS ns
            ns A 127.0.0.1
            @ MX 10 mx1
            @ MX 20 mx2
            @ TXT "v=spf1 mx " "-all"
            @ CAA 0 issue "ca.test"
            @ CAA 128 issuemail "ca.test"
            mx1 A 192.0.2.25
            mx1 A 192.0.2.26
            mx1 AAAA 2001:db8::25
            _25._tcp.mx1 TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            _submission._tcp SRV 0 1 587 mx1
            null MX 0 .
            *.wild TXT "wild"
            bytes TXT "a\255\000\"b"
            odd\.label A 192.0.2.1
            xn--bcher-kva A 192.0.2.2
            www CNAME web
            web CNAME host.other.test.
            loop1 CNAME loop2
            loop2 CNAME loop1

            """;

        private const string Other = """
            $TTL 300
            @ SOA ns admin 1 3600 900 604800 120
            @ NS ns
            ns A 127.0.0.1
            host A 192.0.2.80

            """;

        private const string Reverse = """
            $TTL 300
            @ SOA ns.corp.test. admin.corp.test. 1 3600 900 604800 120
            @ NS ns.corp.test.
            25 PTR mx1.corp.test.

            """;

        private static readonly string[] Zones = ["corp.test", "other.test"];

        private readonly DnsServers _servers = new();
        private readonly Lazy<RealServer> _knot;
        private readonly Lazy<RealServer> _signing;
        private readonly Lazy<RealServer> _unbound;
        private readonly Lazy<RealServer> _mistrustful;

        public Stack()
        {
            var corp = new StringBuilder(Corp).Append("big TXT");
            for (var i = 0; i < BigText.Length; i += 250)
            {
                corp.Append(" \"").Append(BigText, i, 250).Append('"');
            }

            var zones = new Dictionary<string, string?>
            {
                ["corp.test"] = corp.Append('\n').ToString(),
                ["other.test"] = Other,
                ["2.0.192.in-addr.arpa"] = Reverse,
                ["broken.test"] = null,
            };
            _knot = new(() => _servers.StartKnot(zones));
            _signing = new(() => _servers.StartSigningKnot(Zones.ToDictionary(name => name, name => zones[name])));
            _unbound = new(() => _servers.StartValidatingUnbound(_signing.Value, Zones));
            _mistrustful = new(() => _servers.StartUnbound(
                _signing.Value, Zones, new Dictionary<string, string> { ["ANCHORS"] = WrongAnchors() }));
        }

        internal static string BigText { get; } = string.Concat(Enumerable.Range(0, 1_250).Select(i => (i % 1_000).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)));

        internal RealServer Knot => _knot.Value;

        internal RealServer Unbound => _unbound.Value;

        /// <summary>An Unbound that was given trust anchors of other keys.</summary>
        internal RealServer Mistrustful => _mistrustful.Value;

        public void Dispose() => _servers.Dispose();

        private string WrongAnchors()
        {
            var path = _signing.Value.PathOf("wrong-ds");
            File.WriteAllLines(path, File.ReadAllLines(_signing.Value.PathOf("ds")).Select(line => string.Concat(line.AsSpan(0, line.Length - 8).ToString(), "00000000")));
            return path;
        }
    }
}
