using System;
using System.Linq;
using System.Text;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class MimeStructureTests
{
    public static TheoryData<string> LineEnds => MailText.LineEnds;

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void The_line_end_before_a_boundary_belongs_to_the_boundary(string lineEnd)
    {
        var root = MailText.Read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n\n--b\n\n--b\n\ntwo\n--b--\n", lineEnd);
        Assert.Equal(["one" + lineEnd, "", "two"], root.Parts.Select(p => p.GetText()));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void White_space_behind_a_boundary_does_not_hide_it(string lineEnd)
    {
        var root = MailText.Read("Content-Type: multipart/mixed; boundary=b\n\n--b \t\n\none\n--b--  \nepilogue", lineEnd);
        Assert.Equal("one", Assert.Single(root.Parts).GetText());
        Assert.Equal("epilogue", MailText.Ascii(root.Epilogue));
        Assert.Empty(root.Findings);
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void Nested_boundaries_that_begin_alike_are_told_apart(string lineEnd)
    {
        var root = MailText.Read(
            "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: multipart/mixed; boundary=\"bb\"\n\n"
            + "--bb\nContent-Type: multipart/mixed; boundary=\"b-\"\n\n--b-\n\ndeep\n--b---\n--bb\n\nmiddle\n--bb--\n--b\n\nouter\n--bx\n--b--\n",
            lineEnd);
        Assert.Equal(2, root.Parts.Count);
        Assert.Equal(2, root.Parts[0].Parts.Count);
        Assert.Equal("deep", root.Parts[0].Parts[0].Parts[0].GetText());
        Assert.Equal("middle", root.Parts[0].Parts[1].GetText());
        Assert.Equal("outer\n--bx", root.Parts[1].GetText().Replace(lineEnd, "\n"));
        Assert.Empty(root.CollectFindings());
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void A_multipart_that_is_never_closed_keeps_its_parts(string lineEnd)
    {
        var root = MailText.Read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n", lineEnd);
        Assert.Equal(["one", "two\n"], root.Parts.Select(p => p.GetText().Replace(lineEnd, "\n")));
        Assert.Equal("MIME032", root.Findings.ToString());
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void An_inner_multipart_ends_where_the_outer_one_goes_on(string lineEnd)
    {
        var root = MailText.Read(
            "Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/alternative; boundary=in\n\n--in\n\none\n--out\n\ntwo\n--out--\n",
            lineEnd);
        Assert.Equal("one", root.Parts[0].Parts[0].GetText());
        Assert.Equal("two", root.Parts[1].GetText());
        Assert.True(root.Parts[0].Findings.Contains("MIME032"));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void A_boundary_used_twice_closes_the_inner_multipart_first(string lineEnd)
    {
        var root = MailText.Read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\n--b\n\nthree\n--b--\n",
            lineEnd);
        Assert.Equal(2, root.Parts.Count);
        Assert.Equal(["one", "two"], root.Parts[0].Parts.Select(p => p.GetText()));
        Assert.Equal("three", root.Parts[1].GetText());
        Assert.True(root.Parts[0].Findings.Contains("MIME033"));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void Parts_behind_the_closing_boundary_are_read(string lineEnd)
    {
        var root = MailText.Read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n\n--b\n\ntwo\n--b--\n", lineEnd);
        Assert.Equal(["one", "two"], root.Parts.Select(p => p.GetText()));
        Assert.True(root.Findings.Contains("MIME034"));
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed; boundary=")]
    [InlineData("multipart/mixed; boundary=\"other\"")]
    [InlineData("multipart/mixed; boundry=real")]
    public void A_missing_or_wrong_boundary_is_guessed(string type)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            var root = MailText.Read("Content-Type: " + type + "\n\npreamble\n--real\nContent-Type: text/html\n\none\n--real\ncontent-type: text/plain\n\ntwo\n--real--\n", lineEnd);
            Assert.Equal(["one", "two"], root.Parts.Select(p => p.GetText()));
            Assert.True(root.Findings.Contains("MIME030"));
        }
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void A_boundary_that_never_occurs_leaves_the_text(string lineEnd)
    {
        var root = MailText.Read("Content-Type: multipart/mixed; boundary=b\n\njust text\n-- \nsignature\n", lineEnd);
        Assert.Empty(root.Parts);
        Assert.Equal("just text\n-- \nsignature\n", root.GetText().Replace(lineEnd, "\n"));
        Assert.Equal("MIME031", root.Findings.ToString());
    }

    [Theory]
    [InlineData("multipart; boundary=b")]
    [InlineData("multipart/; boundary=b")]
    public void A_multipart_without_subtype_is_read_all_the_same(string type)
    {
        var root = MailText.Read("Content-Type: " + type + "\n\n--b\n\none\n--b--\n");
        Assert.Equal("one", Assert.Single(root.Parts).GetText());
        Assert.True(root.Findings.Contains("MIME020"));
    }

    [Theory]
    [MemberData(nameof(LineEnds))]
    public void A_part_without_empty_line_ends_at_the_boundary(string lineEnd)
    {
        var root = MailText.Read("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b\nno header here\n--b--\n", lineEnd);
        Assert.Equal("text/html", root.Parts[0].ContentType.MediaType);
        Assert.Equal("", root.Parts[0].GetText());
        Assert.Equal("no header here", root.Parts[1].GetText());
    }

    [Theory]
    [InlineData("message/rfc822")]
    [InlineData("message/global")]
    [InlineData("MESSAGE/RFC822")]
    [InlineData("message/news")]
    public void An_embedded_message_is_read(string type)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            var root = MailText.Read(
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: " + type + "\n\n\n>From x\nSubject: in\nContent-Type: multipart/mixed; boundary=c\n\n"
                + "--c\n\ndeep\n--c--\n--b--\n",
                lineEnd);
            var part = Assert.Single(root.Parts);
            Assert.Equal("in", part.EmbeddedMessage!.Headers["Subject"]);
            Assert.Equal("deep", part.EmbeddedMessage.Parts[0].GetText());
            Assert.Equal(4, root.Descendants().Count() + 1);
        }
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public void An_embedded_message_may_be_encoded(string encoding)
    {
        const string Inner = "Subject: in\n\nbody = x\n";
        var encoded = encoding == "base64" ? Convert.ToBase64String(Encoding.ASCII.GetBytes(Inner)) : Inner.Replace("=", "=3D");
        var root = MailText.Read("Content-Type: message/global\nContent-Transfer-Encoding: " + encoding + "\n\n" + encoded);
        Assert.Equal("in", root.EmbeddedMessage!.Headers["Subject"]);
        Assert.Equal("body = x\n", root.EmbeddedMessage.GetText());
    }

    [Fact]
    public void Parts_of_a_digest_are_messages_unless_they_say_otherwise()
    {
        var root = MailText.Read("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nx\n--b\nContent-Type: text/plain\n\nSubject: no\n--b--\n");
        Assert.Equal("one", root.Parts[0].EmbeddedMessage!.Headers["Subject"]);
        Assert.Null(root.Parts[1].EmbeddedMessage);
    }

    [Fact]
    public void The_transfer_encoding_of_a_multipart_is_ignored()
    {
        var root = MailText.Read("Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\none\n--b--\n");
        Assert.Equal("one", root.Parts[0].GetText());
        Assert.Equal("MIME035", root.Findings.ToString());
    }

    [Fact]
    public void The_first_of_two_content_types_counts()
    {
        var root = MailText.Read("Content-Type: text/html\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n");
        Assert.Equal("text/html", root.ContentType.MediaType);
        Assert.True(root.Findings.Contains("MIME021"));
    }

    [Fact]
    public void A_boundary_inside_a_line_is_none()
    {
        var root = MailText.Read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx --b\n ---b\n--b--x\n--b--\n");
        Assert.Equal("x --b\n ---b\n--b--x", Assert.Single(root.Parts).GetText());
    }
}
