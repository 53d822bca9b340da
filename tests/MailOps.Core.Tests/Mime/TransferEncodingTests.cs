using System;
using System.Globalization;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class TransferEncodingTests
{
    public static TheoryData<string> LineEnds => MailText.LineEnds;

    [Theory]
    [InlineData("7bit")]
    [InlineData("8BIT")]
    [InlineData("binary")]
    [InlineData("")]
    [InlineData("\"7bit\"")]
    [InlineData("7bit; charset=x")]
    [InlineData(" 8bit (comment)")]
    public void Content_that_is_not_encoded_is_a_slice_of_the_message(string name)
    {
        var root = Read(name, "a=20b\n");
        Assert.Equal("a=20b\n", root.GetText());
        Assert.Equal(TransferEncoding.Identity, root.TransferEncoding);
        Assert.True(root.GetContent().Equals(root.RawBody));
    }

    [Fact]
    public void An_unknown_encoding_leaves_the_content_and_a_finding()
    {
        var root = Read("x-zip", "abc");
        Assert.Equal("abc", root.GetText());
        Assert.True(root.Findings.Contains("MIME040"));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void Base64_on_several_lines_is_decoded(string lineEnd) =>
        Assert.Equal("Hello, world! And more.", Read("base64", "SGVsbG8sIHdvcmxk\nISBBbmQg\n\nbW9yZS4=\n", lineEnd).GetText());

    [Theory]
    [InlineData("SGVsbG8", "Hello", true)]
    [InlineData("SGVsbG8=", "Hello", false)]
    [InlineData("SGVs bG8=", "Hello", false)]
    [InlineData("SGV\nsbG\n8=", "Hello", false)]
    [InlineData("SGVs*bG8=", "Hello", true)]
    [InlineData("SGVsbG8=SGVsbG8=", "HelloHello", false)]
    [InlineData("SGVsbG8=\nSGVsbG8=\n", "HelloHello", false)]
    [InlineData("SGVsbG8===", "Hello", false)]
    [InlineData("S", "", true)]
    [InlineData("SGVsbG8sIHdvcmxkIQ==\n-- \nfooter of a list\n", "Hello, world!", true)]
    [InlineData("", "", false)]
    public void Broken_base64_is_decoded_as_far_as_it_goes(string encoded, string start, bool isBroken)
    {
        var root = Read("base64", encoded);
        Assert.StartsWith(start, Encoding.ASCII.GetString(root.GetContent().ToArray()), StringComparison.Ordinal);
        Assert.Equal(isBroken, root.Findings.Contains("MIME041"));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void Quoted_printable_is_decoded(string lineEnd) =>
        Assert.Equal("a=b ü end", Read("quoted-printable", "a=3Db =\n=C3=\n=bc end  \n", lineEnd).GetText().TrimEnd('\r', '\n'));

    [Theory]
    [InlineData("a=", "a")]
    [InlineData("a= \t\nb", "ab")]
    [InlineData("a=zz", "a=zz")]
    [InlineData("a=4", "a=4")]
    [InlineData("==41", "=A")]
    [InlineData("trailing \t \nnext", "trailing\nnext")]
    [InlineData("tab\tinside", "tab\tinside")]
    public void Odd_quoted_printable_is_decoded_as_far_as_it_goes(string encoded, string text) =>
        Assert.Equal(text, Read("quoted-printable", encoded).GetText());

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void Uuencode_is_decoded(string lineEnd)
    {
        var root = Read("x-uuencode", "begin 644 cat.txt\n#0V%T\n`\nend\n", lineEnd);
        Assert.Equal("Cat", root.GetText());
        Assert.Empty(root.Findings);
    }

    [Fact]
    public void Broken_uuencode_is_noted()
    {
        var root = Read("x-uuencode", "begin 644 cat.txt\n#0V%T\n");
        Assert.Equal("Cat", root.GetText());
        Assert.True(root.Findings.Contains("MIME043"));
    }

    [Fact]
    public void Any_bytes_come_back_from_base64_and_quoted_printable() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var base64 = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
            var quoted = string.Concat(bytes.Select(b => "=" + b.ToString("X2", CultureInfo.InvariantCulture)));
            return Read("base64", base64).GetContent().ToArray().SequenceEqual(bytes)
                && Read("quoted-printable", quoted).GetContent().ToArray().SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();

    [SkippableTheory]
    [InlineData("iso-8859-1", "Gr\u00fc\u00dfe \u0080", "Grüße €")]
    [InlineData("ISO-8859-15", "5 \u00a4", "5 €")]
    [InlineData("windows-1251", "\u00cf\u00f0\u00e8\u00e2\u00e5\u00f2", "Привет")]
    [InlineData("cp850", "\u0081", "ü")]
    [InlineData("macintosh", "\u009f", "ü")]
    [InlineData("iso-2022-jp", "\u001b$BF|K\\8l\u001b(B", "日本語")]
    [InlineData("shift_jis", "\u0093\u00fa\u0096\u007b\u008c\u00ea", "日本語")]
    [InlineData("gbk", "\u00d6\u00d0\u00ce\u00c4", "中文")]
    [InlineData("big5", "\u00a4\u00a4\u00a4\u00e5", "中文")]
    [InlineData("ks_c_5601-1987", "\u00c7\u00d1", "한")]
    [InlineData("utf-8", "\u00c3\u00bc", "ü")]
    [InlineData("\"UTF8\"", "\u00c3\u00bc", "ü")]
    [InlineData("us-ascii", "\u00c3\u00bc", "ü")]
    [InlineData("us-ascii", "\u00fc", "ü")]
    [InlineData("utf-8", "Gr\u00fc\u00dfe", "Grüße")]
    [InlineData("iso-2022-jp", "\u00e6\u0097\u00a5\u00e6\u009c\u00ac", "日本")]
    [InlineData("iso-2022-jp", "\u00c6\u00fc\u00cb\u00dc\u00b8\u00ec", "日本語")]
    [InlineData("euc-jp", "\u0093\u00fa\u0096\u007b\u008c\u00ea", "日本語")]
    [InlineData("x-unheard-of", "\u00fc", "ü")]
    [InlineData("unknown-8bit", "\u00c3\u00bc", "ü")]
    [InlineData("utf-7", "+APw-", "+APw-")]
    public void Text_is_read_in_its_charset_or_a_good_guess(string charset, string bytes, string text)
    {
        // Mono's Japanese decoders replace what they cannot read without saying so: there nothing tells that the label is wrong.
        System.Type? mono = System.Type.GetType("Mono.Runtime");
        Skip.If(mono is not null && charset.EndsWith("jp", System.StringComparison.Ordinal), "Mono's Japanese decoders report no fault.");
        Assert.Equal(text, MailText.ReadLatin1("Content-Type: text/plain; charset=" + charset + "\n\n" + bytes).GetText());
    }

    [Theory]
    [InlineData("x-unheard-of", "abc", "MIME050")]
    [InlineData("utf-8", "\u00fc", "MIME051")]
    [InlineData("us-ascii", "\u00fc", "MIME052")]
    [InlineData("utf-8", "abc", "")]
    public void A_guessed_charset_is_noted(string charset, string bytes, string findings)
    {
        var root = MailText.ReadLatin1("Content-Type: text/plain; charset=" + charset + "\n\n" + bytes);
        root.GetText();
        Assert.Equal(findings, root.Findings.ToString());
    }

    [Fact]
    public void Utf16_text_in_base64_is_read()
    {
        var body = Convert.ToBase64String(Encoding.Unicode.GetBytes("Grüße"));
        Assert.Equal("Grüße", MailText.Read("Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n" + body).GetText());
    }

    private static MimeEntity Read(string encoding, string body, string lineEnd = "\n") =>
        MailText.Read("Content-Type: text/plain\nContent-Transfer-Encoding: " + encoding + "\n\n" + body, lineEnd);
}
