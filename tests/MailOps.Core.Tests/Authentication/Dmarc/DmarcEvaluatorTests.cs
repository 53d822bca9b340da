using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Dmarc;

public sealed class DmarcEvaluatorTests
{
    // RFC 9989 appendix B.4.3
    private static readonly ZoneResolver Bank = Records(
        ("bank.example", "v=DMARC1; p=reject; psd=y; rua=mailto:r@bank.example"),
        ("giant.bank.example", "v=DMARC1; p=quarantine; rua=mailto:r@giant.bank.example"));

    [Theory]
    [InlineData("mail.giant.bank.example", DmarcResult.Pass)]
    [InlineData("giant.bank.example", DmarcResult.Pass)]
    [InlineData("mail.mega.bank.example", DmarcResult.Fail)]
    [InlineData("bank.example", DmarcResult.Fail)]
    public async Task Makes_each_domain_below_a_public_suffix_an_organization_of_its_own(string spfDomain, DmarcResult expected)
    {
        var evaluation = await Judge(Bank, "giant.bank.example", Spf(spfDomain));
        Assert.Equal((expected, "giant.bank.example", "giant.bank.example"), (evaluation.Result, evaluation.OrganizationalDomain, evaluation.PolicyDomain));
    }

    [Fact]
    public async Task Takes_the_policy_of_the_public_suffix_when_the_organization_has_none()
    {
        var evaluation = await Judge(Bank, "www.mega.bank.example");
        Assert.Equal(("mega.bank.example", "bank.example", DmarcPolicy.Reject), (evaluation.OrganizationalDomain, evaluation.PolicyDomain, evaluation.Disposition!.Value));
    }

    [Fact]
    public async Task Discards_several_records_at_one_name_and_walks_on()
    {
        var zone = Records(
            ("sub.x.example", "v=DMARC1; p=none"), ("sub.x.example", "v=DMARC1; p=quarantine"), ("x.example", "v=DMARC1; p=reject"));
        Assert.Equal(("x.example", DmarcPolicy.Reject), ((await Judge(zone, "sub.x.example")).PolicyDomain, (await Judge(zone, "sub.x.example")).Disposition!.Value));
        Assert.Equal(DmarcResult.None, (await Judge(Records(("x.example", "v=DMARC1; p=none"), ("x.example", "v=DMARC1; p=reject")), "x.example")).Result);
    }

    [Theory]
    [InlineData("reject", DmarcPolicy.Quarantine)]
    [InlineData("quarantine", DmarcPolicy.None)]
    [InlineData("none", DmarcPolicy.None)]
    public async Task Goes_one_step_down_in_test_mode(string policy, DmarcPolicy expected)
    {
        var evaluation = await Judge(Records(("x.example", "v=DMARC1; t=y; p=" + policy)), "x.example");
        Assert.Equal((DmarcResult.Fail, expected), (evaluation.Result, evaluation.Disposition!.Value));
    }

    [Fact]
    public async Task Counts_SPF_of_MAIL_FROM_only()
    {
        var zone = Records(("x.example", "v=DMARC1; p=reject"));
        Assert.Equal(DmarcResult.Pass, (await Judge(zone, "x.example", Spf("x.example"))).Result);
        Assert.Equal(DmarcResult.Fail, (await Judge(zone, "x.example", Spf("x.example") with { Scope = SpfScope.Helo })).Result);
    }

