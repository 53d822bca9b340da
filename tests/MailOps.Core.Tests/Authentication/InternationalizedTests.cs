using System;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Signing;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Tests.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Authentication;

/// <summary>RFC 8616: SPF, DKIM and DMARC of mail whose addresses and domains are written in national letters.</summary>
public sealed class InternationalizedTests
{
    private const string Ascii = "xn--bcher-kva.test";

    private static readonly ZoneResolver Zone = new ZoneBuilder()
        .AddTxt(Ascii, "v=spf1 exists:%{d}._spf." + Ascii + " ip4:192.0.2.1 -all")
        .AddAddress(Ascii + "._spf." + Ascii, "127.0.0.2")
        .AddTxt("_dmarc." + Ascii, "v=DMARC1; p=reject; adkim=s; rua=mailto:d@" + Ascii)
        .AddTxt("xn--sd-xka._domainkey." + Ascii, TestKeys.Record(1024))
        .AddTxt("s1._domainkey." + Ascii, TestKeys.Record(1024))
        .Build();

    [Theory]
    [InlineData("bücher.test", "süd", "")]
    [InlineData("BÜCHER.test", "süd", "")]
    [InlineData("bücher.test", "s1", "@bücher.test")]
    [InlineData("bücher.test", "s1", "jürgen@verlag.bücher.test")]
    [InlineData("xn--bcher-kva.test", "s1", "@bücher.test")]
    [InlineData("bücher.test", "s1", "@xn--bcher-kva.test")]
    public async Task A_signature_may_name_domain_selector_and_identity_in_national_letters(string domain, string selector, string identity)
    {
        var result = await Check(Sign(domain, selector, identity));
        Assert.Equal(DkimResult.Pass, result.DkimResult);
        Assert.Equal((Ascii, DmarcResult.Pass, true), (result.Dkim.Signatures[0].Domain, result.DmarcResult, result.Dmarc!.DkimAligned));
        Assert.Contains("header.d=" + Ascii, result.AuthenticationResults);
    }

    [Theory]
    [InlineData("bücher.test", "s1", "@bucher.test")]
    [InlineData("bücher.test", "s1", "@über.test")]
    public async Task An_identity_of_another_domain_breaks_the_signature_in_every_spelling(string domain, string selector, string identity) =>
        Assert.Equal((DkimResult.PermError, "DKIM046"), await Outcome(Sign(domain, selector, identity)));

    [Theory]
    [InlineData("b\u0000cher.test")]
    [InlineData("b\u00AD-.test")]
    [InlineData("-ü.test")]
    public async Task A_domain_that_is_none_is_a_lasting_error(string domain) =>
        Assert.Equal(DkimResult.PermError, (await Check(Sign(domain, "s1", ""))).DkimResult);

    [Theory]
    [InlineData("=?utf-8?q?J=C3=BCrgen?= <jürgen@bücher.test>")]
    [InlineData("jürgen@BÜCHER.test")]
    [InlineData("Jürgen <a@xn--bcher-kva.test>")]
    public async Task The_author_may_be_written_either_way(string from)
    {
        var result = await Check("From: " + from + "\r\n\r\nHello\r\n");
        Assert.Equal(Ascii, result.AuthorDomain);
        Assert.Equal((DmarcResult.Pass, true), (result.DmarcResult, result.Dmarc!.SpfAligned));
    }

    [Theory]
    [InlineData("info@bücher.test", "bücher.test", SpfResult.Pass)]
    [InlineData("jürgen@bücher.test", "", SpfResult.Pass)]
    [InlineData("info@BÜCHER.TEST", "", SpfResult.Pass)]
    public async Task Spf_asks_for_the_a_labels_and_puts_them_into_macros(string sender, string helo, SpfResult expected)
    {
        // Only the term with the macro lets this client pass.
        var query = new SpfQuery { ClientAddress = IPAddress.Parse("198.51.100.9"), MailFrom = sender, Helo = helo };
        var result = await new SpfEvaluator(Zone).CheckAsync(query, CancellationToken.None);
        Assert.Equal((expected, Ascii), (result.Result, result.Domain));
        Assert.StartsWith("exists:", result.MatchedTerm, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checks_take_the_domain_in_either_form()
    {
        foreach (var name in new[] { "bücher.test", Ascii })
        {
            var domain = new DomainName(name);
            Assert.Equal(DmarcVerdict.Valid, (await new DmarcChecker(Zone).CheckAsync(domain, CancellationToken.None)).Verdict);
            Assert.Equal(DkimVerdict.Valid, (await new DkimChecker(Zone).CheckAsync(domain, ["süd"], CancellationToken.None)).Verdict);
            Assert.Equal(Ascii, (await new SpfChecker(Zone).CheckAsync(domain, CancellationToken.None)).Domain);
        }
    }

    private static async Task<(DkimResult Result, string Findings)> Outcome(string message)
    {
        var signature = (await Check(message)).Dkim.Signatures[0];
        return (signature.Result, signature.Findings.ToString());
    }

    private static async Task<MailAuthenticationResult> Check(string message)
    {
        var query = new MailAuthenticationQuery { ClientAddress = IPAddress.Parse("192.0.2.1"), Helo = "mail.bücher.test", MailFrom = "jürgen@bücher.test" };
        return await new MailAuthenticator(Zone).CheckAsync(Encoding.UTF8.GetBytes(message), query, CancellationToken.None);
    }

    private static string Sign(string domain, string selector, string identity)
    {
        const string Message = "From: Jürgen <jürgen@bücher.test>\r\n";
        using var hashes = new BodyHashes();
        var hash = hashes.Request(Canonicalization.Relaxed, null);
        hashes.Append("Hello\r\n"u8);
        hashes.Complete();
        var field = new SignatureField("DKIM-Signature");
        field.Add("v", "1");
        field.Add("a", "rsa-sha256");
        field.Add("c", "relaxed/relaxed");
        field.Add("d", domain);
        field.Add("s", selector);
        if (identity.Length > 0)
        {
            field.Add("i", identity);
        }

        field.Add("h", "from");
        field.Add("bh", Convert.ToBase64String(hash.Result));
        field.Add("b", "");
        var signed = new OctetBuffer();
        Assert.True(HeaderSelection.TryWrite(SignedHeader.Read(Encoding.UTF8.GetBytes(Message)), "from"u8, Canonicalization.Relaxed, signed));
        using var key = DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(TestKeys.Rsa(1024))));
        return field.Sign(signed, Canonicalization.Relaxed, key) + "\r\n" + Message + "\r\nHello\r\n";
    }
}
