using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Spf;

/// <summary>RFC 7208 clause by clause, with cases of our own.</summary>
public sealed class SpfClauseTests
{
    private const string Sender = "strong-bad@email.example.com";

    // Sections 7.1, 7.3 and 7.4. The only name that exists is the right expansion, so nothing else can pass.
    [Theory]
    [InlineData("%{ir}.%{v}._spf.%{d2}", "192.0.2.3", "3.2.0.192.in-addr._spf.example.com")]
    [InlineData("%{lr-}.lp._spf.%{d2}", "192.0.2.3", "bad.strong.lp._spf.example.com")]
    [InlineData("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "192.0.2.3", "3.2.0.192.in-addr.strong.lp._spf.example.com")]
    [InlineData("%{d2}.trusted-domains.example.net", "192.0.2.3", "example.com.trusted-domains.example.net")]
    [InlineData("%{d99}.x.example", "192.0.2.3", "email.example.com.x.example")]
    [InlineData("%{d1r}.x.example", "192.0.2.3", "email.x.example")]
    [InlineData("%{i4R}.x.example", "192.0.2.3", "3.2.0.192.x.example")]
    [InlineData("%{h1}.x.example", "192.0.2.3", "example.x.example")]
    [InlineData("%{o}.%{l}.x.example", "192.0.2.3", "email.example.com.strong-bad.x.example")]
    [InlineData("%{i}.x.example", "2001:db8::cb01", "2.0.0.1.0.d.b.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.c.b.0.1.x.example")]
    [InlineData("%{i3r}.%{v}.x.example", "2001:db8::cb01", "0.0.2.ip6.x.example")]
    [InlineData("%{p}.x.example", "192.0.2.3", "unknown.x.example")]
    [InlineData("a%%{d1}.x.example", "192.0.2.3", "a%{d1}.x.example")]
    [InlineData("a%%%{d1}.x.example", "192.0.2.3", "a%com.x.example")]
    [InlineData("a%-b.x.example", "192.0.2.3", "a%20b.x.example")]
    public async Task A_name_is_expanded_to_exactly_this(string macro, string client, string expected)
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 exists:" + macro + " -all").AddAddress(expected, "127.0.0.2");
        Assert.Equal((SpfResult.Pass, "exists:" + macro), await Result(zone, client));
    }

    // Section 7.3: upper-case letters escape what RFC 3986 does not reserve for plain use; delimiters split, and the parts are joined with dots.
    [Theory]
    [InlineData("a+b/c=d,e_f~g@x.example", "%{L}", "a%2Bb%2Fc%3Dd%2Ce_f~g")]
    [InlineData("a+b-c@x.example", "%{l+-}", "a.b.c")]
    [InlineData("a+b-c@x.example", "%{l2r+}", "b-c.a")]
    [InlineData("a+b-c@x.example", "%{L1r+}", "a")]
    [InlineData("a.b.c@x.example", "%{lr-}", "a.b.c")]
    [InlineData("a--b@x.example", "%{l-}", "a..b")]
    [InlineData("a.b@x.example", "%{S1+}", "a.b%40x.example")]
    [InlineData("a b@x.example", "%{L}%_%-", "a%20b %20")]
    [InlineData("a@x.example", "%{T} is a number of seconds", "1772366400 is a number of seconds")]
    [InlineData("a@x.example", "%{C} %{R}", "192.0.2.3 mx.receiver.test")]
    public async Task An_explanation_is_expanded_to_exactly_this(string mailFrom, string text, string expected)
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 -all exp=why.x.example").AddTxt("why.x.example", text);
        Assert.Equal(expected, (await Check(zone, "192.0.2.3", mailFrom)).Explanation);
    }

