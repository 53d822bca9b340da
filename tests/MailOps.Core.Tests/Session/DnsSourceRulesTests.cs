using System;
using System.IO;
using MailOps.Dns;
using MailOps.Session;
using Xunit;

namespace MailOps.Tests.Session;

public sealed class DnsSourceRulesTests
{
    [Fact]
    public void A_zone_and_a_recording_cannot_both_answer() =>
        AssertRefused(new MailOpsOptions { ZonePath = "zone.json", ReplayDnsPath = "dns.jsonl" });

    [Fact]
    public void A_zone_answers_in_place_of_servers_not_beside_them() =>
        AssertRefused(new MailOpsOptions { ZonePath = "zone.json", DnsServers = [DnsServer.Parse("192.0.2.53")] });

    [Fact]
    public void A_recording_answers_in_place_of_servers_not_beside_them() =>
        AssertRefused(new MailOpsOptions { ReplayDnsPath = "dns.jsonl", DnsServers = [DnsServer.Parse("192.0.2.53")] });

    [Fact]
    public void Nobody_validates_a_zone_file() =>
        AssertRefused(new MailOpsOptions { ZonePath = "zone.json", Dns = new DnsResolverOptions { RequireDnssec = true } });

    [Fact]
    public void A_recording_is_not_emptied_by_recording_into_it()
    {
        var folder = Path.GetTempPath();
        AssertRefused(new MailOpsOptions { ReplayDnsPath = Path.Combine(folder, "dns.jsonl"), RecordDnsPath = Path.Combine(folder, ".", "DNS.jsonl") });
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("zone.json", null)]
    [InlineData(null, "old.jsonl")]
    public void One_source_may_be_recorded(string? zone, string? replay) =>
        DnsSourceRules.Check(new MailOpsOptions { ZonePath = zone, ReplayDnsPath = replay, RecordDnsPath = "new.jsonl" });

    private static void AssertRefused(MailOpsOptions options)
    {
        using var session = new MailOpsSession(options, () => throw new InvalidOperationException("No store is needed."));
        var error = Assert.Throws<MailOpsException>(() => session.Resolver);
        Assert.Equal("MailOps.Dns.ConflictingOptions", error.ErrorId);
        Assert.NotEmpty(error.Advice);
    }
}
