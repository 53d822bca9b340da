using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Dane;
using MailOps.Domains.Posture;
using MailOps.Domains.Servers;
using MailOps.Tests.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Domains.Posture;

public sealed class MailDomainCheckerTests
{
    private static readonly DomainName Corp = new("corp.test");

    [Fact]
    public async Task A_domain_without_records_is_told_what_to_publish()
    {
        var result = await Check(new ZoneBuilder().AddMx("corp.test", 10, "mail.corp.test").AddAddress("mail.corp.test", "192.0.2.1"));
        Assert.Equal((MailDomainVerdict.Broken, MailDomainGrade.F), (result.Verdict, result.Grade));
        Assert.False(result.Passed);
        Assert.Equal("_dmarc.corp.test TXT \"v=DMARC1; p=none; rua=mailto:dmarc-reports@corp.test\"", result.Fixes[0].ToString());
        Assert.Equal("corp.test TXT \"v=spf1 mx ~all\"", result.Fixes[1].ToString());
        Assert.Contains(result.Fixes, fix => fix.Host == "_smtp._tls.corp.test" && fix.Value == "v=TLSRPTv1; rua=mailto:tls-reports@corp.test");
        Assert.True(result.Fixes.Count <= 5);
        Assert.Equal(result.Fixes.OrderByDescending(f => f.Points), result.Fixes);
    }

