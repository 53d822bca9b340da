using System.Text;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("  a \r\n b\t c ", "a b c")]
    [InlineData("<p>one</p><p>two</p>", "one\n\ntwo")]
    [InlineData("one<br>two<br/>three", "one\ntwo\nthree")]
    [InlineData("<div>one</div><div>two</div>", "one\ntwo")]
    [InlineData("<b>bo</b>ld <i> and </i> more", "bold and more")]
    [InlineData("Gr&uuml;&#223;e &amp; &lt;tags&gt; &euro;", "Grüße & <tags> €")]
    [InlineData("<html><head><title>t</title><style>p{a:b}</style></head><body>x<script>if (a<b) alert('</p>');</script>y</body></html>", "xy")]
    [InlineData("a<!-- <p>hidden</p> -->b", "ab")]
    [InlineData("<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>end", "- one\n- two\n  - deep\n\nend")]
    [InlineData("<ol><li>one<li>two</ol>", "1. one\n2. two")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<pre>a  b\n  c</pre>d", "a  b\n  c\n\nd")]
    [InlineData("see <a href=\"https://x.example/\">our page</a>.", "see our page <https://x.example/>.")]
    [InlineData("<a href=\"https://x.example\">https://x.example</a>", "https://x.example")]
    [InlineData("<a href=\"mailto:a@b.example\">a@b.example</a>", "a@b.example")]
    [InlineData("<a href='javascript:x()'>click</a>", "click")]
    [InlineData("<img src=x alt=\"A > B\"> end", "A > B end")]
    [InlineData("a <hr> b", "a\n----------\nb")]
    public void Html_becomes_lines(string html, string text) => Assert.Equal(text, HtmlText.ToPlainText(html));

    [Theory]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("a <", "a <")]
    [InlineData("a <b", "a <b")]
    [InlineData("<p class=\"never closed>text</p> more", "text\n\nmore")]
    [InlineData("</p></ul></a>x", "x")]
    [InlineData("<script>never closed", "")]
    [InlineData("<!-- never closed", "")]
    [InlineData("&unknown; &#xFFFFFFF; &", "&unknown; &#xFFFFFFF; &")]
    public void Broken_html_becomes_what_can_be_read(string html, string text) => Assert.Equal(text, HtmlText.ToPlainText(html));

    [Theory]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("<a \"")]
    [InlineData("<a href=\"x\">")]
    [InlineData("<a href=http:x>y")]
    [InlineData("<li>")]
    [InlineData("<ul><li>")]
    [InlineData("&")]
    [InlineData("<script>")]
    [InlineData("<!--")]
    [InlineData("<p></p>")]
    public void Html_made_to_confuse_is_read_in_one_go(string piece)
    {
        var html = new StringBuilder();
        while (html.Length < 1_000_000)
        {
            html.Append(piece);
        }

        Assert.NotNull(HtmlText.ToPlainText(html.ToString()));
    }
}