    // Section 7.1, and the grammar of section 12.
    [Theory]
    [InlineData("exists:%{d0}.x.example")]
    [InlineData("exists:%{q}.x.example")]
    [InlineData("exists:%{c}.x.example")]
    [InlineData("exists:%{r}.x.example")]
    [InlineData("exists:%{t}.x.example")]
    [InlineData("exists:%{d.x.example")]
    [InlineData("exists:%{dr2}.x.example")]
    [InlineData("exists:%{d-r}.x.example")]
    [InlineData("exists:%{d2:}.x.example")]
    [InlineData("exists:%d.x.example")]
    [InlineData("exists:x.example%")]
    [InlineData("exists:%{d}.123")]
    [InlineData("exists:%{d}.a-")]
    [InlineData("exists:")]
    [InlineData("exists")]
    [InlineData("include")]
    [InlineData("a:")]
    [InlineData("a/33")]
    [InlineData("a/024")]
    [InlineData("a//129")]
    [InlineData("a//64/24")]
    [InlineData("a/")]
    [InlineData("ip4:192.0.2")]
    [InlineData("ip4:192.0.2.1.5")]
    [InlineData("ip4:192.0.2.0/")]
    [InlineData("ip4:192.0.2.0//24")]
    [InlineData("ip4:2001:db8::1")]
    [InlineData("ip6:192.0.2.1")]
    [InlineData("ip6:2001:db8::1::2")]
    [InlineData("ip6:2001:db8:1:2:3:4:5:6:7")]
    [InlineData("ip6:::1/129")]
    [InlineData("ip6:fe80::1%eth0")]
    [InlineData("all:x.example")]
    [InlineData("all/8")]
    [InlineData("ptr/24")]
    [InlineData("+redirect=x.example")]
    [InlineData("redirect=")]
    [InlineData("redirect=%{d")]
    [InlineData("exp=")]
    [InlineData("exp=a.x.example exp=b.x.example")]
    [InlineData("redirect=a.x.example redirect=b.x.example")]
    [InlineData("foo=%{q}")]
    [InlineData("foo=%")]
    [InlineData("2foo=bar")]
    [InlineData("-")]
    [InlineData("--all")]
    [InlineData("mx:x.example/24/24")]
    public async Task A_term_that_breaks_the_grammar_spoils_the_record_even_behind_a_match(string term)
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 ip4:192.0.2.3 " + term);
        var check = await Check(zone, "192.0.2.3", Sender);
        Assert.Equal(SpfResult.PermError, check.Result);
        Assert.Equal(FindingSeverity.Error, Assert.Single(check.Findings).Severity);
    }

    [Theory]
    [InlineData("V=SPF1 IP4:192.0.2.3 -ALL", "192.0.2.3", SpfResult.Pass)]
    [InlineData("v=spf1", "192.0.2.3", SpfResult.Neutral)]
    [InlineData("v=spf1    ", "192.0.2.3", SpfResult.Neutral)]
    [InlineData("v=spf1 foo=bar  ip4:192.0.2.3   -all  ", "192.0.2.3", SpfResult.Pass)]
    [InlineData("v=spf1 foo= x.y-z_1=%{s} ~all", "192.0.2.3", SpfResult.SoftFail)]
    [InlineData("v=spf1 ip4:0.0.0.0/0", "2001:db8::1", SpfResult.Neutral)]
    [InlineData("v=spf1 ip6:::/0", "192.0.2.3", SpfResult.Neutral)]
    [InlineData("v=spf1 ip6:::ffff:192.0.2.3 -all", "::ffff:192.0.2.3", SpfResult.Fail)]
    [InlineData("v=spf1 ip6:2001:db8::192.0.2.3 -all", "2001:db8::c000:203", SpfResult.Pass)]
    [InlineData("v=spf1 ip4:192.0.2.255/24 -all", "192.0.2.3", SpfResult.Pass)]
    [InlineData("v=spf1 a/24//64 -all", "192.0.2.200", SpfResult.Pass)]
    [InlineData("v=spf1 a/24//64 -all", "2001:db8::ffff", SpfResult.Pass)]
    [InlineData("v=spf1 a//64 -all", "192.0.2.200", SpfResult.Fail)]
    [InlineData("v=spf1 a:host.x.example./25 -all", "192.0.2.3", SpfResult.Pass)]
    [InlineData("v=spf1 ?all ip4:192.0.2.3", "192.0.2.3", SpfResult.Neutral)]
    [InlineData("v=spf1 redirect=pass.x.example -all", "192.0.2.3", SpfResult.Fail)]
    [InlineData("v=spf1 redirect=pass.x.example ip4:198.51.100.1", "192.0.2.3", SpfResult.Pass)]
    [InlineData("v=spf1 a:no..name.example ?all", "192.0.2.3", SpfResult.Neutral)]
    [InlineData("v=spf10 +all", "192.0.2.3", SpfResult.None)]
    [InlineData("v=spf1\t+all", "192.0.2.3", SpfResult.None)]
    [InlineData(" v=spf1 +all", "192.0.2.3", SpfResult.None)]
    public async Task A_record_means_this_for_the_client(string record, string client, SpfResult expected)
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", record).AddTxt("pass.x.example", "v=spf1 +all")
            .AddAddress("email.example.com", "192.0.2.1").AddAddress("email.example.com", "2001:db8::1").AddAddress("host.x.example", "192.0.2.1");
        Assert.Equal(expected, (await Check(zone, client, Sender)).Result);
    }

    // Section 5.2, the table.
    [Theory]
    [InlineData("v=spf1 +all", SpfResult.SoftFail)]
    [InlineData("v=spf1 -all", SpfResult.Neutral)]
    [InlineData("v=spf1 ~all", SpfResult.Neutral)]
    [InlineData("v=spf1 ?all", SpfResult.Neutral)]
    [InlineData("v=spf1 redirect=pass.x.example", SpfResult.SoftFail)]
    [InlineData("v=spf1 moo", SpfResult.PermError)]
    [InlineData("no spf", SpfResult.PermError)]
    public async Task What_an_include_gives_decides_whether_it_matches(string included, SpfResult expected)
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 ~include:in.x.example ?all").AddTxt("in.x.example", included).AddTxt("pass.x.example", "v=spf1 +all");
        Assert.Equal(expected, (await Check(zone, "192.0.2.3", Sender)).Result);
    }

    // Section 4.6.4: the terms that ask the DNS count, in included records too; a match before the eleventh still decides.
    [Theory]
    [InlineData(10, "", SpfResult.Fail, 10)]
    [InlineData(11, "", SpfResult.PermError, 10)]
    [InlineData(9, "ptr", SpfResult.Fail, 10)]
    [InlineData(10, "ptr", SpfResult.PermError, 10)]
    [InlineData(10, "ip4:192.0.2.3", SpfResult.Pass, 10)]
    [InlineData(8, "include:two.x.example", SpfResult.PermError, 10)]
    [InlineData(7, "include:two.x.example", SpfResult.Fail, 10)]
    [InlineData(10, "exp=why.x.example", SpfResult.Fail, 10)]
    public async Task Ten_terms_may_ask_the_DNS(int count, string last, SpfResult expected, int lookups)
    {
        var zone = new ZoneBuilder().AddAddress("h.x.example", "198.51.100.1").AddTxt("two.x.example", "v=spf1 a:h.x.example mx:h.x.example ?all").AddMx("h.x.example", 1, "h.x.example")
            .AddPtr("192.0.2.3", "h.x.example")
            .AddTxt("email.example.com", "v=spf1 " + string.Concat(Enumerable.Repeat("a:h.x.example ", count)) + last + (last.StartsWith("ip4", System.StringComparison.Ordinal) ? "" : " -all"));
        var check = await Check(zone, "192.0.2.3", Sender);
        Assert.Equal((expected, lookups), (check.Result, check.Lookups));
    }

    [Theory]
    [InlineData("a:n1.x.example a:n2.x.example ip4:192.0.2.3", SpfResult.Pass)]
    [InlineData("a:n1.x.example a:n2.x.example a:n3.x.example ip4:192.0.2.3", SpfResult.PermError)]
    [InlineData("a:n1.x.example mx:n2.x.example exists:n3.x.example ip4:192.0.2.3", SpfResult.PermError)]
    [InlineData("a:txt.x.example mx:txt.x.example exists:txt.x.example ip4:192.0.2.3", SpfResult.PermError)]
    [InlineData("include:void.x.example exists:n3.x.example ip4:192.0.2.3", SpfResult.PermError)]
    [InlineData("ip4:192.0.2.3 a:n1.x.example a:n2.x.example a:n3.x.example", SpfResult.Pass)]
    public async Task Two_look_ups_may_find_nothing(string terms, SpfResult expected)
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 " + terms + " -all").AddTxt("txt.x.example", "only a text")
            .AddTxt("void.x.example", "v=spf1 a:n1.x.example a:n2.x.example -all");
        Assert.Equal(expected, (await Check(zone, "192.0.2.3", Sender)).Result);
    }

    // Section 6.2: exp counts where the fail is decided, and only one TXT record of ASCII there is an explanation.
    [Theory]
    [InlineData("v=spf1 -all exp=why.x.example", "because")]
    [InlineData("v=spf1 exp=why.x.example -all", "because")]
    [InlineData("v=spf1 ~all exp=why.x.example", "")]
    [InlineData("v=spf1 -include:in.x.example exp=why.x.example", "because")]
    [InlineData("v=spf1 -include:in.x.example -all", "")]
    [InlineData("v=spf1 redirect=re.x.example exp=why.x.example", "of the other")]
    [InlineData("v=spf1 redirect=bare.x.example exp=why.x.example", "")]
    [InlineData("v=spf1 -all exp=two.x.example", "")]
    [InlineData("v=spf1 -all exp=umlaut.x.example", "")]
    [InlineData("v=spf1 -all exp=broken.x.example", "")]
    [InlineData("v=spf1 -all exp=none.x.example", "")]
    [InlineData("v=spf1 -all exp=slow.x.example", "")]
    public async Task An_explanation_is_given_or_not(string record, string expected)
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", record).AddTxt("why.x.example", "because").AddTxt("other.x.example", "of the other")
            .AddTxt("in.x.example", "v=spf1 +all exp=other.x.example").AddTxt("re.x.example", "v=spf1 -all exp=other.x.example").AddTxt("bare.x.example", "v=spf1 -all")
            .AddTxt("two.x.example", "one").AddTxt("two.x.example", "two").AddTxt("umlaut.x.example", "verb\u00f6ten").AddTxt("broken.x.example", "%{q}")
            .AddFailure("slow.x.example", DnsRecordType.TXT, DnsFailureReason.Timeout);
        Assert.Equal(expected, (await Check(zone, "192.0.2.3", Sender)).Explanation);
    }

    // Sections 5.5 and 7.3: only names that lead back count; the domain itself comes before one below it, and that before others.
    [Theory]
    [InlineData("liar.example", "unknown")]
    [InlineData("other.test", "other.test")]
    [InlineData("other.test|mail.email.example.com", "mail.email.example.com")]
    [InlineData("mail.email.example.com|email.example.com", "email.example.com")]
    [InlineData("notemail.example.com", "notemail.example.com")]
    public async Task The_name_of_the_client_is_one_that_leads_back(string names, string expected)
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 -all exp=why.x.example").AddTxt("why.x.example", "%{p}");
        foreach (var name in names.Split('|'))
        {
            zone.AddPtr("192.0.2.3", name).AddAddress(name, name == "liar.example" ? "198.51.100.1" : "192.0.2.3");
        }

        Assert.Equal(expected, (await Check(zone, "192.0.2.3", Sender)).Explanation);
    }

    [Theory]
    [InlineData("ptr", SpfResult.Pass)]
    [InlineData("ptr:example.com", SpfResult.Pass)]
    [InlineData("ptr:ample.com", SpfResult.Fail)]
    [InlineData("ptr:x.mail.email.example.com", SpfResult.Fail)]
    [InlineData("ptr:%{d2}", SpfResult.Pass)]
    public async Task A_reverse_name_matches_at_whole_labels(string term, SpfResult expected)
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 " + term + " -all").AddPtr("192.0.2.3", "Mail.email.example.com").AddAddress("mail.email.example.com", "192.0.2.3");
        Assert.Equal(expected, (await Check(zone, "192.0.2.3", Sender)).Result);
    }

    // Section 7.3: too long a name loses labels on its left side, never octets.
    [Fact]
    public async Task A_name_that_is_too_long_loses_whole_labels_on_the_left()
    {
        var label = new string('a', 60);
        var longName = string.Join(".", Enumerable.Repeat(label, 4));
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 exists:%{l}.k.x.example -all").AddAddress(longName.Substring(61) + ".k.x.example", "127.0.0.2");
        Assert.Equal(SpfResult.Pass, (await Check(zone, "192.0.2.3", longName + "@email.example.com")).Result);
    }

    // Section 4.3: of an included record d is its own domain, while o stays that of the sender.
    [Fact]
    public async Task In_an_included_record_the_domain_is_its_own_and_the_sender_stays()
    {
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 include:in.x.example -all").AddTxt("in.x.example", "v=spf1 exists:%{d}.%{o1}.k.example -all")
            .AddAddress("in.x.example.com.k.example", "127.0.0.2");
        Assert.Equal((SpfResult.Pass, "include:in.x.example"), await Result(zone, "192.0.2.3"));
    }

    private static async Task<(SpfResult Result, string Term)> Result(ZoneBuilder zone, string client)
    {
        var check = await Check(zone, client, Sender);
        return (check.Result, check.MatchedTerm);
    }

    private static async Task<SpfCheckResult> Check(ZoneBuilder zone, string client, string mailFrom)
    {
        var query = new SpfQuery { ClientAddress = IPAddress.Parse(client), MailFrom = mailFrom, Helo = "helo.example", Receiver = "mx.receiver.test" };
        return await new SpfEvaluator(zone.Build(), new SpfOptions { Clock = new ManualClock() }).CheckAsync(query, CancellationToken.None);
    }
}
