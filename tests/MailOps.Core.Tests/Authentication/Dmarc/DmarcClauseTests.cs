using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Dmarc;

/// <summary>RFC 9989 clause by clause, with cases of our own: "name=record|name=record" and the domain of the author.</summary>
public sealed class DmarcClauseTests
{
    // Section 4.10.1: which record applies, and which policy it asks for. Names of the zone exist, others do not.
    [Theory]
    [InlineData("x.test=v=DMARC1; p=reject", "x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; p=reject", "a.x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; p=reject; sp=none", "a.x.test", "x.test", "None SubdomainPolicy")]
    [InlineData("x.test=v=DMARC1; p=none; np=reject", "a.x.test", "x.test", "None Policy")]
    [InlineData("x.test=v=DMARC1; p=none; np=reject", "gone.x.test", "x.test", "Reject NonexistentPolicy")]
    [InlineData("x.test=v=DMARC1; p=none; sp=quarantine; np=reject", "gone.x.test", "x.test", "Reject NonexistentPolicy")]
    [InlineData("x.test=v=DMARC1; p=none; sp=quarantine", "gone.x.test", "x.test", "Quarantine SubdomainPolicy")]
    [InlineData("x.test=v=DMARC1; p=none; np=reject", "x.test", "x.test", "None Policy")]
    [InlineData("x.test=v=DMARC1; p=none; np=reject", "below.a.x.test", "x.test", "Reject NonexistentPolicy")]

    // A record between the domain and its organization does not count.
    [InlineData("a.x.test=v=DMARC1; p=none|x.test=v=DMARC1; p=reject", "b.a.x.test", "x.test", "Reject Policy")]
    [InlineData("a.x.test=v=DMARC1; p=none|x.test=v=DMARC1; p=reject", "a.x.test", "a.x.test", "None Policy")]
    [InlineData("test=v=DMARC1; p=reject", "x.test", "test", "Reject Policy")]

    // psd: "y" is a public suffix, "n" an organization of its own, "u" as if it were not there.
    [InlineData("test=v=DMARC1; p=reject; psd=y", "x.test", "test", "Reject Policy")]
    [InlineData("test=v=DMARC1; p=none; sp=quarantine; np=reject; psd=y", "a.x.test", "test", "Quarantine SubdomainPolicy")]
    [InlineData("test=v=DMARC1; p=none; np=reject; psd=y", "gone.x.test", "test", "Reject NonexistentPolicy")]
    [InlineData("test=v=DMARC1; p=reject; psd=y|x.test=v=DMARC1; p=none", "a.x.test", "x.test", "None Policy")]
    [InlineData("a.x.test=v=DMARC1; p=none; psd=n|x.test=v=DMARC1; p=reject", "b.a.x.test", "a.x.test", "None Policy")]
    [InlineData("a.x.test=v=DMARC1; p=none; psd=u|x.test=v=DMARC1; p=reject", "b.a.x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; p=reject; psd=y", "x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; p=reject; psd=y|b.a.x.test=v=DMARC1; p=none", "c.b.a.x.test", "x.test", "Reject Policy")]

    // Several records at one name are as if there were none, at the suffix too.
    [InlineData("x.test=v=DMARC1; p=reject|x.test=v=DMARC1; p=none|test=v=DMARC1; p=quarantine; psd=y", "x.test", "test", "Quarantine Policy")]
    [InlineData("x.test=v=DMARC1; p=reject|x.test=v=spf1 -all", "x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; p=reject|x.test=v=DMARC1; p=none", "x.test", "", " ")]