    [Fact]
    public async Task Ignores_a_failed_query_that_no_answer_depends_on()
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.x.example", "v=DMARC1; p=reject").AddFailure("_dmarc.example", DnsRecordType.TXT, DnsFailureReason.Timeout).Build();
        Assert.Equal(DmarcResult.Pass, (await Judge(zone, "x.example", Spf("x.example"))).Result);
        Assert.Equal(DmarcResult.Fail, (await Judge(zone, "x.example", Spf("y.test"))).Result);
        var unknown = await Judge(zone, "x.example", Spf("a.x.example"));
        Assert.Equal((DmarcResult.TempError, true), (unknown.Result, unknown.TempError.Length > 0));
    }

    [Fact]
    public async Task Does_not_decide_while_SPF_of_an_aligned_domain_is_open()
    {
        var zone = Records(("x.example", "v=DMARC1; p=reject"));
        Assert.Equal(DmarcResult.TempError, (await Judge(zone, "x.example", Spf("x.example") with { Result = SpfResult.TempError })).Result);
        Assert.Equal(DmarcResult.Fail, (await Judge(zone, "x.example", Spf("y.example") with { Result = SpfResult.TempError })).Result);
    }

    [Fact]
    public async Task Does_not_decide_when_the_policy_depends_on_a_domain_whose_existence_is_open()
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.x.example", "v=DMARC1; p=none; np=reject").AddFailure("a.x.example", DnsRecordType.None, DnsFailureReason.ServerFailure).Build();
        Assert.Equal(DmarcResult.TempError, (await Judge(zone, "a.x.example")).Result);
        Assert.Equal(DmarcResult.Pass, (await Judge(zone, "a.x.example", Spf("x.example"))).Result);
    }

    [Fact]
    public async Task Lets_an_alias_exist_whatever_it_points_to()
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.x.example", "v=DMARC1; p=none; np=reject").AddAlias("a.x.example", "gone.test").Build();
        Assert.Equal(DmarcPolicyTag.Policy, (await Judge(zone, "a.x.example")).PolicyTag);
        Assert.Equal(DmarcPolicyTag.NonexistentPolicy, (await Judge(zone, "b.x.example")).PolicyTag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".")]
    public async Task Has_no_result_for_what_no_domain_can_be(string author) =>
        Assert.Equal(DmarcResult.None, (await Judge(Bank, author)).Result);

    [Fact]
    public async Task Looks_at_a_bounded_number_of_signing_domains()
    {
        var resolver = new CountingResolver(Records(("x.example", "v=DMARC1; p=reject")));
        var input = new DmarcInput
        {
            AuthorDomain = "x.example",
            Dkim = [.. Enumerable.Range(0, 1000).Select(i => new DmarcDkimInput { Domain = "s" + i + ".other.x.example.test", Result = DkimResult.Pass })],
        };
        await new DmarcEvaluator(resolver).EvaluateAsync(input with { Dkim = [.. input.Dkim.Select(d => d with { Domain = d.Domain.Replace(".test", "") })] }, CancellationToken.None);
        Assert.InRange(resolver.Count, 2, 170);
        var before = resolver.Count;
        await new DmarcEvaluator(resolver).EvaluateAsync(input, CancellationToken.None);
        Assert.Equal(before + 2, resolver.Count);
    }

    [Fact]
    public async Task Follows_RFC_7489_with_the_public_suffix_list_when_asked()
    {
        var options = new DmarcOptions { AsOf = DmarcStandard.Rfc7489, PublicSuffixes = PublicSuffixList.Read(new StringReader("example\nco.example\n")) };
        var zone = Records(("x.co.example", "v=DMARC1; p=reject; sp=quarantine; np=none; t=y"), ("y.co.example", "v=DMARC1; p=reject; pct=0"));
        var below = await Judge(zone, "a.b.x.co.example", options: options);
        Assert.Equal((DmarcResult.Fail, DmarcPolicy.Quarantine, "x.co.example"), (below.Result, below.Disposition!.Value, below.OrganizationalDomain));
        Assert.Equal(DmarcResult.Pass, (await Judge(zone, "a.b.x.co.example", Spf("c.x.co.example"), options)).Result);
        Assert.Equal(DmarcResult.Fail, (await Judge(zone, "x.co.example", Spf("y.co.example"), options)).Result);
        Assert.Equal(DmarcPolicy.Quarantine, (await Judge(zone, "y.co.example", options: options)).Disposition);
    }

    [Fact]
    public void Refuses_RFC_7489_without_a_list() =>
        Assert.Equal("MailOps.Dmarc.NoPublicSuffixList", Assert.Throws<MailOpsException>(() => new DmarcEvaluator(Bank, new DmarcOptions { AsOf = DmarcStandard.Rfc7489 })).ErrorId);

    private static DmarcSpfInput Spf(string domain) => new() { Domain = domain, Result = SpfResult.Pass };

    private static ZoneResolver Records(params (string Domain, string Text)[] records) =>
        records.Aggregate(new ZoneBuilder(), (zone, r) => zone.AddTxt("_dmarc." + r.Domain, r.Text)).Build();

    private static async Task<DmarcEvaluation> Judge(IDnsResolver resolver, string author, DmarcSpfInput? spf = null, DmarcOptions? options = null) =>
        await new DmarcEvaluator(resolver, options).EvaluateAsync(
            new DmarcInput { AuthorDomain = author, Spf = spf is null ? [] : [spf] }, CancellationToken.None);

    private sealed class CountingResolver(IDnsResolver inner) : IDnsResolver
    {
        public int Count { get; private set; }

        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
        {
            Count++;
            return inner.ResolveAsync(question, cancellationToken);
        }
    }
}
