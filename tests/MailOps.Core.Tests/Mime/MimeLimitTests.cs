using System;
using System.Linq;
using System.Text;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

/// <summary>Hostile sizes. That a test ends within the run is part of what it proves: anything quadratic would not.</summary>
public sealed class MimeLimitTests
{
    [Theory]
    [InlineData(9_000, true)]
    [InlineData(10_000, false)]
    public void Thousands_of_nested_multiparts_are_read_to_the_limit(int levels, bool oneBoundary)
    {
        var text = new StringBuilder();
        for (var i = 0; i < levels; i++)
        {
            var boundary = oneBoundary ? "b" : "b" + i;
            text.Append("Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n");
        }

        var root = MailText.Read(text.Append("\ndeep\n").ToString());

        Assert.Equal(100, Depth(root));
        Assert.True(root.CollectFindings().Contains("MIME001"));
        Assert.Contains("deep", root.Descendants().Last().GetText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_nested_messages_are_read_to_the_limit()
    {
        var root = MailText.Read(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 10_000)) + "Subject: deep\n\nx");
        Assert.Equal(100, Depth(root));
        Assert.True(root.CollectFindings().Contains("MIME001"));
    }

    [Fact]
    public void Depth_beyond_what_a_stack_could_hold_is_read_when_asked_for()
    {
        var root = MailText.Read(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 10_000)), limits: new MimeLimits { MaxDepth = 9000 });
        Assert.Equal(9000, Depth(root));
    }

    [Fact]
    public void Messages_encoded_inside_each_other_are_read_a_few_levels_deep()
    {
        var mail = "Subject: deep\n\nx";
        for (var i = 0; i < 12; i++)
        {
            mail = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(Encoding.ASCII.GetBytes(mail));
        }

        var root = MailText.Read(mail);

        Assert.Equal(4, Depth(root));
        Assert.True(root.CollectFindings().Contains("MIME001"));
    }

    [Fact]
    public void A_hundred_thousand_parts_are_read_to_the_limit_and_the_outer_parts_to_their_end()
    {
        var text = "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=b\n\n"
            + string.Concat(Enumerable.Repeat("--b\n\nx\n", 100_000)) + "--b--\n--o--\nend";
        var root = MailText.Read(text);
        Assert.Equal(9_999, root.Descendants().Count());
        Assert.True(root.CollectFindings().Contains("MIME002"));
        Assert.Equal("end", MailText.Ascii(root.Epilogue));
        Assert.EndsWith("--b--", MailText.Ascii(root.Parts[0].RawBody), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_ten_megabytes_is_cut_and_the_rest_read()
    {
        var root = MailText.Read("X-Big: " + new string('x', 10_000_000) + "\nSubject: s\n\nbody");
        Assert.Equal(1 << 20, root.Headers["X-Big"]!.Length + 1);
        Assert.Equal("s", root.Headers["Subject"]);
        Assert.Equal("body", root.GetText());
        Assert.True(root.Findings.Contains("MIME004"));
    }

    [Fact]
    public void A_header_folded_a_million_times_is_cut_and_the_rest_read()
    {
        var root = MailText.Read("X-Big: x" + string.Concat(Enumerable.Repeat("\n x", 1_000_000)) + "\nSubject: s\n\nbody");
        Assert.InRange(root.Headers["X-Big"]!.Length, 1000, 1 << 20);
        Assert.Equal("s", root.Headers["Subject"]);
        Assert.True(root.Findings.Contains("MIME004"));
    }

    [Fact]
    public void A_million_fields_are_cut_and_the_body_read()
    {
        var root = MailText.Read(string.Concat(Enumerable.Repeat("X: y\n", 1_000_000)) + "\nbody");
        Assert.Equal(2000, root.Headers.Count);
        Assert.Equal("body", root.GetText());
        Assert.True(root.Findings.Contains("MIME003"));
    }

    [Fact]
    public void Fields_that_are_together_too_long_are_left_out()
    {
        var root = MailText.Read(string.Concat(Enumerable.Repeat("X: " + new string('y', 900_000) + "\n", 20)) + "\nbody");
        Assert.InRange(root.Headers.Count, 5, 10);
        Assert.Equal("body", root.GetText());
        Assert.True(root.Findings.Contains("MIME005"));
    }

    [Fact]
    public void A_text_beyond_the_limit_is_cut()
    {
        var root = MailText.Read("Subject: s\n\n" + new string('x', 1000), limits: new MimeLimits { MaxTextBytes = 100 });
        Assert.Equal(100, root.GetText().Length);
        Assert.Equal(1000, root.GetContent().Length);
        Assert.True(root.Findings.Contains("MIME006"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-")]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\n-")]
    [InlineData("\n--")]
    [InlineData("\n--b")]
    [InlineData("--")]
    [InlineData("--b")]
    [InlineData(" ")]
    [InlineData("=?")]
    [InlineData("a: ")]
    [InlineData("\n ")]
    [InlineData("\0")]
    [InlineData("\n--b ")]
    public void Five_megabytes_of_one_thing_are_read_in_one_go(string piece)
    {
        var body = new StringBuilder();
        while (body.Length < 5_000_000)
        {
            body.Append(piece);
        }

        var bare = MailText.Read(body.ToString());
        Assert.InRange(bare.GetText().Length, 0, body.Length);
        var nested = MailText.Read("Content-Type: multipart/mixed; boundary=bb\n\n--bb\nContent-Type: multipart/mixed; boundary=bbb\n\n--bbb\n\n" + body);
        Assert.InRange(nested.Descendants().Count(), 1, 10_000);
        Assert.NotNull(nested.Descendants().Last().GetText());
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    [InlineData("x-uuencode")]
    public void A_line_of_a_hundred_megabytes_is_decoded(string encoding)
    {
        var head = Encoding.ASCII.GetBytes("Content-Transfer-Encoding: " + encoding + "\n\n");
        var message = new byte[head.Length + 100_000_000];
        message.AsSpan().Fill((byte)'A');
        head.CopyTo(message, 0);
        Assert.InRange(MimeReader.Read(message).GetContent().Length, 0, 100_000_000);
    }

    [Fact]
    public void A_hundred_boundaries_that_look_alike_do_not_slow_the_search()
    {
        var prefix = new string('x', 900);
        var text = new StringBuilder();
        for (var i = 0; i < 100; i++)
        {
            text.Append("Content-Type: multipart/mixed; boundary=" + prefix + i + "\n\n--" + prefix + i + "\n");
        }

        for (var i = 0; i < 10_000; i++)
        {
            text.Append("\n--").Append(prefix).Append("no boundary");
        }

        Assert.Equal(100, Depth(MailText.Read(text.ToString())));
    }

    private static int Depth(MimeEntity root)
    {
        var depth = 0;
        for (var entity = root; entity.Parts.Count > 0; entity = entity.Parts[entity.Parts.Count - 1])
        {
            depth++;
        }

        return depth;
    }
}
