using System.Linq;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class HtmlMailTextTests
{
    [Theory]
    [InlineData("<h1>Maintenance</h1><p>On Thursday.</p>", "Maintenance\n===========\n\nOn Thursday.")]
    [InlineData("<p>Hello</p><h2>When</h2>From 22:00", "Hello\n\nWhen\n----\n\nFrom 22:00")]
    [InlineData("<h1>two<br>lines</h1>x", "two\nlines\n\nx")]
    [InlineData("<h1></h1><p>x</p>", "x")]
    [InlineData("<table><tr><th>Host</th><th>Time</th></tr><tr><td>mx1</td><td>22:00</td></tr></table>", "Host | Time\nmx1 | 22:00")]
    [InlineData("<table><tr><td>Logo</td><td>Corp</td></tr></table>", "Logo Corp")]
    [InlineData("<p>Yes.</p><blockquote><p>Can you?</p><p>Soon?</p></blockquote><p>Anna</p>", "Yes.\n\n> Can you?\n>\n> Soon?\n\nAnna")]
    [InlineData("<blockquote>one<blockquote>two</blockquote></blockquote>", "> one\n>\n>> two")]
    [InlineData("<ol><li>first<li>second</ol>", "1. first\n2. second")]
    [InlineData("See <a href=\"https://corp.example/a\">the page</a>.", "See the page <https://corp.example/a>.")]
    public void The_text_part_reads_like_a_mail(string html, string text) => Assert.Equal(text, HtmlText.ToMailText(html));

    [Fact]
    public void A_message_with_html_only_gets_this_text()
    {
        var builder = new MimeMessageBuilder { From = new MimeMailbox("a@corp.example"), HtmlBody = "<h1>Hi</h1><p>there</p>" };
        var message = MimeReader.Read(builder.Build());
        Assert.Equal("Hi\r\n==\r\n\r\nthere", message.Parts[0].GetText().TrimEnd());
    }

    [Fact]
    public void Links_and_images_are_found_with_what_they_show()
    {
        var links = HtmlLinks.Read(
            "<A HREF='https://a.example/?x=1&amp;y=2'>one <b>two</b></A><!-- <a href=x>no</a> --><img src=cid:logo.png><a>none</a>"
            + "<area href=\"https://b.example/\"><a href=\"https://c.example/\">unclosed");
        Assert.Equal(
            [("https://a.example/?x=1&y=2", "one two"), ("https://b.example/", ""), ("https://c.example/", "unclosed")],
            links.Links.Select(l => (l.Target, l.Shown)));
        Assert.Equal(["cid:logo.png"], links.Images);
    }

    [Fact]
    public void A_flood_of_links_is_cut() =>
        Assert.InRange(HtmlLinks.Read(string.Concat(Enumerable.Repeat("<a href=x>y</a>", 100_000))).Links.Count, 1, 2001);
}
