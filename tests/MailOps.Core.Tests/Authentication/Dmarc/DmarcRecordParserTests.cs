using System;
using System.Globalization;
using System.Linq;
using MailOps.Authentication.Dmarc;
using Xunit;

namespace MailOps.Tests.Authentication.Dmarc;

public sealed class DmarcRecordParserTests
{
    [Fact]
    public void Reads_every_tag()
    {
        var analysis = DmarcRecordParser.Parse(
            "v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=s; t=y; psd=n; fo=1:d:s; rua=mailto:a@x.example,mailto:b@x.example; ruf=mailto:c@x.example");
        var record = analysis.Record!;
        Assert.True(analysis.Applies);
        Assert.Equal((DmarcPolicy.Reject, DmarcPolicy.Quarantine, DmarcPolicy.None), (record.Policy, record.SubdomainPolicy!.Value, record.NonexistentPolicy!.Value));
        Assert.Equal((DmarcAlignment.Strict, DmarcAlignment.Strict), (record.DkimAlignment, record.SpfAlignment));
        Assert.True(record.IsTesting);
        Assert.Equal(DmarcPublicSuffix.No, record.PublicSuffix);
        Assert.Equal(DmarcFailureReporting.AnyFails | DmarcFailureReporting.DkimFails | DmarcFailureReporting.SpfFails, record.FailureReporting);
        Assert.Equal("mailto:a@x.example, mailto:b@x.example", record.AggregateReports.ToString());
        Assert.Equal("c@x.example", record.FailureReports.Single().Address);
        Assert.Equal(100, record.LegacyPercent);
    }

    [Fact]
    public void Fills_in_what_is_not_published()
    {
        var record = DmarcRecordParser.Parse("v=DMARC1;p=quarantine").Record!;
        Assert.Equal((DmarcPolicy.Quarantine, DmarcPolicy.Quarantine), (record.EffectiveSubdomainPolicy, record.EffectiveNonexistentPolicy));
        Assert.Equal((DmarcAlignment.Relaxed, DmarcAlignment.Relaxed), (record.DkimAlignment, record.SpfAlignment));
        Assert.Equal((false, DmarcPublicSuffix.Unspecified, DmarcFailureReporting.AllFail), (record.IsTesting, record.PublicSuffix, record.FailureReporting));
        Assert.Empty(record.AggregateReports);
    }

    [Theory]
    [InlineData("v=DMARC1")]
    [InlineData("V = DMARC1 ;p=none")]
    [InlineData("v\t=\tDMARC1\t; p=none")]
    [InlineData("v=DMARC1;;;")]
    public void Takes_a_record_that_begins_with_the_version(string text) => Assert.True(DmarcRecordParser.Parse(text).IsDmarc);

    [Theory]
    [InlineData("", "DMARC002")]
    [InlineData("v=spf1 -all", "DMARC002")]
    [InlineData("v=DMARC1x; p=none", "DMARC002")]
    [InlineData("v=DMARC1 p=none", "DMARC002")]
    [InlineData("p=none; v=DMARC1", "DMARC002")]
    [InlineData(";v=DMARC1; p=none", "DMARC002")]
    [InlineData("v=dmarc1; p=none", "DMARC003")]
    [InlineData("v=DMARc1; p=none", "DMARC003")]
    [InlineData(" v=DMARC1; p=none", "DMARC004")]
    public void Ignores_what_does_not_begin_with_it_and_says_why(string text, string id)
    {
        var analysis = DmarcRecordParser.Parse(text);
        Assert.False(analysis.IsDmarc || analysis.Applies);
        Assert.Equal(id, analysis.Findings.Single().Id);
    }

