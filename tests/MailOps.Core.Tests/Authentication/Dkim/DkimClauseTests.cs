using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Dkim;

/// <summary>
/// RFC 6376 clause by clause. The tests write the canonical form of header and body by hand and sign it themselves, so nothing of the product's signing
/// can agree with its own mistakes.
/// </summary>
public sealed class DkimClauseTests
{
    private const string From = "From: a@corp.example\r\n";

    // Section 3.4.2
    [Theory]
    [InlineData("subject:from", "SUBject:\t a \t b\r\n\t c  \r\n", "subject:a b c\r\nfrom:a@corp.example\r\n")]
    [InlineData("subject:from", "Subject: \r\n", "subject:\r\nfrom:a@corp.example\r\n")]
    [InlineData("subject:from", "Subject:\r\n", "subject:\r\nfrom:a@corp.example\r\n")]
    [InlineData("subject:from", "Subject \t: x\r\n", "subject:x\r\nfrom:a@corp.example\r\n")]
    [InlineData("subject:from", "Subject:\r\n folded from the start\r\n", "subject:folded from the start\r\nfrom:a@corp.example\r\n")]
    [InlineData("subject:from", "Subject: gr\u00fc\u00df\r\n", "subject:gr\u00fc\u00df\r\nfrom:a@corp.example\r\n")]
    [InlineData("Subject:FROM", "Subject: x\r\n", "subject:x\r\nfrom:a@corp.example\r\n")]
    [InlineData("subject:from", "Subject: a\r\n  \r\n b\r\n", "subject:a b\r\nfrom:a@corp.example\r\n")]

    // Section 5.4.2: of several fields the lowest first, absent ones add nothing, wherever they stand.
    [InlineData("from:x:x", "X: upper\r\nX: lower\r\n", "from:a@corp.example\r\nx:lower\r\nx:upper\r\n")]
    [InlineData("from:x", "X: upper\r\nX: lower\r\n", "from:a@corp.example\r\nx:lower\r\n")]
    [InlineData("absent:from:from:absent", "", "from:a@corp.example\r\n")]
    [InlineData("from:x:y:x", "X: 1\r\nY: 2\r\nX: 3\r\n", "from:a@corp.example\r\nx:3\r\ny:2\r\nx:1\r\n")]
    public async Task A_relaxed_header_is_signed_in_this_form(string names, string fields, string canonical)
    {
        var signed = Message(fields + From, "body\r\n", "relaxed/simple", names, canonical, "body\r\n");
        Assert.Equal("Pass ", await Judge(signed));
    }

    // Section 3.4.1
    [Theory]
    [InlineData("SUBject:\t a \t b\r\n\t c  \r\n")]
    [InlineData("Subject : x\r\n")]
    [InlineData("Subject:\r\n")]
    public async Task A_simple_header_is_signed_as_it_stands(string field) =>
        Assert.Equal("Pass ", await Judge(Message(field + From, "body\r\n", "simple/simple", "subject:from", field + From, "body\r\n")));

    // Sections 3.4.3 and 3.4.4
    [Theory]
    [InlineData("simple", "", "\r\n")]
    [InlineData("simple", "\r\n\r\n", "\r\n")]
    [InlineData("simple", " \r\n", " \r\n")]
    [InlineData("simple", "a\r\n\r\n\r\n", "a\r\n")]
    [InlineData("simple", "a", "a\r\n")]
    [InlineData("simple", "\r\na", "\r\na\r\n")]
    [InlineData("simple", " C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n")]
    [InlineData("simple", "a\rb\r\n", "a\rb\r\n")]
    [InlineData("relaxed", "", "")]
    [InlineData("relaxed", "\r\n\r\n", "")]
    [InlineData("relaxed", " \t\r\n \r\n", "")]
    [InlineData("relaxed", " C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n")]
    [InlineData("relaxed", "a", "a\r\n")]
    [InlineData("relaxed", "a \t", "a\r\n")]
    [InlineData("relaxed", "\t\ta\t\t\r\n", " a\r\n")]
    [InlineData("relaxed", "a\rb\r\n", "a\rb\r\n")]
    [InlineData("relaxed", "\r\n \r\na", "\r\n\r\na\r\n")]
    [InlineData("relaxed", ".\r\n..\r\n", ".\r\n..\r\n")]
    public async Task A_body_is_hashed_in_this_form(string form, string body, string canonical) =>
        Assert.Equal("Pass ", await Judge(Message(From, body, "relaxed/" + form, "from", "from:a@corp.example\r\n", canonical)));

    [Fact]
    public async Task A_message_without_the_empty_line_has_an_empty_body() =>
        Assert.Equal("Pass ", await Judge(Sign("c=simple/simple; h=from; bh=" + Hash("\r\n"), From, isRelaxed: false) + From));