    [Fact]
    public async Task A_domain_that_neither_sends_nor_takes_mail_can_be_perfect()
    {
        var result = await Check(new ZoneBuilder()
            .AddMx("corp.test", 0, ".").AddTxt("corp.test", "v=spf1 -all").AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject; rua=mailto:d@corp.test"));
        Assert.Equal((MailDomainGrade.A, MailDomainVerdict.Good, 100), (result.Grade, result.Verdict, result.Score));
        Assert.Empty(result.Unknown);
        Assert.Empty(result.Fixes);
        Assert.Empty(result.Requirements);
        Assert.False(result.SendsMail);
        Assert.False(result.ReceivesMail);
    }

    [Fact]
    public async Task What_nobody_knows_costs_no_points_but_the_best_grade()
    {
        var result = await Check(new ZoneBuilder().AddTxt("corp.test", "v=spf1 mx -all").AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject; rua=mailto:d@corp.test")
            .AddFailure("_mta-sts.corp.test", DnsRecordType.TXT, DnsFailureReason.Timeout).AddTxt("_smtp._tls.corp.test", "v=TLSRPTv1; rua=mailto:t@corp.test")
            .AddMx("corp.test", 10, "mail.corp.test").AddAddress("mail.corp.test", "192.0.2.1"));
        Assert.True(result.Score >= MailDomainGrading.LowestA);
        Assert.Equal(MailDomainGrade.B, result.Grade);
        Assert.Contains("MtaSts", result.Unknown);
        Assert.Contains("Dkim", result.Unknown);
    }

    [Fact]
    public async Task A_dns_that_answers_nothing_is_unknown_and_no_fault()
    {
        var result = await new MailDomainChecker(new SilentResolver(), new MailDomainOptions { SkipServers = true }).CheckAsync(Corp, CancellationToken.None);
        Assert.Equal((MailDomainVerdict.Unknown, MailDomainGrade.B, 100), (result.Verdict, result.Grade, result.Score));
        Assert.Empty(result.Fixes);
        Assert.False(result.Passed);
    }

    [Fact]
    public async Task All_checks_run_at_the_same_time()
    {
        // Nothing is answered before every check has asked: one that waited for another would wait for ever.
        string[] first = ["corp.test/TXT", "_dmarc.corp.test/TXT", "_mta-sts.corp.test/TXT", "_smtp._tls.corp.test/TXT", "corp.test/MX"];
        var resolver = new GateResolver(asked => first.All(asked.Contains) && asked.Any(name => name.Contains("._domainkey.")) && asked.Any(name => name.StartsWith("corp.test.", StringComparison.Ordinal)));
        var work = new MailDomainChecker(resolver).CheckAsync(Corp, CancellationToken.None).AsTask();
        Assert.Same(work, await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(30))));
        await work;
    }

    [Fact]
    public async Task All_checks_share_one_cache()
    {
        var resolver = new GateResolver(_ => true);
        await new MailDomainChecker(resolver).CheckAsync(Corp, CancellationToken.None);
        Assert.All(resolver.Asked, entry => Assert.True(entry.Value == 1, entry.Key + " was asked " + entry.Value + " times"));
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        var work = new MailDomainChecker(new GateResolver(_ => false)).CheckAsync(Corp, stop.Token).AsTask();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Theory]
    [InlineData("v=spf1 ip:192.0.2.1 ptr include=_spf.test +all a:late.test", "v=spf1 ip4:192.0.2.1 include:_spf.test ~all")]
    [InlineData("v=spf1 ip4:192.0.2.1 include:gone.test a:void.test include:_spf.test include:_spf.test ?all", "v=spf1 ip4:192.0.2.1 include:_spf.test ~all")]
    [InlineData("v=spf1 ipv6:2001:db8::1 redirect:_spf.test", "v=spf1 ip6:2001:db8::1 redirect=_spf.test")]
    [InlineData("v=spf1 ip4:192.0.2.1 mx-all", "v=spf1 ip4:192.0.2.1 ~all")]
    public async Task A_record_is_mended_as_it_was_meant(string record, string mended)
    {
        var result = await Check(new ZoneBuilder().AddTxt("corp.test", record).AddTxt("_spf.test", "v=spf1 ip4:198.51.100.0/24 -all"));
        var spf = Assert.Single(result.Fixes, fix => fix.Host == "corp.test" && fix.Type == "TXT");
        Assert.Equal(mended, spf.Value);
        var published = await Check(new ZoneBuilder().AddTxt("corp.test", spf.Value).AddTxt("_spf.test", "v=spf1 ip4:198.51.100.0/24 -all"));
        Assert.DoesNotContain(published.Fixes, fix => fix.Host == "corp.test" && fix.Type == "TXT");
    }

    [Fact]
    public async Task A_record_that_stays_broken_by_what_it_includes_is_not_called_whole()
    {
        var result = await Check(new ZoneBuilder().AddTxt("corp.test", "v=spf1 include:void.test include:open.test -all ip4:192.0.2.9")
            .AddTxt("void.test", "v=spf1 a:n1.test a:n2.test a:n3.test -all").AddTxt("open.test", "v=spf1 +all"));
        var spf = Assert.Single(result.Fixes, fix => fix.Host == "corp.test" && fix.Type == "TXT");
        Assert.Equal("v=spf1 include:void.test -all", spf.Value);
        Assert.Contains("include:open.test", spf.Advice);
        Assert.Contains("SPF042", spf.Advice);
        Assert.Equal(["SPF052", "SPF024"], spf.FindingIds);
    }

    [Fact]
    public async Task A_record_with_faults_and_too_many_look_ups_is_mended_and_flattened()
    {
        var zone = new ZoneBuilder().AddTxt("corp.test", "v=spf1 ipv4:192.0.2.1 " + string.Concat(Enumerable.Range(0, 12).Select(i => "a:h" + i + ".test ")) + "-all");
        for (var i = 0; i < 12; i++)
        {
            zone.AddAddress("h" + i + ".test", "198.51.100." + i);
        }

        var spf = Assert.Single((await Check(zone)).Fixes, fix => fix.Host == "corp.test" && fix.Type == "TXT");
        Assert.StartsWith("v=spf1 ip4:192.0.2.1 ip4:198.51.100.0", spf.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(" a:", spf.Value);
    }

    [Fact]
    public async Task A_policy_that_only_watches_goes_one_step_further()
    {
        var result = await Check(new ZoneBuilder().AddTxt("_dmarc.corp.test", "v=DMARC1; p=none; rua=mailto:d@corp.test, mailto:x@reports.test; adkim=s"));
        Assert.Contains("_dmarc.corp.test TXT \"v=DMARC1; p=quarantine; adkim=s; rua=mailto:d@corp.test,mailto:x@reports.test\"", result.Fixes.Select(f => f.ToString()));
        Assert.Contains("corp.test._report._dmarc.reports.test TXT \"v=DMARC1\"", result.Fixes.Select(f => f.ToString()));
    }

    [Fact]
    public async Task A_domain_that_sends_no_mail_is_told_to_reject_all()
    {
        var result = await Check(new ZoneBuilder().AddTxt("corp.test", "v=spf1 -all").AddMx("corp.test", 0, "."));
        Assert.Equal("_dmarc.corp.test TXT \"v=DMARC1; p=reject\"", Assert.Single(result.Fixes).ToString());
    }

    [Fact]
    public void A_blocked_port_is_one_finding_however_many_servers_there_are()
    {
        var servers = new[] { "a.test", "b.test" }.Select(host => new SmtpServerTestResult
        {
            Server = host, Host = host, Port = 25, Verdict = RecordVerdict.Unknown, TempError = "timed out",
            Findings = new FindingList([SmtpServerFindings.NotReached.Found(host, "timed out")]),
        }).ToList();
        var dane = new DaneTestResult { Domain = "corp.test", Verdict = RecordVerdict.Unknown, Findings = new FindingList([DaneFindings.NotFetched.Found("a.test", "timed out")]) };
        var result = MailDomainJudgement.Judge(
            new MailDomainResult { Domain = "corp.test", Dane = dane, Servers = new SmtpServerTestResultList(servers) }, new SenderEvidence(), MailDomainOptions.Default, null);
        Assert.Equal(("DOMAIN001", 100, MailDomainGrade.B), (result.Findings.ToString(), result.Score, result.Grade));
        Assert.Equal("Dane, Servers", result.Unknown.ToString());

        // One server that answers shows that the port is open: then the other one is down.
        var one = servers[1] with { Verdict = RecordVerdict.Valid, Findings = FindingList.Empty };
        result = MailDomainJudgement.Judge(
            new MailDomainResult { Domain = "corp.test", Servers = new SmtpServerTestResultList([servers[0], one]) }, new SenderEvidence(), MailDomainOptions.Default, null);
        Assert.Equal("SRV003", result.Findings.ToString());
    }

    [Fact]
    public async Task For_a_name_that_does_not_exist_nothing_is_proposed()
    {
        var result = await Check(new ZoneBuilder());
        Assert.Contains("MX003", result.Findings.Select(f => f.Id));
        Assert.Empty(result.Fixes);
        Assert.Equal(MailDomainGrade.F, result.Grade);
    }

    [Fact]
    public async Task Mail_servers_that_lead_nowhere_fall_out_of_the_proposed_records()
    {
        var result = await Check(new ZoneBuilder().AddTxt("corp.test", "v=spf1 mx -all").AddMx("corp.test", 10, "mail.corp.test").AddAddress("mail.corp.test", "198.51.100.1").AddMx("corp.test", 20, "gone.corp.test"));
        Assert.Equal("10 mail.corp.test", Assert.Single(result.Fixes, fix => fix.Type == "MX").Value);
    }

    [Fact]
    public async Task A_weak_key_stays_where_it_is_until_another_one_signs()
    {
        var zone = new ZoneBuilder().AddTxt("corp.test", "v=spf1 mx -all").AddMx("corp.test", 10, "mail.corp.test").AddAddress("mail.corp.test", "198.51.100.1")
            .AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject; rua=mailto:d@corp.test").AddTxt("s1._domainkey.corp.test", TestKeys.Record(1024));
        var fixes = (await Check(zone)).Fixes;
        var key = Assert.Single(fixes, fix => fix.FindingIds.Contains("DKIM018"));
        Assert.Equal(("s1-2048._domainkey.corp.test", "TXT"), (key.Host, key.Type));
        Assert.Contains("New-DkimKey corp.test -Selector s1-2048", key.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(fixes, fix => fix.Host == "s1._domainkey.corp.test");
    }

    private static async Task<MailDomainResult> Check(ZoneBuilder zone, MailDomainOptions? options = null) =>
        await new MailDomainChecker(zone.Build(), (options ?? new MailDomainOptions()) with { SkipServers = true }).CheckAsync(Corp, CancellationToken.None);

    private sealed class SilentResolver : IDnsResolver
    {
        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken) => new(new DnsAnswer
        {
            Question = question,
            Status = DnsStatus.TempError,
            CanonicalName = question.Name,
            Failure = new DnsFailure { Reason = DnsFailureReason.Timeout, Message = "no answer" },
        });
    }

    /// <summary>Counts questions and holds all answers back until a condition is met.</summary>
    private sealed class GateResolver(Func<string[], bool> opens) : IDnsResolver
    {
        private readonly TaskCompletionSource<bool> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentDictionary<string, int> Asked { get; } = new();

        public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
        {
            Asked.AddOrUpdate(question.Name + "/" + question.Type, 1, (_, count) => count + 1);
            if (opens([.. Asked.Keys]))
            {
                _open.TrySetResult(true);
            }

            using var stop = cancellationToken.Register(() => _open.TrySetCanceled());
            await _open.Task;
            return new DnsAnswer { Question = question, Status = DnsStatus.NxDomain, CanonicalName = question.Name };
        }
    }
}
