using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class ZoneResolverTests
{
    private const string Sample = """
        {
          "Example.com.": [
            {"type": "MX", "preference": 10, "value": "mx.Example.com"},
            {"type": "TXT", "value": ["v=spf1 ", "-all"]},
            {"type": "A", "value": "192.0.2.1", "ttl": 60},
            {"type": "SPF", "value": ["v=spf1 +all"]}
          ],
          "a.b.example.com": [{"type": "AAAA", "value": "2001:DB8::1"}],
          "www.example.com": [{"type": "CNAME", "value": "web.example.com"}],
          "web.example.com": [{"type": "CNAME", "value": "a.b.example.com."}],
          "gone.example.com": [{"type": "CNAME", "value": "nowhere.example.org"}],
          "one.example.com": [{"type": "CNAME", "value": "two.example.com"}],
          "two.example.com": [{"type": "CNAME", "value": "one.example.com"}],
          "null.example.com": [{"type": "MX", "preference": 0, "value": ""}],
          "slow.example.com": [{"type": "TXT", "error": "timeout"}, {"type": "A", "value": "192.0.2.2"}],
          "most.example.com": [{"type": "A", "value": "192.0.2.3"}, {"type": "*", "error": "servfail"}],
          "utf8.example.com": [{"type": "TXT", "value": ["ü€"]}],
          "_25._tcp.mx.example.com": [{"type": "TLSA", "usage": 3, "selector": 1, "matchingType": 1, "value": "00FFab"}],
          "_imaps._tcp.example.com": [{"type": "SRV", "priority": 0, "weight": 5, "port": 993, "value": "imap.example.com"}],
          "caa.example.com": [{"type": "CAA", "flags": 128, "tag": "issue", "value": "ca.example"}],
          "1.2.0.192.in-addr.arpa": [{"type": "PTR", "value": "mx.example.com"}]
        }
        """;

    private static readonly ZoneResolver Zone = ZoneResolver.Read(Encoding.UTF8.GetBytes(Sample));

    [Theory]
    [InlineData("example.com", DnsRecordType.MX, "10 mx.example.com")]
    [InlineData("EXAMPLE.com.", DnsRecordType.TXT, "\"v=spf1 -all\"")]
    [InlineData("www.example.com", DnsRecordType.AAAA, "2001:db8::1")]
    [InlineData("www.example.com", DnsRecordType.CNAME, "web.example.com")]
    [InlineData("null.example.com", DnsRecordType.MX, "0 .")]
    [InlineData("utf8.example.com", DnsRecordType.TXT, "\"\\195\\188\\226\\130\\172\"")]
    [InlineData("_25._tcp.mx.example.com", DnsRecordType.TLSA, "3 1 1 00ffab")]
    [InlineData("_imaps._tcp.example.com", DnsRecordType.SRV, "0 5 993 imap.example.com")]
    [InlineData("caa.example.com", DnsRecordType.CAA, "128 issue \"ca.example\"")]
    [InlineData("slow.example.com", DnsRecordType.A, "192.0.2.2")]
    [InlineData("most.example.com", DnsRecordType.A, "192.0.2.3")]
    public async Task Answers_with_records(string name, DnsRecordType type, string data)
    {
        var answer = await Zone.ResolveAsync(name, type, CancellationToken.None);
        Assert.Equal(DnsStatus.Found, answer.Status);
        Assert.Equal(data, Assert.Single(answer.Records).Data);
        Assert.Null(answer.Failure);
    }

    [Theory]
    [InlineData("nothing.example.com", DnsRecordType.A, DnsStatus.NxDomain)]
    [InlineData("b.example.com", DnsRecordType.A, DnsStatus.NoData)]
    [InlineData("com", DnsRecordType.A, DnsStatus.NoData)]
    [InlineData("example.com", DnsRecordType.AAAA, DnsStatus.NoData)]
    [InlineData("gone.example.com", DnsRecordType.A, DnsStatus.NxDomain)]
    [InlineData("slow.example.com", DnsRecordType.TXT, DnsStatus.TempError)]
    [InlineData("most.example.com", DnsRecordType.MX, DnsStatus.TempError)]
    [InlineData("one.example.com", DnsRecordType.A, DnsStatus.TempError)]
    [InlineData("a..b", DnsRecordType.A, DnsStatus.NxDomain)]
    public async Task Answers_without_records_say_which_kind_of_nothing_it_is(string name, DnsRecordType type, DnsStatus status)
    {
        var answer = await Zone.ResolveAsync(name, type, CancellationToken.None);
        Assert.Equal(status, answer.Status);
        Assert.Empty(answer.Records);
        Assert.Equal(status == DnsStatus.TempError, answer.Failure is not null);
    }

    [Fact]
    public async Task Says_why_it_failed()
    {
        Assert.Equal(DnsFailureReason.Timeout, (await Zone.GetTxtAsync("slow.example.com", CancellationToken.None)).Failure!.Reason);
        Assert.Equal(DnsFailureReason.ServerFailure, (await Zone.GetTxtAsync("most.example.com", CancellationToken.None)).Failure!.Reason);
        Assert.Equal(DnsFailureReason.AliasLoop, (await Zone.GetTxtAsync("one.example.com", CancellationToken.None)).Failure!.Reason);
    }

    [Fact]
    public async Task Names_the_aliases_on_the_way()
    {
        var answer = await Zone.ResolveAsync("www.example.com", DnsRecordType.AAAA, CancellationToken.None);
        Assert.Equal(["www.example.com", "web.example.com"], answer.Aliases);
        Assert.Equal("a.b.example.com", answer.CanonicalName);
    }

    [Fact]
    public async Task Keeps_the_octets_of_text()
    {
        var record = (await Zone.GetTxtAsync("utf8.example.com", CancellationToken.None)).RecordsOf<DnsTxtRecord>().Single();
        Assert.Equal("ü€", record.Text);
        Assert.Equal([0xC3, 0xBC, 0xE2, 0x82, 0xAC], record.Value.ToArray());
    }

    [Fact]
    public async Task Lifetimes_are_those_of_the_zone()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), (await Zone.ResolveAsync("example.com", DnsRecordType.A, CancellationToken.None)).TimeToLive);
        Assert.Equal(TimeSpan.FromHours(1), (await Zone.GetMxAsync("example.com", CancellationToken.None)).TimeToLive);
    }

    [Fact]
    public async Task Finds_the_name_of_an_address()
    {
        var answer = await Zone.GetPtrAsync(IPAddress.Parse("::ffff:192.0.2.1"), CancellationToken.None);
        Assert.Equal("mx.example.com", answer.RecordsOf<DnsPtrRecord>().Single().Target);
        Assert.Equal(
            "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
            DnsResolverExtensions.ReverseName(IPAddress.Parse("2001:db8::1")));
    }

    [Fact]
    public async Task Addresses_of_both_kinds_come_in_one_answer_and_a_failure_counts_only_when_there_is_none()
    {
        var zone = new ZoneBuilder()
            .AddAddress("both.example", "192.0.2.1").AddAddress("both.example", "2001:db8::1")
            .AddAddress("four.example", "192.0.2.1").AddFailure("four.example", DnsRecordType.AAAA, DnsFailureReason.Timeout)
            .AddAddress("six.example", "2001:db8::1")
            .AddTxt("none.example", "x")
            .AddTxt("half.example", "x").AddFailure("half.example", DnsRecordType.AAAA, DnsFailureReason.ServerFailure)
            .Build();

        Assert.Equal(["2001:db8::1", "192.0.2.1"], (await zone.GetAddressesAsync("both.example", CancellationToken.None)).Records.Select(r => r.Data));
        Assert.Equal(["192.0.2.1"], (await zone.GetAddressesAsync("four.example", CancellationToken.None)).Records.Select(r => r.Data));
        Assert.Equal(["2001:db8::1"], (await zone.GetAddressesAsync("six.example", CancellationToken.None)).Records.Select(r => r.Data));
        Assert.Equal(DnsStatus.NoData, (await zone.GetAddressesAsync("none.example", CancellationToken.None)).Status);
        Assert.Equal(DnsStatus.TempError, (await zone.GetAddressesAsync("half.example", CancellationToken.None)).Status);
        Assert.Equal(DnsStatus.NxDomain, (await zone.GetAddressesAsync("absent.example", CancellationToken.None)).Status);
    }

    [Fact]
    public async Task A_cancelled_question_is_not_answered() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Zone.GetMxAsync("example.com", new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("[]", "an object is expected")]
    [InlineData("{\"a\": {}}", "an array is expected")]
    [InlineData("{\"a\": [{}]}", "\"type\"")]
    [InlineData("{\"a\": [{\"type\": \"MXX\"}]}", "MXX")]
    [InlineData("{\"a\": [{\"type\": \"MX\", \"value\": \"b\"}]}", "preference")]
    [InlineData("{\"a\": [{\"type\": \"MX\", \"preference\": 65536, \"value\": \"b\"}]}", "out of range")]
    [InlineData("{\"a\": [{\"type\": \"A\", \"value\": \"::1\"}]}", "IPv4")]
    [InlineData("{\"a\": [{\"type\": \"TXT\", \"error\": \"nxdomain\"}]}", "timeout")]
    [InlineData("{\"a\": [{\"type\": \"CNAME\", \"value\": \"b..c\"}]}", "cannot be a name")]
    [InlineData("{\"a\": [{\"type\": \"TLSA\", \"usage\": 3, \"selector\": 1, \"matchingType\": 1, \"value\": \"0g\"}]}", "hexadecimal")]
    [InlineData("{", "quotes")]
    public void A_zone_with_a_fault_is_an_error_that_says_where(string json, string problem)
    {
        var error = Assert.Throws<MailOpsException>(() => ZoneResolver.Read(Encoding.UTF8.GetBytes(json), "test.json"));
        Assert.Equal("MailOps.Dns.InvalidZone", error.ErrorId);
        Assert.Contains("test.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 1, column", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_that_names_it()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-zone.json");
        var error = Assert.Throws<MailOpsException>(() => ZoneResolver.Load(path));
        Assert.Equal(("MailOps.Dns.ZoneUnreadable", MailOpsErrorKind.NotFound), (error.ErrorId, error.Kind));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    [Trait("Category", "Conformance")]
    public void Reads_every_zone_of_the_suites()
    {
        var names = 0;
        foreach (var file in Directory.GetFiles(Corpora.Require("auth"), "*.json"))
        {
            var root = JsonValue.Parse(File.ReadAllBytes(file));
            foreach (var holder in new[] { root }.Concat(root["scenarios"]?.Items ?? []).Concat(root["tests"]?.Items ?? []))
            {
                if (holder["zone"] is { } zone)
                {
                    names += ZoneResolver.FromJson(zone).Count;
                }
            }
        }

        Assert.True(names > 0);
    }
}
