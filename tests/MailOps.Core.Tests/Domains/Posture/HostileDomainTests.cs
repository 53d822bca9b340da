using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Domains.Posture;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Domains.Posture;

/// <summary>What a zone may hold that was made to harm who looks at it: a finding each, within the limits of time, memory and look-ups.</summary>
public sealed class HostileDomainTests
{
    [Theory]
    [InlineData("corp.test")]
    [InlineData("_dmarc.corp.test")]
    [InlineData("_mta-sts.corp.test")]
    [InlineData("_smtp._tls.corp.test")]
    [InlineData("selector1._domainkey.corp.test")]
    public async Task Ten_thousand_records_at_a_name_are_one_finding_or_few(string name)
    {
        foreach (var text in new[] { "v=spf1 -all", "v=DMARC1; p=reject", "v=STSv1; id=1", "v=TLSRPTv1; rua=mailto:a@corp.test", "v=DKIM1; p=", "x" })
        {
            var zone = new ZoneBuilder();
            for (var i = 0; i < 10_000; i++)
            {
                zone.AddTxt(name, text + new string(' ', i % 3));
            }

            var result = await new CountingResolver(zone.Build()).CheckAsync("corp.test");
            Assert.InRange(result.Findings.Count, 1, 60);
            Assert.InRange(MailOpsJson.Serialize(result).Length, 1, 200_000);
        }
    }

    [Fact]
    public async Task Records_that_lead_back_to_themselves_end_with_a_finding()
    {
        var zone = new ZoneBuilder().AddTxt("corp.test", "v=spf1 include:a.test redirect=corp.test").AddTxt("a.test", "v=spf1 include:b.test").AddTxt("b.test", "v=spf1 include:a.test")
            .AddAlias("_dmarc.corp.test", "x.corp.test").AddAlias("x.corp.test", "_dmarc.corp.test");
        var resolver = new CountingResolver(zone.Build());
        var result = await resolver.CheckAsync("corp.test");
        Assert.Contains("SPF046", result.Findings.Select(f => f.Id));
        Assert.InRange(resolver.Count, 1, 400);
    }

    [Fact]
    public async Task A_tree_that_doubles_at_every_step_is_not_followed_to_its_end()
    {
        var zone = new ZoneBuilder().AddTxt("corp.test", "v=spf1 include:a0.test include:b0.test -all");
        for (var i = 0; i < 40; i++)
        {
            zone.AddTxt($"a{i}.test", $"v=spf1 include:a{i + 1}.test include:b{i + 1}.test -all").AddTxt($"b{i}.test", $"v=spf1 include:b{i + 1}.test include:a{i + 1}.test -all");
        }

        var resolver = new CountingResolver(zone.Build());
        var result = await resolver.CheckAsync("corp.test");
        Assert.Contains(result.Findings, f => f.Id is "SPF040" or "SPF053");
        Assert.InRange(resolver.Count, 1, 1000);
        Assert.InRange(MailOpsJson.Serialize(result).Length, 1, 500_000);
    }

    [Fact]
    public async Task Macros_that_grow_are_cut_to_a_name_and_end()
    {
        // RFC 7208 section 7.3: a name of more than 253 characters loses labels at its left.
        var bomb = "v=spf1 " + string.Join(" ", Enumerable.Repeat("exists:" + string.Concat(Enumerable.Repeat("%{l}.%{d}.%{s}.", 30)) + "x.test", 60)) + " -all";
        var resolver = new CountingResolver(new ZoneBuilder().AddTxt("corp.test", bomb).Build());
        var query = new SpfQuery { ClientAddress = IPAddress.Parse("192.0.2.1"), MailFrom = new string('a', 64) + "@corp.test" };
        var result = await new SpfEvaluator(resolver).CheckAsync(query, CancellationToken.None);
        Assert.Equal(SpfResult.PermError, result.Result);
        Assert.InRange(resolver.Count, 1, 12);
        Assert.InRange((await resolver.CheckAsync("corp.test")).Findings.Count, 1, 200);
    }

    [Fact]
    public async Task A_record_of_64_kilobytes_is_read_in_a_moment_and_not_repeated()
    {
        foreach (var record in new[]
        {
            "v=spf1 " + string.Concat(Enumerable.Repeat("ip4:1.2.3.4 ", 5000)) + "-all",
            "v=spf1 " + string.Concat(Enumerable.Repeat("nonsense ", 7000)),
            "v=spf1 " + new string('a', 64_000),
        })
        {
            var result = await new CountingResolver(new ZoneBuilder().AddTxt("corp.test", record).AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject; " + new string(';', 60_000)).Build()).CheckAsync("corp.test");
            Assert.InRange(result.Findings.Count, 1, 100);
            Assert.All(result.Findings, f => Assert.InRange(f.Message.Length, 1, 2000));
        }
    }

    [Fact]
    public async Task Records_that_steer_terminals_stay_text()
    {
        var zone = new ZoneBuilder().AddTxt("corp.test", "v=spf1 \u001b[2J\u202Etest -all").AddTxt("_dmarc.corp.test", "v=DMARC1; p=\u001b[31mreject; rua=mailto:\u0007@x");
        var result = await new CountingResolver(zone.Build()).CheckAsync("corp.test");
        Assert.All(result.Findings, f => Assert.DoesNotContain(f.Message + f.Advice, c => c is '\u001b' or '\u0007' or '\u202E'));
    }

    private sealed class CountingResolver(IDnsResolver inner) : IDnsResolver
    {
        private int _count;

        public int Count => _count;

        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return inner.ResolveAsync(question, cancellationToken);
        }

        public async Task<MailDomainResult> CheckAsync(string domain) =>
            await new MailDomainChecker(this, new MailDomainOptions { SkipServers = true }).CheckAsync(new DomainName(domain), CancellationToken.None);
    }
}