    // Section 3.5 (l): the count is of octets in the canonical form.
    [Theory]
    [InlineData("a  b\r\nc\r\n", 3, "a b", "Pass DKIM054")]
    [InlineData("a  b\r\nc\r\n", 8, "a b\r\nc\r\n", "Pass ")]
    [InlineData("a  b\r\nc\r\n\r\n\r\n", 8, "a b\r\nc\r\n", "Pass ")]
    [InlineData("anything\r\n", 0, "", "Pass DKIM054")]
    [InlineData("a\r\n", 4, "a\r\n", "PermError DKIM048")]
    public async Task A_length_covers_so_much_of_the_canonical_body(string body, int length, string covered, string expected) =>
        Assert.Equal(
            expected,
            await Judge(Sign("c=relaxed/relaxed; h=from:from; l=" + length.ToString(CultureInfo.InvariantCulture) + "; bh=" + Hash(covered), "from:a@corp.example\r\n") + From + "\r\n" + body));

    // Sections 3.5 and 6.1.1; h=from:from, so that a pass has no finding of its own.
    [Theory]
    [InlineData("v=1; x-y=1", "PermError DKIM040")]
    [InlineData("v=1; xy=1; zz=", "Pass ")]
    [InlineData("v=1; zz=1; zz=2", "PermError DKIM040")]
    [InlineData("v=1; v=1", "PermError DKIM040")]
    [InlineData("v=2", "PermError DKIM042")]
    [InlineData("V=1", "PermError DKIM041")]
    [InlineData("v=1; t=1000; x=1000", "PermError DKIM042")]
    [InlineData("v=1; t=1001; x=1000", "PermError DKIM042")]
    [InlineData("v=1; t=1000; x=1001", "PermError DKIM049")]
    [InlineData("v=1; x=99999999999999999999999999", "Pass ")]
    [InlineData("v=1; t=99999999999999999999999999", "Pass DKIM050")]
    [InlineData("v=1; t=-1", "PermError DKIM042")]
    [InlineData("v=1; x=1e9", "PermError DKIM042")]
    [InlineData("v=1; l=-1", "PermError DKIM042")]
    [InlineData("v=1; q=dns/txt", "Pass ")]
    [InlineData("v=1; q=carrier/pigeon:dns/txt", "Pass ")]
    [InlineData("v=1; q=carrier/pigeon", "PermError DKIM042")]
    [InlineData("v=1; i=@corp.example", "Pass ")]
    [InlineData("v=1; i=user=40x@News.Corp.example", "Pass ")]
    [InlineData("v=1; i=", "PermError DKIM042")]
    [InlineData("v=1; i=user", "PermError DKIM042")]
    [InlineData("v=1; i=@example", "PermError DKIM046")]
    [InlineData("v=1; i=@xcorp.example", "PermError DKIM046")]
    [InlineData("v=1; c=relaxed/", "PermError DKIM042")]
    [InlineData("v=1; c=Relaxed/simple", "PermError DKIM042")]
    [InlineData("v=1; c=relaxed/simple/simple", "PermError DKIM042")]
    public async Task A_tag_of_the_signature_means_this(string tags, string expected)
    {
        var form = tags.Contains("c=") ? "" : "c=relaxed/simple; ";
        Assert.Equal(expected, await Judge(Sign(tags + "; " + form + "h=from:from; bh=" + Hash("body\r\n"), "from:a@corp.example\r\n", version: false) + From + "\r\nbody\r\n", oversigned: true));
    }

    [Theory]
    [InlineData("to:subject", "PermError DKIM045")]
    [InlineData("", "PermError DKIM045")]
    [InlineData("x-from", "PermError DKIM045")]
    [InlineData("from::", "Pass ")]
    public async Task The_author_must_be_signed(string names, string expected) =>
        Assert.Equal(expected, await Judge(Message(From, "body\r\n", "relaxed/simple", names, "from:a@corp.example\r\n", "body\r\n")));

    // Section 3.6.1
    [Theory]
    [InlineData("p={0}", "Pass ")]
    [InlineData("p={0};", "Pass ")]
    [InlineData("v=DKIM1;;p={0}", "Pass ")]
    [InlineData(" v = DKIM1 ; p = {0} ", "Pass ")]
    [InlineData("v=DKIM1; k=rsa; t=y; p={0}", "Pass DKIM022")]
    [InlineData("v=DKIM1; t=s; p={0}", "Pass ")]
    [InlineData("v=DKIM1; t=x:s:z; p={0}", "Pass ")]
    [InlineData("v=DKIM1; h=sha1:sha256; p={0}", "Pass ")]
    [InlineData("v=DKIM1; h=sha512:sha256; p={0}", "Pass ")]
    [InlineData("v=DKIM1; h=sha1; p={0}", "PermError DKIM021")]
    [InlineData("v=DKIM1; s=email; p={0}", "Pass ")]
    [InlineData("v=DKIM1; s=other:*; p={0}", "Pass ")]
    [InlineData("v=DKIM1; s=other; p={0}", "PermError DKIM020")]
    [InlineData("v=DKIM1; n=some note; unknown=1; p={0}", "Pass ")]
    [InlineData("v=DKIM1; g=; p={0}", "Pass ")]
    [InlineData("v=DKIM1; p=", "PermError DKIM014")]
    [InlineData("v=DKIM1; k=ed25519; p={0}", "PermError DKIM015")]
    [InlineData("v=DKIM1; k=x25519; p={0}", "PermError DKIM016")]
    [InlineData("v=DKIM1; p={0}; p={0}", "PermError DKIM025")]
    [InlineData("v=DKIM1", "PermError DKIM013")]
    [InlineData("p={0}; v=DKIM1", "PermError DKIM011")]
    [InlineData("v=DKIM2; p={0}", "PermError DKIM012")]
    [InlineData("v=dkim1; p={0}", "PermError DKIM012")]
    [InlineData("v=spf1 -all", "PermError DKIM010")]
    public async Task A_key_record_means_this(string record, string expected)
    {
        var key = Convert.ToBase64String(RsaKeyFormat.WritePublic(TestKeys.Rsa(2048)));
        var message = Message(From, "body\r\n", "relaxed/simple", "from:from", "from:a@corp.example\r\n", "body\r\n");
        Assert.Equal(expected, await Judge(message, string.Format(CultureInfo.InvariantCulture, record, key), oversigned: true));
    }