    [Theory]
    [InlineData("v=DMARC1; p=reject; rua=mailto:a@x.example", "")]
    [InlineData("v=DMARC1; p=reject; rua=mailto:a@x.example\t,\t mailto:b@x.example", "")]
    [InlineData("v=DMARC1; p=re\tject; rua=mailto:a@x.example", "DMARC012 DMARC032")]
    [InlineData("v=DMARC1; rua=mailto:a@x.example; p=reject", "DMARC020")]
    [InlineData("v=DMARC1; p=reject; p=none; rua=mailto:a@x.example", "DMARC018")]
    [InlineData("v=DMARC1; p=reject; x=1; x=2; rua=mailto:a@x.example", "DMARC017 DMARC018")]
    [InlineData("v=DMARC1; p=reject; v=DMARC1; rua=mailto:a@x.example", "DMARC018")]
    [InlineData("v=DMARC1; p=reject; pct=100; rua=mailto:a@x.example", "DMARC016")]
    [InlineData("v=DMARC1; p=reject; pct=20; rua=mailto:a@x.example", "DMARC015")]
    [InlineData("v=DMARC1; p=reject; rua=mailto:a@x.example!10m", "DMARC024")]
    [InlineData("v=DMARC1; p=reject; rua=mailto:a@x.example!10x", "DMARC022")]
    [InlineData("v=DMARC1; p=reject; rua=a@x.example", "DMARC022")]
    [InlineData("v=DMARC1; p=reject; rua=mailto:a", "DMARC022")]
    [InlineData("v=DMARC1; p=reject; rua=mailto:a@x.example,", "DMARC022")]
    [InlineData("v=DMARC1; p=reject; rua=", "DMARC022")]
    [InlineData("v=DMARC1; p=reject; rua=mailto:a@x.example,https://x.example/d", "DMARC023")]
    [InlineData("v=DMARC1; p=reject; sp=none; rua=mailto:a@x.example", "DMARC028")]
    [InlineData("v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@x.example", "DMARC029")]
    [InlineData("v=DMARC1; p=reject; np=none; rua=mailto:a@x.example", "DMARC030 DMARC034")]
    [InlineData("v=DMARC1; p=none; rua=mailto:a@x.example", "DMARC032")]
    [InlineData("v=DMARC1; p=none", "DMARC021 DMARC033")]
    [InlineData("v=DMARC1; p=none; np=reject", "DMARC021 DMARC032 DMARC034")]
    [InlineData("v=DMARC1; p=reject; psd=y; rua=mailto:a@x.example", "DMARC035")]
    [InlineData("v=DMARC1; p=reject; psd=n; rua=mailto:a@x.example", "DMARC036")]
    [InlineData("v=DMARC1; p=reject; fo=1; rua=mailto:a@x.example", "DMARC027")]
    [InlineData("v=DMARC1; p=reject; fo=1:; rua=mailto:a@x.example; ruf=mailto:a@x.example", "DMARC014")]
    [InlineData("v=DMARC1; p=reject; fo=; rua=mailto:a@x.example; ruf=mailto:a@x.example", "DMARC014")]
    [InlineData("v=DMARC1; p=reject; fo=1:0; rua=mailto:a@x.example; ruf=mailto:a@x.example", "DMARC026")]
    [InlineData("v=DMARC1; p=reject; t=yes; rua=mailto:a@x.example", "DMARC014")]
    [InlineData("v=DMARC1; p=reject; \u00fc=1; rua=mailto:a@x.example", "DMARC019")]
    [InlineData("v=DMARC1; p=reject, rua=mailto:a@x.example", "DMARC013 DMARC021")]
    [InlineData("v=DMARC1; p=reject; sp=rejekt; rua=mailto:a@x.example", "DMARC012 DMARC032")]
    [InlineData("v=DMARC1; rua=mailto:a@x.example", "DMARC010 DMARC032")]
    [InlineData("v=DMARC1", "DMARC011 DMARC021")]
    public void Says_what_is_wrong_with_a_record(string text, string ids) =>
        Assert.Equal(ids, string.Join(" ", DmarcRecordParser.Parse(text).Findings.Select(f => f.Id).OrderBy(id => id, StringComparer.Ordinal)));

    [Theory]
    [InlineData("v=DMARC1; p=rejekt; sp=reject; rua=mailto:a@x.example")]
    [InlineData("v=DMARC1; p=reject; np=rejekt; rua=mailto:a@x.example")]
    [InlineData("v=DMARC1; sp=reject; rua=https://x.example/")]
    public void Reads_a_broken_policy_as_none_when_reports_are_wanted(string text)
    {
        var record = DmarcRecordParser.Parse(text).Record!;
        Assert.True(record.Applies && record.IsPolicyAssumed);
        Assert.Equal((DmarcPolicy.None, DmarcPolicy.None, DmarcPolicy.None), (record.Policy, record.EffectiveSubdomainPolicy, record.EffectiveNonexistentPolicy));
    }

    [Fact]
    public void Decodes_the_address_of_a_report_URI()
    {
        var uri = DmarcRecordParser.Parse("v=DMARC1; p=none; rua=MAILTO:a%2Bb@X.Example?subject=r").Record!.AggregateReports.Single();
        Assert.Equal(("mailto", "a+b@X.Example", "x.example"), (uri.Scheme, uri.Address, uri.Domain));
    }

    [Fact]
    public void Does_not_repeat_control_characters_of_a_record()
    {
        var message = DmarcRecordParser.Parse("v=DMARC1; p=none; a\u001b[31m=1\u0085; rua=mailto:a@x.example").Findings.First(f => f.Id == "DMARC019").Message;
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public void Bounds_the_findings_of_a_hostile_record()
    {
        var text = "v=DMARC1; p=none; " + string.Concat(Enumerable.Range(0, 20_000).Select(i => "x" + i.ToString(CultureInfo.InvariantCulture) + "=1;"));
        Assert.InRange(DmarcRecordParser.Parse(text).Findings.Count, 2, 60);
    }

    [Fact]
    public void Never_throws_on_random_texts_of_its_own_alphabet()
    {
        const string Alphabet = "v=DMARC1;p n\tsprua:mailto@x.!,%2fo0dy\u00e4\0\"";
        var state = 1u;
        for (var round = 0; round < 20_000; round++)
        {
            var text = round % 2 == 0 ? "v=DMARC1;" : "";
            for (var length = round % 60; length > 0; length--)
            {
                state = (state * 1664525) + 1013904223;
                text += Alphabet[(int)((state >> 8) % (uint)Alphabet.Length)];
            }

            var analysis = DmarcRecordParser.Parse(text);
            Assert.True(analysis.Record is null || analysis.Record.Text == text);
        }
    }
}
