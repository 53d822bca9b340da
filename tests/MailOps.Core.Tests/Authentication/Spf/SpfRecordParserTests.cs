using System;
using System.Linq;
using MailOps.Authentication.Spf;
using Xunit;

namespace MailOps.Tests.Authentication.Spf;

public sealed class SpfRecordParserTests
{
    [Fact]
    public void Reads_the_terms_of_a_record()
    {
        var record = SpfRecordParser.Parse("v=spf1 +a:host.x.example/24//64 ~mx -include:_spf.%{d} ?ip6:2001:db8::/32 exists:%{ir}.bl.x.example redirect=y.example exp=e.x.example x=1").Record!;
        var a = record.Directives[0];
        Assert.Equal((SpfMechanism.A, SpfQualifier.Pass, "host.x.example", 24, 64), (a.Mechanism, a.Qualifier, a.Target!.Text, a.IPv4PrefixLength, a.IPv6PrefixLength));
        Assert.Equal((SpfMechanism.Mx, SpfQualifier.SoftFail), (record.Directives[1].Mechanism, record.Directives[1].Qualifier));
        Assert.True(record.Directives[2].Target!.HasMacros);
        Assert.Equal(("2001:db8::", 32), (record.Directives[3].Network!.ToString(), record.Directives[3].IPv6PrefixLength));
        Assert.Equal(("y.example", "e.x.example", 5), (record.Redirect!.Value.Text, record.Explanation!.Value.Text, record.LookupTerms));
        Assert.Equal(8, record.Terms.Count);
    }