    // What a record may look like.
    [InlineData("x.test=v=DMARC1;p=reject", "x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v = DMARC1 ; P = REJECT ;", "x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; unknown=1; p=reject", "x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; pct=0; rf=x; ri=1; p=reject", "x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; p=reject; adkim=x; aspf=", "x.test", "x.test", "Reject Policy")]
    [InlineData("x.test=v=DMARC1; p=oops; rua=mailto:a@x.test", "x.test", "x.test", "None Policy")]
    [InlineData("x.test=v=DMARC1; p=reject; sp=oops; rua=mailto:a@x.test", "a.x.test", "x.test", "None Policy")]
    [InlineData("x.test=v=DMARC1; rua=mailto:a@x.test", "x.test", "x.test", "None Policy")]
    [InlineData("x.test=v=DMARC1; rua=https://x.test/", "x.test", "x.test", "None Policy")]
    [InlineData("x.test=v=DMARC1; rua=x.test", "x.test", "", " ")]
    [InlineData("x.test=v=DMARC1", "x.test", "", " ")]
    [InlineData("x.test=v=dmarc1; p=reject", "x.test", "", " ")]
    [InlineData("x.test=v=DMARC10; p=reject", "x.test", "", " ")]
    [InlineData("x.test=p=reject; v=DMARC1", "x.test", "", " ")]
    public async Task The_record_that_applies_is_found(string records, string author, string policyDomain, string policy)
    {
        var evaluation = await Judge(records, author);
        Assert.Equal((policyDomain, policy), (evaluation.PolicyDomain, evaluation.Policy + " " + evaluation.PolicyTag));
    }

    // Section 4.10: from a name of eight labels or more the walk goes on with its last seven, so eight queries always suffice.
    [Theory]
    [InlineData("x.test", 2)]
    [InlineData("g.f.e.d.c.b.test", 7)]
    [InlineData("h.g.f.e.d.c.b.test", 8)]
    [InlineData("i.h.g.f.e.d.c.b.test", 8)]
    [InlineData("n.m.l.k.j.i.h.g.f.e.d.c.b.test", 8)]
    public async Task A_walk_asks_eight_times_at_most(string author, int queries)
    {
        var evaluation = await Judge("", author);
        Assert.Equal((DmarcResult.None, queries), (evaluation.Result, evaluation.PolicyQueries.Count));
    }

    [Fact]
    public async Task A_record_at_the_eighth_label_is_passed_over()
    {
        const string Records = "h.g.f.e.d.c.b.test=v=DMARC1; p=none|g.f.e.d.c.b.test=v=DMARC1; p=reject";
        Assert.Equal("g.f.e.d.c.b.test", (await Judge(Records, "i.h.g.f.e.d.c.b.test")).PolicyDomain);
        Assert.Equal("h.g.f.e.d.c.b.test", (await Judge(Records, "h.g.f.e.d.c.b.test")).PolicyDomain);
    }

    // Section 4.4: alignment.
    [Theory]
    [InlineData("", "x.test", "x.test", true)]
    [InlineData("", "a.x.test", "x.test", true)]
    [InlineData("", "x.test", "a.b.x.test", true)]
    [InlineData("", "a.x.test", "b.x.test", true)]
    [InlineData("", "x.test", "xx.test", false)]
    [InlineData("", "x.test", "test", false)]
    [InlineData("; aspf=s; adkim=s", "x.test", "x.test", true)]
    [InlineData("; aspf=s; adkim=s", "x.test", "a.x.test", false)]
    [InlineData("; aspf=s; adkim=s", "a.x.test", "x.test", false)]
    [InlineData("; aspf=S; adkim=S", "x.test", "a.x.test", false)]
    [InlineData("; aspf=r; adkim=r", "x.test", "a.x.test", true)]
    [InlineData("; aspf=strict; adkim=strict", "x.test", "a.x.test", true)]
    [InlineData("", "x.test", "X.TEST.", true)]
    [InlineData("", "b\u00fccher.x.test", "xn--bcher-kva.x.test", true)]
    public async Task Domains_align_or_do_not(string tags, string author, string authenticated, bool expected)
    {
        var records = "x.test=v=DMARC1; p=reject" + tags;
        var spf = await Judge(records, author, spf: authenticated);
        var dkim = await Judge(records, author, dkim: authenticated);
        Assert.Equal((expected, expected), (spf.Result == DmarcResult.Pass, dkim.Result == DmarcResult.Pass));
        Assert.Equal((expected, false, false, expected), (spf.SpfAligned, spf.DkimAligned, dkim.SpfAligned, dkim.DkimAligned));
    }

