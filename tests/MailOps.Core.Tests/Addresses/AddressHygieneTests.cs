using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Addresses;

public sealed class AddressHygieneTests
{
    [Theory]
    [InlineData("anna@mailinator.com", AddressReason.Disposable, "ADDR041")]
    [InlineData("anna@box.yopmail.com", AddressReason.Disposable, "ADDR041")]
    [InlineData("anna@gmial.con", AddressReason.DomainTypo, "ADDR043")]
    [InlineData("anna@gamil.com", AddressReason.DomainTypo, "ADDR043")]
    [InlineData("anna@t-onlien.de", AddressReason.DomainTypo, "ADDR043")]
    [InlineData("anna@musterfirma.dee", AddressReason.DomainTypo, "ADDR043")]
    [InlineData("spamtrap@musterfirma.de", AddressReason.SpamTrap, "ADDR046")]
    [InlineData("anna.nospam@musterfirma.de", AddressReason.SpamTrap, "ADDR046")]
    [InlineData("anna@lycos.de", AddressReason.SpamTrap, "ADDR047")]
    [InlineData("asdf@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("1111@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("qwertz@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("keineahnung@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("a.s.d.f@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("asdasd@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("12345@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("asdfasdf@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("qwertz123@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("n/a@musterfirma.de", AddressReason.Junk, "ADDR048")]
    [InlineData("test@test.de", AddressReason.Junk, "ADDR048")]
    [InlineData("a@a.de", AddressReason.Junk, "ADDR048")]
    [InlineData("123@123.de", AddressReason.Junk, "ADDR048")]
    public async Task What_does_harm_is_risky(string text, AddressReason reason, string id)
    {
        var result = await Check(text);
        Assert.Equal((AddressVerdict.Risky, reason), (result.Verdict, result.Reason));
        Assert.True(result.Findings.Contains(id), result.Findings.ToString());
        Assert.Equal(reason == AddressReason.Disposable, result.IsDisposable);
    }

    [Theory]
    [InlineData("anna@musterfirma.de", "")]
    [InlineData("anna.asdfen@musterfirma.de", "")]
    [InlineData("test@musterfirma.de", "")]
    [InlineData("musterfirma@musterfirma.de", "")]
    [InlineData("sap@sap.com", "")]
    [InlineData("anna123@musterfirma.de", "")]
    [InlineData("annaanna@musterfirma.de", "")]
    [InlineData("a@musterfirma.de", "")]
    [InlineData("otto@musterfirma.de", "")]
    [InlineData("anna1234@musterfirma.de", "")]
    [InlineData("mama@musterfirma.de", "")]
    [InlineData("info@musterfirma.de", "ADDR049")]
    [InlineData("Customer-Service@musterfirma.de", "ADDR049")]
    [InlineData("buchhaltung@musterfirma.de", "ADDR049")]
    [InlineData("anna@web.de", "ADDR050")]
    [InlineData("anna@gmx.at", "ADDR050")]
    [InlineData("anna@hotmail.co.uk", "ADDR050")]
    [InlineData("info@gmx.de", "ADDR049, ADDR050")]
    [InlineData("anna@[192.0.2.1]", "ADDR004")]
    [InlineData("anna.berg@bit.ly", "ADDR051")]
    [InlineData("anna.berg@ift.tt", "ADDR051")]
    public async Task The_rest_is_deliverable_with_remarks_at_most(string text, string ids)
    {
        var result = await Check(text);
        Assert.Equal((AddressVerdict.Deliverable, AddressReason.None), (result.Verdict, result.Reason));
        Assert.Equal(ids.Split([", "], StringSplitOptions.RemoveEmptyEntries), result.Findings.Select(f => f.Id).OrderBy(id => id, StringComparer.Ordinal));
        Assert.Equal(ids.Contains("049"), result.IsRole);
        Assert.Equal(ids.Contains("050"), result.IsFreeProvider);
    }

    [Theory]
    [InlineData("anna@gmial.com", "anna@gmail.com")]
    [InlineData("anna@gmx.ed", "anna@gmx.de")]
    [InlineData("anna@gmmx.at", "anna@gmx.at")]
    [InlineData("anna@htmail.com", "anna@hotmail.com")]
    [InlineData("anna@web.ed", "anna@web.de")]
    [InlineData("anna@freenet.ed", "anna@freenet.de")]
    [InlineData("anna@goglemail.com", "anna@googlemail.com")]
    [InlineData("anna@hotmail.con", "anna@hotmail.com")]
    [InlineData("anna@yahoo", "anna@yahoo.com")]
    [InlineData("anna@www.gmail.com", "anna@gmail.com")]
    [InlineData("anna@verein.ogr", "anna@verein.org")]
    [InlineData("anna@bluewin.hc", "anna@bluewin.ch")]
    [InlineData("anna@gmail,com", "anna@gmail.com")]
    [InlineData("anna@gmail. com", "anna@gmail.com")]
    public async Task A_mistyped_domain_gets_a_suggestion(string text, string meant) => Assert.Equal(meant, (await Check(text)).Suggestion);

    [Theory]
    [InlineData("cloud.com")]
    [InlineData("mail.com")]
    [InlineData("gmx.net")]
    [InlineData("hotmail.be")]
    [InlineData("musterfirma.de")]
    [InlineData("firma.corp")]
    [InlineData("example.com")]
    [InlineData("xn--mller-kva.de")]
    [InlineData("uni-heidelberg.de")]
    public void A_domain_that_is_meant_as_it_stands_gets_none(string domain) => Assert.Null(AddressData.BuiltIn.Typos.Find(domain));

    [Fact]
    public async Task A_doubtful_typo_is_a_remark_and_no_risk()
    {
        var result = await Check("anna@grail.com");
        Assert.Equal((AddressVerdict.Deliverable, "anna@gmail.com"), (result.Verdict, result.Suggestion));
        Assert.Equal("ADDR044", result.Findings.ToString());
    }

    [Fact]
    public async Task An_ending_that_does_not_exist_is_named()
    {
        Assert.True((await Check("anna@musterfirma.dee")).Findings.Contains("ADDR045"));
        Assert.True((await Check("anna@musterfirma.zzzzzz")).Findings.Contains("ADDR045"));
        Assert.False((await Check("anna@почта.рф")).Findings.Contains("ADDR045"));
    }

    [Fact]
    public async Task A_domain_whose_mail_goes_to_a_throw_away_service_is_one_too()
    {
        var zone = new ZoneBuilder().AddMx("musterfirma.de", 10, "mail.mailinator.com").AddAddress("mail.mailinator.com", "192.0.2.1").Build();
        using var checker = new AddressChecker(resolver: zone);
        var result = await checker.CheckAsync("anna@musterfirma.de", CancellationToken.None);
        Assert.Equal((AddressVerdict.Risky, AddressReason.Disposable, true), (result.Verdict, result.Reason, result.IsDisposable));
        Assert.Equal("ADDR042", result.Findings.ToString());
    }

    [Fact]
    public async Task What_is_certainly_lost_weighs_more_than_a_risk_and_a_risk_more_than_doubt()
    {
        var zone = new ZoneBuilder().AddFailure("mailinator.com", DnsRecordType.None, DnsFailureReason.Timeout).Build();
        using var checker = new AddressChecker(resolver: zone);
        var lost = await checker.CheckAsync("anna@gmial.com", CancellationToken.None);
        Assert.Equal((AddressVerdict.Undeliverable, AddressReason.DomainNotFound), (lost.Verdict, lost.Reason));
        Assert.Equal("anna@gmail.com", lost.Suggestion);
        var risk = await checker.CheckAsync("anna@mailinator.com", CancellationToken.None);
        Assert.Equal((AddressVerdict.Risky, AddressReason.Disposable), (risk.Verdict, risk.Reason));
    }

    [Theory]
    [InlineData("Anna.Berg+news@gmail.com", "annaberg@gmail.com")]
    [InlineData("a.n.n.a@GoogleMail.com", "anna@gmail.com")]
    [InlineData("anna+x@outlook.de", "anna@outlook.de")]
    [InlineData("anna.berg+x@hotmail.co.uk", "anna.berg@hotmail.co.uk")]
    [InlineData("anna-shop@yahoo.de", "anna@yahoo.de")]
    [InlineData("anna+x@pm.me", "anna@proton.me")]
    [InlineData("anna@ya.ru", "anna@yandex.ru")]
    [InlineData("shop@anna.fastmail.com", "anna@fastmail.com")]
    [InlineData("anna+shop@fastmail.com", "anna@fastmail.com")]
    [InlineData("Anna+x@musterfirma.de", "anna+x@musterfirma.de")]
    [InlineData("anna.berg+x@web.de", "anna.berg+x@web.de")]
    [InlineData("+x@gmail.com", "+x@gmail.com")]
    [InlineData("\"Anna Berg\"@gmail.com", "\"anna berg\"@gmail.com")]
    [InlineData("Jörg@müller.de", "jörg@xn--mller-kva.de")]
    public async Task Spellings_that_reach_one_mailbox_share_a_canonical_address(string text, string canonical) =>
        Assert.Equal(canonical, (await Check(text)).CanonicalAddress);

    [Fact]
    public async Task Data_of_a_file_take_the_place_of_those_brought_along()
    {
        var data = AddressData.Read(new StringReader("# ours\n[disposable-domains]\ndate 2027-01-02\nmusterfirma.de  other.example\n"), "test");
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true, Data = data });
        Assert.True((await checker.CheckAsync("anna@musterfirma.de", CancellationToken.None)).IsDisposable);
        Assert.False((await checker.CheckAsync("anna@mailinator.com", CancellationToken.None)).IsDisposable);
        Assert.True((await checker.CheckAsync("anna@web.de", CancellationToken.None)).IsFreeProvider);
        Assert.Equal(new DateTime(2027, 1, 2, 0, 0, 0, DateTimeKind.Utc), data.Date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("[no-such-section]\nx")]
    [InlineData("[disposable-domains]\ndate 2027-13-02")]
    public void A_file_that_is_none_is_an_error_that_names_it(string text)
    {
        var error = Assert.Throws<MailOpsException>(() => AddressData.Read(new StringReader(text), "list.txt"));
        Assert.Equal("MailOps.Data.Invalid", error.ErrorId);
        Assert.Contains("list.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        var error = Assert.Throws<MailOpsException>(() => AddressData.Load("/no/such/file"));
        Assert.Equal("MailOps.Data.Unreadable", error.ErrorId);
    }

    [Theory]
    [InlineData('g', 'h', true)]
    [InlineData('o', '0', true)]
    [InlineData('t', 'g', true)]
    [InlineData('n', 'm', true)]
    [InlineData('y', 'x', true)]
    [InlineData('a', 'l', false)]
    [InlineData('q', 'p', false)]
    public void Neighbours_on_the_keyboard_are_known_for_both_layouts(char a, char b, bool near)
    {
        Assert.Equal(near, Keyboard.IsNear(a, b));
        Assert.Equal(near, Keyboard.IsNear(b, a));
    }

    [Theory]
    [InlineData("gmail.com", "gmail.com", 0)]
    [InlineData("gmial.com", "gmail.com", 1)]
    [InlineData("hmail.com", "gmail.com", 1)]
    [InlineData("gmaill.com", "gmail.com", 1)]
    [InlineData("gmai.com", "gmail.com", 2)]
    [InlineData("gmzil.cpm", "gmail.com", 2)]
    [InlineData("xmailbcom", "gmail.com", 4)]
    public void A_distance_counts_half_mistakes(string typed, string meant, int distance) =>
        Assert.Equal(distance, TypingDistance.Between(typed.AsSpan(), meant.AsSpan()));

    private static async Task<AddressTestResult> Check(string text)
    {
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true });
        return await checker.CheckAsync(text, CancellationToken.None);
    }
}