    [Theory]
    [InlineData("moo", SpfSyntaxFault.UnknownMechanism)]
    [InlineData("-", SpfSyntaxFault.UnknownMechanism)]
    [InlineData("ip:192.0.2.1", SpfSyntaxFault.WrongNetworkName)]
    [InlineData("ipv4:192.0.2.1", SpfSyntaxFault.WrongNetworkName)]
    [InlineData("redirect:x.example", SpfSyntaxFault.ModifierWithColon)]
    [InlineData("+include=x.example", SpfSyntaxFault.MechanismWithEquals)]
    [InlineData("-redirect=x.example", SpfSyntaxFault.InvalidModifier)]
    [InlineData("1x=y", SpfSyntaxFault.InvalidModifier)]
    [InlineData("include", SpfSyntaxFault.MissingDomain)]
    [InlineData("include:", SpfSyntaxFault.MissingDomain)]
    [InlineData("exists", SpfSyntaxFault.MissingDomain)]
    [InlineData("redirect=", SpfSyntaxFault.MissingDomain)]
    [InlineData("a:localhost", SpfSyntaxFault.InvalidDomain)]
    [InlineData("a:x.1", SpfSyntaxFault.InvalidDomain)]
    [InlineData("a:x.-y", SpfSyntaxFault.InvalidDomain)]
    [InlineData("a:%{d}.", SpfSyntaxFault.InvalidDomain)]
    [InlineData("include:x.example/24", SpfSyntaxFault.InvalidDomain)]
    [InlineData("a:192.0.2.1", SpfSyntaxFault.AddressAsDomain)]
    [InlineData("mx:192.0.2.1/24", SpfSyntaxFault.AddressAsDomain)]
    [InlineData("exists:%{x}", SpfSyntaxFault.InvalidMacro)]
    [InlineData("exists:%{c}", SpfSyntaxFault.InvalidMacro)]
    [InlineData("exists:%{i", SpfSyntaxFault.InvalidMacro)]
    [InlineData("exists:%{d0}", SpfSyntaxFault.InvalidMacro)]
    [InlineData("exists:100%", SpfSyntaxFault.InvalidMacro)]
    [InlineData("exists:%a.example", SpfSyntaxFault.InvalidMacro)]
    [InlineData("ip4:192.0.2", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip4:192.0.2.256", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip4:192.0.02.1", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip4:0x7f.0.0.1", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip4:2001:db8::1", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:192.0.2.1", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:[2001:db8::1]", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:fe80::1%1", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip4", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6::1::2", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:1:2:3:4:5:6:7", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:1:2:3:4:5:6:7:8:9", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:1:2:3:4:5:6:7:8::", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:1::2::3", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:12345::", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:1:2:3:4:5:6:7:", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:1:2:3:4:5:6:7:192.0.2.1", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip6:::192.0.2.1:1", SpfSyntaxFault.InvalidNetwork)]
    [InlineData("ip4:192.0.2.1/33", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("ip4:192.0.2.1/", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("ip4:192.0.2.1/08", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("ip4:192.0.2.1/99999999999999999999", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("ip6:::/129", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("a/33", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("a//129", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("a/", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("mx/24//", SpfSyntaxFault.InvalidPrefixLength)]
    [InlineData("all:x.example", SpfSyntaxFault.ValueNotAllowed)]
    [InlineData("ptr/24", SpfSyntaxFault.ValueNotAllowed)]
    [InlineData("\u2013all", SpfSyntaxFault.InvalidCharacter)]
    [InlineData("a:b\u00fccher.example", SpfSyntaxFault.InvalidCharacter)]
    [InlineData("a\tmx", SpfSyntaxFault.InvalidCharacter)]
    public void Says_what_is_wrong_with_a_term(string term, SpfSyntaxFault fault)
    {
        var analysis = SpfRecordParser.Parse("v=spf1 mx " + term + " -all");
        Assert.Equal((true, false), (analysis.IsSpf, analysis.IsValid));
        Assert.Equal((term, fault), (analysis.Errors.Single().Term, analysis.Errors.Single().Fault));
        Assert.Equal(FindingSeverity.Error, analysis.Findings.Single().Severity);
    }

    [Theory]
    [InlineData("a:x.example.")]
    [InlineData("a:a/24.x.example/24")]
    [InlineData("a:foo:8080.x.example")]
    [InlineData("exists:%{l1r-}.%{o,=_/}")]
    [InlineData("exists:%{I}.x.%%")]
    [InlineData("a:1-1.2-2")]
    [InlineData("ip6:::ffff:192.0.2.1/96")]
    [InlineData("ip6:1:2:3:4:5:6:7::")]
    [InlineData("ip6:::")]
    [InlineData("ip6:1:2:3:4:5:6:192.0.2.1")]
    [InlineData("ALL")]
    [InlineData("rr=all")]
    [InlineData("x.y-z_1=%{i}%_")]
    public void Takes_what_the_grammar_allows(string term) => Assert.True(SpfRecordParser.Parse("v=spf1 " + term).IsValid);

    [Theory]
    [InlineData("v=spf1", true)]
    [InlineData("V=SPF1 -all", true)]
    [InlineData("v=spf10 -all", false)]
    [InlineData("v=spf1,-all", false)]
    [InlineData(" v=spf1 -all", false)]
    [InlineData("\"v=spf1 -all\"", false)]
    [InlineData("", false)]
    public void Tells_a_record_by_its_version(string text, bool expected) => Assert.Equal(expected, SpfRecordParser.Parse(text).IsSpf);

    [Theory]
    [InlineData("v=spf1 mx -all", "")]
    [InlineData("v=spf1 +all", "SPF020")]
    [InlineData("v=spf1 ip4:0.0.0.0/0 -all", "SPF020")]
    [InlineData("v=spf1 a/0 -all", "SPF020")]
    [InlineData("v=spf1 mx ?all", "SPF021")]
    [InlineData("v=spf1 mx", "SPF022")]
    [InlineData("v=spf1 mx ~all", "SPF023")]
    [InlineData("v=spf1 -all mx", "SPF024")]
    [InlineData("v=spf1 mx -all redirect=x.example", "SPF025")]
    [InlineData("v=spf1 redirect=x.example", "")]
    [InlineData("v=spf1 ptr -all", "SPF026")]
    [InlineData("v=spf1 mx -all x=1", "SPF027")]
    [InlineData("v=spf1 ip4:192.0.0.0/8 -all", "SPF028")]
    [InlineData("v=spf1 ip4:10.1.2.3 -all", "SPF029")]
    [InlineData("v=spf1 ip4:198.51.100.7/24 -all", "SPF030")]
    [InlineData("v=spf1 -ip4:198.51.100.7 mx -all", "SPF034")]
    public void Says_what_could_be_better_in_a_record(string text, string ids) =>
        Assert.Equal(ids, string.Join(" ", SpfRecordParser.Parse(text).Findings.Select(f => f.Id).OrderBy(id => id, StringComparer.Ordinal)));

    [Fact]
    public void Never_throws_on_random_texts_of_its_own_alphabet()
    {
        const string Alphabet = "a:/=+-~?%{}dlir.1024mxptinclude \u00e9\0_,";
        var state = 7u;
        var valid = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var text = "v=spf1 ";
            for (var length = round % 24; length > 0; length--)
            {
                state = (state * 1664525) + 1013904223;
                text += Alphabet[(int)((state >> 8) % (uint)Alphabet.Length)];
            }

            valid += SpfRecordParser.Parse(text).IsValid ? 1 : 0;
        }

        Assert.InRange(valid, 1, 19_999);
    }

    [Fact]
    public void Bounds_what_it_says_about_a_hostile_record() =>
        Assert.InRange(SpfRecordParser.Parse("v=spf1" + string.Concat(Enumerable.Repeat(" moo", 10_000))).Findings.Count, 1, 20);
}
