using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Addresses;

public sealed class AddressCheckerTests
{
    private static readonly IDnsResolver Zone = new ZoneBuilder()
        .AddMx("good.example.com", 10, "mx1.example.net")
        .AddMx("good.example.com", 5, "mx0.example.net")
        .AddAddress("mx0.example.net", "192.0.2.1")
        .AddAddress("mx1.example.net", "2001:db8::1")
        .AddAddress("implicit.example.com", "192.0.2.2")
        .AddAddress("own.example.com", "127.0.0.1")
        .AddAddress("own.example.com", "::1")
        .AddMx("null.example.com", 0, ".")
        .AddMx("both.example.com", 0, ".")
        .AddMx("both.example.com", 10, "mx0.example.net")
        .AddTxt("text.example.com", "nothing else")
        .AddMx("alias.example.com", 10, "alias.example.net")
        .AddAlias("alias.example.net", "mx0.example.net")
        .AddMx("literal.example.com", 10, "192.0.2.1")
        .AddMx("local.example.com", 10, "localhost")
        .AddMx("loop.example.com", 10, "loop.example.net")
        .AddAddress("loop.example.net", "127.0.0.1")
        .AddMx("gone.example.com", 10, "gone.example.net")
        .AddMx("half.example.com", 10, "gone.example.net")
        .AddMx("half.example.com", 20, "mx0.example.net")
        .AddFailure("slow.example.com", DnsRecordType.None, DnsFailureReason.Timeout)
        .AddMx("doubt.example.com", 10, "slow.example.net")
        .AddFailure("slow.example.net", DnsRecordType.None, DnsFailureReason.ServerFailure)
        .AddMx("xn--mller-kva.example.com", 10, "mx0.example.net")
        .Build();

    [Theory]
    [InlineData("good", AddressVerdict.Deliverable, AddressReason.None, "")]
    [InlineData("implicit", AddressVerdict.Risky, AddressReason.ImplicitMx, "ADDR024")]
    [InlineData("own", AddressVerdict.Undeliverable, AddressReason.NoUsableMx, "ADDR023, ADDR027")]
    [InlineData("null", AddressVerdict.Undeliverable, AddressReason.NullMx, "ADDR021, ADDR031")]
    [InlineData("both", AddressVerdict.Deliverable, AddressReason.None, "ADDR029")]
    [InlineData("text", AddressVerdict.Undeliverable, AddressReason.NoMailServer, "ADDR022, ADDR031")]
    [InlineData("missing", AddressVerdict.Undeliverable, AddressReason.DomainNotFound, "ADDR020, ADDR031")]
    [InlineData("alias", AddressVerdict.Deliverable, AddressReason.None, "ADDR025")]
    [InlineData("literal", AddressVerdict.Undeliverable, AddressReason.NoUsableMx, "ADDR023, ADDR026")]
    [InlineData("local", AddressVerdict.Undeliverable, AddressReason.NoUsableMx, "ADDR023, ADDR027")]
    [InlineData("loop", AddressVerdict.Undeliverable, AddressReason.NoUsableMx, "ADDR023, ADDR027")]
    [InlineData("gone", AddressVerdict.Undeliverable, AddressReason.NoUsableMx, "ADDR023, ADDR028")]
    [InlineData("half", AddressVerdict.Deliverable, AddressReason.None, "ADDR028")]
    [InlineData("slow", AddressVerdict.Unknown, AddressReason.DnsTempError, "ADDR030")]
    [InlineData("doubt", AddressVerdict.Unknown, AddressReason.DnsTempError, "ADDR030")]
    [InlineData("müller", AddressVerdict.Deliverable, AddressReason.None, "")]
    public async Task The_mail_servers_of_the_domain_decide(string name, AddressVerdict verdict, AddressReason reason, string findings)
    {
        var result = await Check($"anna.berg@{name}.example.com");
        Assert.Equal((verdict, reason), (result.Verdict, result.Reason));
        Assert.Equal(findings, result.Findings.ToString());
        Assert.Equal(AddressEvidence.Syntax | AddressEvidence.Dns, result.Evidence);
        Assert.Equal(verdict == AddressVerdict.Unknown, result.TempError.Length > 0);
    }