    [Fact]
    public async Task The_two_alignments_are_set_apart()
    {
        const string Records = "x.test=v=DMARC1; p=reject; aspf=s";
        Assert.Equal(DmarcResult.Fail, (await Judge(Records, "x.test", spf: "a.x.test")).Result);
        Assert.Equal(DmarcResult.Pass, (await Judge(Records, "x.test", dkim: "a.x.test")).Result);
        Assert.Equal(DmarcResult.Pass, (await Judge(Records.Replace("aspf", "adkim"), "x.test", spf: "a.x.test")).Result);
    }

    // psd=n in the middle parts organizations: neither side aligns with the other.
    [Fact]
    public async Task An_organization_below_another_is_a_stranger_to_it()
    {
        const string Records = "x.test=v=DMARC1; p=reject|dept.x.test=v=DMARC1; p=reject; psd=n";
        Assert.Equal(DmarcResult.Fail, (await Judge(Records, "x.test", dkim: "mail.dept.x.test")).Result);
        Assert.Equal(DmarcResult.Fail, (await Judge(Records, "a.dept.x.test", dkim: "x.test")).Result);
        Assert.Equal(DmarcResult.Pass, (await Judge(Records, "a.dept.x.test", dkim: "b.dept.x.test")).Result);
    }

    // Results other than pass prove nothing.
    [Theory]
    [InlineData(DkimResult.Fail)]
    [InlineData(DkimResult.PermError)]
    [InlineData(DkimResult.None)]
    public async Task Only_a_pass_proves_the_author(DkimResult result)
    {
        var input = new DmarcInput { AuthorDomain = "x.test", Dkim = [new DmarcDkimInput { Domain = "x.test", Result = result }] };
        Assert.Equal(DmarcResult.Fail, (await new DmarcEvaluator(Zone("x.test=v=DMARC1; p=none")).EvaluateAsync(input, CancellationToken.None)).Result);
    }

    // Section 4.7 (t): one step less, for the policy of subdomains too.
    [Theory]
    [InlineData("v=DMARC1; p=reject; t=y", "x.test", DmarcPolicy.Quarantine)]
    [InlineData("v=DMARC1; p=reject; t=n", "x.test", DmarcPolicy.Reject)]
    [InlineData("v=DMARC1; p=reject; t=oops", "x.test", DmarcPolicy.Reject)]
    [InlineData("v=DMARC1; p=none; sp=quarantine; t=y", "a.x.test", DmarcPolicy.None)]
    [InlineData("v=DMARC1; p=none; np=reject; t=y", "gone.x.test", DmarcPolicy.Quarantine)]
    public async Task Test_mode_asks_for_one_step_less(string record, string author, DmarcPolicy expected)
    {
        var evaluation = await Judge("x.test=" + record, author);
        Assert.Equal((DmarcResult.Fail, expected), (evaluation.Result, evaluation.Disposition!.Value));
    }

    private static ZoneResolver Zone(string records)
    {
        var zone = new ZoneBuilder().AddAddress("x.test", "192.0.2.1").AddAddress("a.x.test", "192.0.2.1");
        foreach (var entry in records.Split(['|'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = entry.IndexOf('=');
            zone.AddTxt("_dmarc." + entry.Substring(0, equals), entry.Substring(equals + 1));
        }

        return zone.Build();
    }

    private static async Task<DmarcEvaluation> Judge(string records, string author, string? spf = null, string? dkim = null)
    {
        List<DmarcSpfInput> spfInput = spf is null ? [] : [new DmarcSpfInput { Domain = spf, Result = SpfResult.Pass }];
        List<DmarcDkimInput> dkimInput = dkim is null ? [] : [new DmarcDkimInput { Domain = dkim, Result = DkimResult.Pass }];
        return await new DmarcEvaluator(Zone(records)).EvaluateAsync(new DmarcInput { AuthorDomain = author, Spf = spfInput, Dkim = dkimInput }, CancellationToken.None);
    }
}
