using System;
using System.Linq;
using System.Text;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class MimeHeaderTests
{
    public static TheoryData<string> LineEnds => MailText.LineEnds;

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void Fields_are_found_by_name_in_any_case(string lineEnd)
    {
        var headers = MailText.Read("Received: one\nX-Test: a\n b\nRECEIVED: two\n\nbody", lineEnd).Headers;
        Assert.Equal(3, headers.Count);
        Assert.Equal("one", headers["received"]);
        Assert.Equal(["one", "two"], headers.GetAll("Received"));
        Assert.Equal("a b", headers["x-test"]);
        Assert.Null(headers["missing"]);
        Assert.Empty(headers.GetAll("missing"));
        Assert.Equal(["Received", "X-Test", "RECEIVED"], headers.Select(h => h.Name));
        Assert.True(headers.TryGetRaw("X-Test", out var raw));
        Assert.Equal(" a" + lineEnd + " b", MailText.Ascii(raw));
        Assert.Equal("X-Test: a" + lineEnd + " b", MailText.Ascii(headers[1].Raw));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void Header_and_body_are_kept_byte_for_byte(string lineEnd)
    {
        var root = MailText.Read("A: 1\nB: 2\n\nbody\nmore\n", lineEnd);
        Assert.Equal("A: 1\nB: 2\n".Replace("\n", lineEnd), MailText.Ascii(root.RawHeader));
        Assert.Equal("body\nmore\n".Replace("\n", lineEnd), MailText.Ascii(root.RawBody));
        Assert.Equal("A: 1\nB: 2\n\nbody\nmore\n".Replace("\n", lineEnd), MailText.Ascii(root.Raw));
    }

    [Fact]
    public void Mixed_line_ends_are_read()
    {
        var root = MimeReader.Read(Encoding.ASCII.GetBytes("A: 1\r\nB: 2\n b\rC: 3\r\r\nD: 4\n\r\nbody"));
        Assert.Equal(["1", "2 b", "3", "4"], root.Headers.Select(h => h.Value));
        Assert.Equal("body", root.GetText());
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void White_space_before_the_colon_is_tolerated(string lineEnd)
    {
        var headers = MailText.Read("Status : 5.1.1\nSubject\t: x\n\n", lineEnd).Headers;
        Assert.Equal("5.1.1", headers["Status"]);
        Assert.Equal("x", headers["Subject"]);
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void A_missing_empty_line_is_noticed_and_the_body_begins_there(string lineEnd)
    {
        var root = MailText.Read("Subject: x\nFrom: a@b.example\nThis is text: really.\nMore.\n", lineEnd);
        Assert.Equal(2, root.Headers.Count);
        Assert.Equal("This is text: really.\nMore.\n", root.GetText().Replace(lineEnd, "\n"));
        Assert.True(root.Findings.Contains("MIME014"));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void A_line_that_a_broken_program_wrapped_does_not_end_the_header(string lineEnd)
    {
        var root = MailText.Read("Subject: a long\nsubject\nof three lines\nX-Unknown: x\nContent-Type: text/html\n\nbody", lineEnd);
        Assert.Equal("text/html", root.ContentType.MediaType);
        Assert.Equal("body", root.GetText());
        Assert.True(root.Findings.Contains("MIME015"));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void A_line_of_white_space_goes_on_or_ends_the_header_as_what_follows_tells(string lineEnd)
    {
        Assert.Equal("1  2", MailText.Read("A: 1\n \n 2\n\nbody", lineEnd).Headers["A"]!.Replace("   ", "  "));
        Assert.Equal(2, MailText.Read("A: 1\n \nB: 2\n\nbody", lineEnd).Headers.Count);
        Assert.Equal("body", MailText.Read("A: 1\n \nbody", lineEnd).GetText());
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void What_precedes_a_header_is_skipped(string lineEnd)
    {
        AssertSkipped("From bounce@x.example Sun Mar  1 12:00:00 2026\n", null);
        AssertSkipped(">From bounce@x.example Sun Mar  1 12:00:00 2026\n", null);
        AssertSkipped("\n\n\n", "MIME012");
        AssertSkipped("\nFrom x Sun Mar  1 12:00:00 2026\n", "MIME012");
        AssertSkipped("+OK 1234 octets\n", "MIME012");
        AssertSkipped("* 1 FETCH (RFC822 {1234}\n", "MIME012");
        AssertSkipped("\uFEFF", "MIME010");
        AssertSkipped("\uFEFFFrom x Sun Mar  1 12:00:00 2026\n", "MIME010");

        void AssertSkipped(string preface, string? finding)
        {
            var root = MailText.Read(preface + "Subject: x\nTo: y\n\nbody", lineEnd);
            Assert.Equal(["x", "y"], root.Headers.Select(h => h.Value));
            Assert.Equal("body", root.GetText());
            Assert.Equal(finding ?? "", root.Findings.ToString());
            Assert.StartsWith("Subject: x", MailText.Ascii(root.Raw), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_mail_redirected_into_a_file_by_Windows_PowerShell_is_read(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes("Subject: Grüße\r\n\r\nbody")];
        var root = MimeReader.Read(file);
        Assert.Equal("Grüße", root.Headers["Subject"]);
        Assert.Equal("body", root.GetText());
        Assert.True(root.Findings.Contains("MIME011"));
    }

    [Theory]
    [InlineData("Hello, this is no mail.\nReally: not.\n")]
    [InlineData("PK\u0003\u0004\u0000\u0000garbage")]
    [InlineData("{ \"json\": true }")]
    [InlineData(": no name\n\nx")]
    public void What_is_no_mail_is_all_body(string text)
    {
        var root = MailText.Read(text);
        Assert.Empty(root.Headers);
        Assert.Equal(text, root.GetText());
        Assert.True(root.Findings.Contains("MIME013"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\uFEFF")]
    [InlineData("\r\r\r")]
    [InlineData("A")]
    [InlineData("A:")]
    [InlineData("From ")]
    [InlineData("\0")]
    public void Nearly_nothing_is_read_as_nearly_nothing(string text)
    {
        var root = MailText.Read(text);
        Assert.InRange(root.Headers.Count, 0, 1);
        Assert.InRange(root.GetText().Length, 0, text.Length);
        Assert.Empty(root.Parts);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_read_as_western_text()
    {
        var root = MailText.ReadLatin1("Subject: Gr\u00fc\u00dfe f\u00fcr 5 \u0080\n\n");
        Assert.Equal("Grüße für 5 €", root.Headers["Subject"]);
        Assert.True(root.Findings.Contains("MIME016"));
    }

    [Fact]
    public void Utf8_in_a_header_is_read_without_complaint()
    {
        var root = MailText.Read("Subject: Grüße 日本\n\n");
        Assert.Equal("Grüße 日本", root.Headers["Subject"]);
        Assert.Empty(root.Findings);
    }

    [Fact]
    public void A_nul_in_a_value_becomes_a_space_and_one_in_a_name_ends_the_header()
    {
        var root = MailText.ReadLatin1("Subject: a\0b\nX\0Y: 1\n\nbody");
        Assert.Equal("a b", root.Headers["Subject"]);
        Assert.True(root.Findings.Contains("MIME018"));
        Assert.Single(root.Headers);
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void Groups_of_fields_are_read_one_by_one(string lineEnd)
    {
        var bytes = MailText.Bytes("\uFEFF\nReporting-MTA: dns; a\nArrival-Date: x\n\n\njunk\nFinal-Recipient: rfc822; b\n \nStatus : 5\n\n", lineEnd);
        var groups = MimeHeaderBlock.ReadGroups(bytes).ToList();
        Assert.Equal([2, 1, 1], groups.Select(g => g.Count));
        Assert.Equal("rfc822; b", groups[1]["final-recipient"]);
        Assert.True(groups[1].Findings.Contains("MIME015"));
        Assert.Equal("dns; a", MimeHeaderBlock.ReadFirst(bytes)["Reporting-MTA"]);
        Assert.Empty(MimeHeaderBlock.ReadFirst(default));
    }

    [Fact]
    public void A_million_recipients_are_read_without_holding_them_all()
    {
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Final-Recipient: rfc822; a@b.example\nStatus: 5.1.1\n\n", 200_000)));
        var statuses = 0;
        foreach (var group in MimeHeaderBlock.ReadGroups(content))
        {
            statuses += group["Status"] == "5.1.1" ? 1 : 0;
        }

        Assert.Equal(200_000, statuses);
    }
}