    [Fact]
    public async Task Mail_servers_are_listed_by_preference()
    {
        var result = await Check("Anna@Good.Example.com");
        Assert.Equal("mx0.example.net, mx1.example.net", result.MxHosts.ToString());
        Assert.Equal("Anna@good.example.com", result.Address);
        Assert.Equal(("Anna", "good.example.com"), (result.LocalPart, result.Domain));
        Assert.Equal("implicit.example.com", (await Check("a.berg@implicit.example.com")).MxHosts.ToString());
    }

    [Fact]
    public async Task A_text_that_is_no_address_is_undeliverable_with_reason_and_place()
    {
        var result = await Check("anna..berg@good.example.com");
        Assert.Equal((AddressVerdict.Undeliverable, AddressReason.Syntax), (result.Verdict, result.Reason));
        Assert.Equal((AddressFault.ConsecutiveDots, 5), (result.Fault, result.FaultPosition));
        Assert.Equal("ADDR001", result.Findings.ToString());
        Assert.Equal("anna..berg@good.example.com", result.Address);
        Assert.Equal(AddressEvidence.Syntax, result.Evidence);
    }

    [Theory]
    [InlineData(" anna.berg@good.example.com ", "anna.berg@good.example.com")]
    [InlineData("<anna.berg@good.example.com>,", "anna.berg@good.example.com")]
    [InlineData("mailto:anna.berg@good.example.com", "anna.berg@good.example.com")]
    [InlineData("anna.berg@good.example.com.", "anna.berg@good.example.com")]
    [InlineData("anna.berg＠good.example.com", "anna.berg@good.example.com")]
    [InlineData("anna.berg@MÜLLER.example.com", "anna.berg@müller.example.com")]
    public async Task A_slip_of_typing_gets_a_suggestion_or_is_mended_on_request(string text, string meant)
    {
        var strict = await Check(text);
        Assert.Equal((AddressVerdict.Undeliverable, meant), (strict.Verdict, strict.Suggestion));

        var mended = await Check(text, new AddressCheckOptions { CleanInput = true });
        Assert.Equal(AddressVerdict.Deliverable, mended.Verdict);
        Assert.Equal(MailAddress.Parse(meant).Address, mended.Address);
        Assert.Equal(text, mended.Input);
        Assert.Equal("ADDR002", mended.Findings.ToString());
    }

