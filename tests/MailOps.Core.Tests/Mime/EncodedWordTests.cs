using System.Text;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class EncodedWordTests
{
    [Theory]
    // RFC 2047 section 8.
    [InlineData("(=?ISO-8859-1?Q?a?=)", "(a)")]
    [InlineData("(=?ISO-8859-1?Q?a?= b)", "(a b)")]
    [InlineData("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)")]
    [InlineData("(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)")]
    [InlineData("(=?ISO-8859-1?Q?a_b?=)", "(a b)")]
    [InlineData("(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)")]
    [InlineData("=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>", "Keith Moore <moore@cs.utk.edu>")]
    [InlineData("=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <paf@nada.kth.se>", "Patrik Fältström <paf@nada.kth.se>")]
    [InlineData("=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
        "If you can read this you understand the example.")]
    // RFC 2231 section 5: a language.
    [InlineData("=?US-ASCII*EN?Q?Keith_Moore?=", "Keith Moore")]
    public void Reads_the_examples_of_the_standards(string raw, string decoded) => Assert.Equal(decoded, Decode(raw));

    [Theory]
    [InlineData("=?utf-8?Q?M=C3?= =?utf-8?Q?=BCller?=", "Müller")]
    [InlineData("=?utf-8?B?TcM=?= =?utf-8?B?vGxsZXI=?=", "Müller")]
    [InlineData("=?utf-8?B?TcO8b?= =?utf-8?B?GxlcnM=?=", "Müllers")]
    [InlineData("=?utf-8?B?TcM=?= =?UTF-8?Q?=BCller?=", "Müller")]
    public void A_character_split_over_two_words_is_put_together(string raw, string decoded) => Assert.Equal(decoded, Decode(raw));

    [Theory]
    [MemberData(nameof(MailText.LineEnds), MemberType = typeof(MailText))]
    public void Words_on_several_lines_are_joined(string lineEnd)
    {
        var root = MailText.Read("Subject: =?utf-8?Q?Gr=C3=BC?=\n =?utf-8?Q?=C3=9Fe?=\n\tund\n  mehr\n\n", lineEnd);
        Assert.Equal("Grüße und  mehr", root.Headers["Subject"]);
    }

    [Theory]
    [InlineData("=?utf-8?Q?spaces in it?=", "spaces in it")]
    // The question mark was not encoded.
    [InlineData("=?utf-8?Q?what?=20now?=", "what? now")]
    [InlineData("pre=?utf-8?Q?f=C3=BC?=post", "prefüpost")]
    [InlineData("\"=?utf-8?Q?f=C3=BCr?=\" <a@b.example>", "\"für\" <a@b.example>")]
    [InlineData("=?utf-8?q?lower=c3=bc?=", "lowerü")]
    public void Laxer_forms_of_real_mail_are_read(string raw, string decoded) => Assert.Equal(decoded, Decode(raw));

    [Theory]
    [InlineData("=?utf-16?B?APw=?=")]
    [InlineData("=?utf-16?B?/v8A/A==?=")]
    [InlineData("=?utf-16?B?//78AA==?=")]
    [InlineData("=?utf-16le?B?/AA=?=")]
    [InlineData("=?utf-16be?B?APw=?=")]
    public void Utf16_is_read_by_its_mark_or_by_its_name(string raw) => Assert.Equal("ü", Decode(raw));

    [Theory]
    [InlineData("=?utf-8?Q?never ends")]
    [InlineData("=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?abc?=")]
    [InlineData("=??Q?abc?=")]
    [InlineData("=?=")]
    [InlineData("=?")]
    [InlineData("a =? b ?= c")]
    public void What_is_no_encoded_word_stays_as_it_is(string raw) => Assert.Equal(raw, Decode(raw));

    [Fact]
    public void A_broken_word_does_not_spoil_the_next_one() =>
        Assert.Equal("=?utf-8?q?broken gut", Decode("=?utf-8?q?broken =?utf-8?q?gut?="));

    [Theory]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXDhsGyhC?=", "日本語")]
    [InlineData("=?shift_jis?B?k/qWe4zq?=", "日本語")]
    [InlineData("=?euc-jp?B?xvzL3Ljs?=", "日本語")]
    [InlineData("=?gb2312?B?1tDOxA==?=", "中文")]
    [InlineData("=?koi8-r?B?8NLJ18XU?=", "Привет")]
    [InlineData("=?windows-1252?Q?5_=80?=", "5 €")]
    [InlineData("=?iso-8859-15?Q?5_=A4?=", "5 €")]
    public void Charsets_are_known_by_name(string raw, string decoded) => Assert.Equal(decoded, Decode(raw));

    [Fact]
    public void A_word_of_an_unknown_charset_is_guessed_and_noted()
    {
        var root = MailText.Read("Subject: =?x-klingon?Q?Gr=C3=BC=C3=9Fe?=\n\n");
        Assert.Equal("Grüße", root.Headers["Subject"]);
        Assert.True(root.Findings.Contains("MIME017"));
    }

    [Fact]
    public void A_line_break_inside_a_word_becomes_a_space()
    {
        var root = MailText.Read("Subject: =?utf-8?Q?a=0D=0ABcc:_b=00c?=\n\n");
        Assert.Equal("a  Bcc: b c", root.Headers["Subject"]);
        Assert.True(root.Findings.Contains("MIME018"));
    }

    [Fact]
    public void A_parser_gets_the_words_undecoded()
    {
        var root = MailText.Read("From: =?utf-8?Q?M=C3=BCller=2C_J?=\n <a@b.example>\n\n");
        Assert.True(root.Headers.TryGet("from", out var from));
        Assert.Equal("=?utf-8?Q?M=C3=BCller=2C_J?= <a@b.example>", from.UnfoldedValue);
        Assert.Equal("Müller, J <a@b.example>", from.Value);
    }

    [Theory]
    [InlineData("=?a?q?x")]
    [InlineData("=?")]
    [InlineData("=?a?b?AA?=")]
    [InlineData("=?a?q?=?=20")]
    [InlineData("?=20=?a?q?")]
    public void A_value_made_to_confuse_is_read_in_one_go(string piece)
    {
        var text = new StringBuilder("Subject: ");
        while (text.Length < 1_000_000)
        {
            text.Append(piece);
        }

        // What is asserted is that it ends at all: a quadratic reader would take hours.
        Assert.NotEmpty(MailText.Read(text.Append("\n\n").ToString()).Headers["Subject"]!);
    }

    private static string Decode(string raw) => MailText.Read("Subject: " + raw + "\n\n").Headers["Subject"]!;
}