    // Section 3.6.1 (t=s) and section 3.5 (i).
    [Theory]
    [InlineData("i=@corp.example", "Pass ")]
    [InlineData("i=@news.corp.example", "PermError DKIM047")]
    public async Task A_strict_key_takes_no_identity_below_the_domain(string identity, string expected)
    {
        var record = "v=DKIM1; t=s; p=" + Convert.ToBase64String(RsaKeyFormat.WritePublic(TestKeys.Rsa(2048)));
        Assert.Equal(expected, await Judge(Sign(identity + "; c=relaxed/simple; h=from:from; bh=" + Hash("body\r\n"), "from:a@corp.example\r\n") + From + "\r\nbody\r\n", record, oversigned: true));
    }

    // A From added on top is not the one that was signed.
    [Theory]
    [InlineData("from", "Pass DKIM055")]
    [InlineData("from:from", "Fail DKIM052")]
    public async Task A_second_author_is_noticed(string names, string expected) =>
        Assert.Equal(expected, await Judge("From: evil@other.example\r\n" + Message(From, "body\r\n", "relaxed/simple", names, "from:a@corp.example\r\n", "body\r\n")));

    // Section 3.5 (b): white space in the value counts for nothing, and the tag may stand anywhere.
    [Fact]
    public async Task The_signature_may_be_folded_and_stand_in_the_middle()
    {
        const string Head = "dkim-signature:v=1; b=";
        var tail = "; a=rsa-sha256; d=corp.example; s=s1; c=relaxed/simple; h=from:from; bh=" + Hash("body\r\n");
        var signature = Convert.ToBase64String(SignOctets("from:a@corp.example\r\n" + Head + tail));
        var folded = string.Join("\r\n\t ", Enumerable.Range(0, (signature.Length + 59) / 60).Select(i => signature.Substring(i * 60, Math.Min(60, signature.Length - (i * 60)))));
        Assert.Equal("Pass ", await Judge("DKIM-Signature: v=1;\r\n\tb= " + folded + " " + tail.Replace("; ", ";\r\n\t") + "\r\n" + From + "\r\nbody\r\n", oversigned: true));
    }

    private static string Message(string fields, string body, string form, string names, string canonicalFields, string canonicalBody) =>
        Sign("c=" + form + "; h=" + names + "; bh=" + Hash(canonicalBody), canonicalFields, form.StartsWith("relaxed", StringComparison.Ordinal)) + fields + "\r\n" + body;

    // The field is written in its own relaxed form but for the name, so that both forms of it are plain to see.
    private static string Sign(string tags, string canonicalFields, bool isRelaxed = true, bool version = true)
    {
        var value = (version ? "v=1; " : "") + "a=rsa-sha256; d=corp.example; s=s1; " + tags + "; b=";
        var name = isRelaxed ? "dkim-signature:" : "DKIM-Signature:";
        return "DKIM-Signature:" + value + Convert.ToBase64String(SignOctets(canonicalFields + name + value)) + "\r\n";
    }

    private static byte[] SignOctets(string text)
    {
        using var rsa = new RSACryptoServiceProvider();
        rsa.ImportParameters(TestKeys.Rsa(2048));
        return rsa.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string Hash(string body)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(body)));
    }

    // The result and the findings, but for the note that From is signed as often as it occurs.
    private static async Task<string> Judge(string message, string? record = null, bool oversigned = false)
    {
        var zone = new ZoneBuilder().AddTxt("s1._domainkey.corp.example", record ?? TestKeys.Record(2048)).Build();
        var verification = await new DkimVerifier(zone).VerifyAsync(Encoding.UTF8.GetBytes(message), CancellationToken.None);
        var signature = Assert.Single(verification.Signatures);
        var ids = signature.Findings.Select(f => f.Id).Where(id => oversigned || id != "DKIM059");
        return signature.Result + " " + string.Join(", ", ids);
    }
}