    [Fact]
    public async Task Without_the_network_nobody_is_asked()
    {
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true });
        var result = await checker.CheckAsync("anna.berg@missing.example.com", CancellationToken.None);
        Assert.Equal((AddressVerdict.Deliverable, AddressEvidence.Syntax), (result.Verdict, result.Evidence));
    }

    [Fact]
    public async Task Without_the_network_the_suppression_list_still_counts()
    {
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true }, suppression: new Blocked("anna@good.example.com"));
        Assert.Equal(AddressReason.Suppressed, (await checker.CheckAsync("anna@good.example.com", CancellationToken.None)).Reason);
        Assert.Equal(AddressVerdict.Deliverable, (await checker.CheckAsync("ben@good.example.com", CancellationToken.None)).Verdict);
    }

    [Theory]
    [InlineData("pаypal.berg@good.example.com", "ADDR006")]
    [InlineData("anna\u200Bberg@good.example.com", "ADDR005")]
    [InlineData("anna\u202Eberg@good.example.com", "ADDR005")]
    [InlineData("anna@раураl.example.com", "ADDR006")]
    [InlineData("anna@аррӏе.example.com", "ADDR006")]
    public async Task Characters_that_deceive_are_a_risk(string text, string id)
    {
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true });
        var result = await checker.CheckAsync(text, CancellationToken.None);
        Assert.Equal((AddressVerdict.Risky, AddressReason.DeceptiveCharacters), (result.Verdict, result.Reason));
        Assert.True(result.Findings.Contains(id), result.Findings.ToString());
    }

    [Theory]
    [InlineData("jörg.müller@good.example.com")]
    [InlineData("иван.smith@good.example.com")]
    [InlineData("山田taro@good.example.com")]
    [InlineData("иван@почта.рф")]
    [InlineData("anna@παράδειγμα.example.com")]
    public async Task Letters_of_one_script_deceive_nobody(string text)
    {
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true });
        var result = await checker.CheckAsync(text, CancellationToken.None);
        Assert.Equal(AddressVerdict.Deliverable, result.Verdict);
    }

    [Fact]
    public async Task A_domain_is_looked_up_once_for_all_its_addresses()
    {
        var resolver = new CountingResolver(Zone);
        using var checker = new AddressChecker(resolver: resolver);
        var results = await Task.WhenAll(Enumerable.Range(0, 500)
            .Select(i => checker.CheckAsync($"anna{i}.berg@good.example.com", CancellationToken.None).AsTask()));
        Assert.All(results, r => Assert.Equal(AddressVerdict.Deliverable, r.Verdict));
        Assert.Equal(1, resolver.Asked("good.example.com", DnsRecordType.MX));
        Assert.Equal(1, checker.DomainLookUps);
    }

    [Fact]
    public async Task What_failed_is_asked_again_after_a_minute_and_what_is_known_after_ten()
    {
        var clock = new ManualClock();
        var resolver = new CountingResolver(Zone);
        using var checker = new AddressChecker(resolver: resolver, clock: clock);
        foreach (var (minutes, good, slow) in new[] { (0, 1, 1), (0, 1, 1), (2, 1, 2), (9, 2, 3) })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            await checker.CheckAsync("anna.berg@good.example.com", CancellationToken.None);
            await checker.CheckAsync("anna.berg@slow.example.com", CancellationToken.None);
            Assert.Equal(good, resolver.Asked("good.example.com", DnsRecordType.MX));
            Assert.Equal(slow, resolver.Asked("slow.example.com", DnsRecordType.MX));
        }
    }

    [Fact]
    public async Task The_memory_for_domains_is_bounded_but_keeps_the_busy_ones()
    {
        var resolver = new CountingResolver(Zone);
        using var checker = new AddressChecker(new AddressCheckOptions { DomainCacheSize = 10 }, resolver);
        for (var i = 0; i < 100; i++)
        {
            await checker.CheckAsync("anna.berg@good.example.com", CancellationToken.None);
            await checker.CheckAsync($"anna.berg@d{i}.example.com", CancellationToken.None);
        }

        Assert.Equal(1, resolver.Asked("good.example.com", DnsRecordType.MX));
        Assert.Equal(101, checker.DomainLookUps);
        await checker.CheckAsync("anna.berg@d0.example.com", CancellationToken.None);
        Assert.Equal(102, checker.DomainLookUps);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_of_one_caller_and_not_the_look_up_of_the_others()
    {
        var resolver = new StuckResolver();
        using var checker = new AddressChecker(resolver: resolver);
        using var cancel = new CancellationTokenSource();
        var first = checker.CheckAsync("anna.berg@good.example.com", cancel.Token).AsTask();
        var second = checker.CheckAsync("bernd.berg@good.example.com", CancellationToken.None).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        resolver.Release.SetResult(true);
        Assert.Equal(AddressVerdict.Undeliverable, (await second).Verdict);
    }

    [Fact]
    public async Task A_suppressed_address_is_undeliverable_and_the_DNS_is_not_asked()
    {
        var resolver = new CountingResolver(Zone);
        using var checker = new AddressChecker(resolver: resolver, suppression: new Blocked("anna.berg@good.example.com"));
        var result = await checker.CheckAsync("anna.berg@good.example.com", CancellationToken.None);
        Assert.Equal((AddressVerdict.Undeliverable, AddressReason.Suppressed), (result.Verdict, result.Reason));
        Assert.Equal(AddressEvidence.Syntax | AddressEvidence.History, result.Evidence);
        Assert.True(result.Findings.Contains("ADDR040"));
        Assert.Equal(0, resolver.Asked("good.example.com", DnsRecordType.MX));
        Assert.Equal(AddressVerdict.Deliverable, (await checker.CheckAsync("other.berg@good.example.com", CancellationToken.None)).Verdict);
    }

    [Fact]
    public async Task A_result_that_is_new_enough_is_used_again_but_an_unknown_one_is_never_kept()
    {
        var clock = new ManualClock();
        var history = new Memory();
        var resolver = new CountingResolver(Zone);
        var options = new AddressCheckOptions { MaxAge = TimeSpan.FromDays(1) };
        using (var checker = new AddressChecker(options, resolver, clock, history: history))
        {
            await checker.CheckAsync("anna.berg@good.example.com", CancellationToken.None);
            await checker.CheckAsync("anna.berg@slow.example.com", CancellationToken.None);
        }

        Assert.Equal(["anna.berg@good.example.com"], history.Results.Keys);
        clock.Advance(TimeSpan.FromHours(23));
        using (var checker = new AddressChecker(options, resolver, clock, history: history))
        {
            var kept = await checker.CheckAsync("anna.berg@GOOD.example.com", CancellationToken.None);
            Assert.Equal((AddressVerdict.Deliverable, "anna.berg@GOOD.example.com"), (kept.Verdict, kept.Input));
            Assert.Equal(AddressEvidence.Syntax | AddressEvidence.Dns | AddressEvidence.History, kept.Evidence);
            Assert.Equal(clock.UtcNow.AddHours(-23), kept.CheckedAt);
        }

        Assert.Equal(1, resolver.Asked("good.example.com", DnsRecordType.MX));
        clock.Advance(TimeSpan.FromHours(2));
        using (var checker = new AddressChecker(options, resolver, clock, history: history))
        {
            await checker.CheckAsync("anna.berg@good.example.com", CancellationToken.None);
        }

        Assert.Equal(2, resolver.Asked("good.example.com", DnsRecordType.MX));
    }

    private static async Task<AddressTestResult> Check(string text, AddressCheckOptions? options = null)
    {
        using var checker = new AddressChecker(options, Zone, new ManualClock());
        return await checker.CheckAsync(text, CancellationToken.None);
    }

    private sealed class CountingResolver(IDnsResolver inner) : IDnsResolver
    {
        private readonly Dictionary<DnsQuestion, int> _asked = [];

        public int Asked(string name, DnsRecordType type)
        {
            lock (_asked)
            {
                return _asked.TryGetValue(new DnsQuestion(name, type), out var count) ? count : 0;
            }
        }

        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
        {
            lock (_asked)
            {
                _asked[question] = (_asked.TryGetValue(question, out var count) ? count : 0) + 1;
            }

            return inner.ResolveAsync(question, cancellationToken);
        }
    }

    private sealed class StuckResolver : IDnsResolver
    {
        public TaskCompletionSource<bool> Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
        {
            await Release.Task;
            return new DnsAnswer { Question = question, Status = DnsStatus.NxDomain, CanonicalName = question.Name };
        }
    }

    private sealed class Blocked(string address) : ISuppressionLookup
    {
        public ValueTask<SuppressedAddress?> FindAsync(string candidate, CancellationToken cancellationToken) => new(
            candidate == address ? new SuppressedAddress { Address = address, Reason = "bounced", Since = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) } : null);
    }

    private sealed class Memory : IAddressHistory
    {
        public Dictionary<string, AddressTestResult> Results { get; } = [];

        public ValueTask<AddressTestResult?> FindAsync(string address, DateTime notBefore, CancellationToken cancellationToken) =>
            new(Results.TryGetValue(address, out var result) && result.CheckedAt >= notBefore ? result : null);

        public ValueTask SaveAsync(AddressTestResult result, CancellationToken cancellationToken)
        {
            Results[result.Address] = result;
            return default;
        }
    }
}
