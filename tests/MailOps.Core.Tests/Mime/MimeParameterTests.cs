using System.Linq;
using System.Text;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class MimeParameterTests
{
    [Theory]
    // RFC 2231 sections 3 and 4.
    [InlineData("message/external-body; access-type=URL; URL*0=\"ftp://\"; URL*1=\"cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar\"",
        "url", "ftp://cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar")]
    [InlineData("application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A", "title", "This is ***fun***")]
    [InlineData("application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"",
        "title", "This is even more ***fun*** isn't it!")]
    // In any order, and a character split over two pieces.
    [InlineData("a/b; n*1*=%BCr; n*0*=utf-8''f%C3", "n", "für")]
    [InlineData("a/b; n*=iso-8859-1''f%FCr", "n", "für")]
    [InlineData("a/b; n*=''f%C3%BCr", "n", "für")]
    [InlineData("a/b; n=old; n*=utf-8''neu", "n", "neu")]
    public void Rfc2231_is_decoded(string value, string name, string decoded) => Assert.Equal(decoded, Parameter(value, name));

    [Theory]
    [InlineData("a/b;n=v", "v")]
    [InlineData("a/b ; N = v", "v")]
    [InlineData("a/b; n=\"a \\\"quoted\\\" b;c\"", "a \"quoted\" b;c")]
    [InlineData("a/b; n=\"C:\\temp\\x\"", "C:\\temp\\x")]
    [InlineData("a/b (comment (nested)) ; n=v (comment)", "v")]
    [InlineData("a/b; n=first; n=second", "first")]
    [InlineData("a/b; ; ;n=v;", "v")]
    [InlineData("a/b n=v", "v")]
    [InlineData("a/b; m=\"x\" n=\"v\"", "v")]
    [InlineData("a/b; n=\"never closed", "never closed")]
    [InlineData("a/b; n=\"never closed; m=x", "never closed")]
    [InlineData("a/b; n=half\"", "half")]
    [InlineData("a/b; junk; n=v", "v")]
    [InlineData("a/b; =x; n=v", "v")]
    [InlineData("a/b; n=", "")]
    [InlineData("a/b; n=\"\"", "")]
    [InlineData("a/b; n=\"=?utf-8?Q?f=C3=BCr?=\"", "für")]
    [InlineData("a/b; n*0*=utf-8''a; n*2*=c", "ac")]
    [InlineData("a/b; n*x=v; n=v", "v")]
    [InlineData("a/b; n*=%zz", "%zz")]
    [InlineData("a/b; n*=utf-8'%41", "utf-8'A")]
    public void Broken_and_odd_parameters_are_read_as_well_as_they_can_be(string value, string expected) =>
        Assert.Equal(expected, Parameter(value, "n"));

    [Theory]
    [InlineData("attachment; filename=my file.pdf", "my file.pdf")]
    [InlineData("attachment; filename=\"=?iso-8859-1?Q?=DCbersicht.pdf?=\"", "Übersicht.pdf")]
    [InlineData("attachment; filename*=UTF-8''%e2%82%ac%20rates.pdf; filename=\"EURO rates.pdf\"", "€ rates.pdf")]
    [InlineData("attachment; filename=bericht-für.pdf", "bericht-für.pdf")]
    public void File_names_are_found_however_they_are_written(string disposition, string name)
    {
        var root = MailText.Read("Content-Disposition: " + disposition + "\n\n");
        Assert.Equal("attachment", root.Disposition);
        Assert.Equal(name, root.FileName);
    }

    [Fact]
    public void The_name_of_the_content_type_serves_as_file_name() =>
        Assert.Equal("x.pdf", MailText.Read("Content-Type: application/pdf; name=x.pdf\nContent-Disposition: attachment\n\n").FileName);

    [Fact]
    public void A_line_break_in_a_file_name_becomes_a_space() =>
        Assert.Equal("a  b", MailText.Read("Content-Disposition: attachment; filename*=utf-8''a%0D%0Ab\n\n").FileName);

    [Theory]
    [MemberData(nameof(MailText.LineEnds), MemberType = typeof(MailText))]
    public void Parameters_on_several_lines_are_read(string lineEnd)
    {
        var type = MailText.Read("Content-Type: multipart/mixed;\n\tcharset=x;\n boundary=\"a\n b\"\n\n", lineEnd).ContentType;
        Assert.Equal(("multipart/mixed", "x", "a b"), (type.MediaType, type.Charset, type.Boundary));
    }

    [Theory]
    [InlineData("", "text/plain")]
    [InlineData("text", "text/plain")]
    [InlineData("text/", "text/plain")]
    [InlineData("/plain", "text/plain")]
    [InlineData("\"text/html\"", "text/html")]
    [InlineData("text/html, charset=utf-8", "text/html")]
    [InlineData("; charset=utf-8", "text/plain")]
    [InlineData("TEXT/HTML", "text/html")]
    [InlineData("text / html", "text/html")]
    [InlineData("(c) text/html", "text/html")]
    public void A_content_type_that_is_none_is_text(string value, string expected) =>
        Assert.Equal(expected, MailText.Read("Content-Type: " + value + "\n\n").ContentType.MediaType);

    [Fact]
    public void Thousands_of_parameters_are_cut()
    {
        var value = string.Concat(Enumerable.Range(0, 100_000).Select(i => "; p" + i + "=v"));
        Assert.InRange(MailText.Read("Content-Type: a/b" + value + "\n\n").ContentType.Parameters.Count, 100, 1000);
    }

    [Fact]
    public void Thousands_of_pieces_are_cut()
    {
        var value = new StringBuilder("a/b");
        for (var i = 0; i < 50_000; i++)
        {
            value.Append("; n*").Append(i).Append("=v");
        }

        Assert.InRange(Parameter(value.ToString(), "n")!.Length, 100, 1000);
    }

    private static string? Parameter(string value, string name) => MailText.Read("Content-Type: " + value + "\n\n").ContentType.Parameters[name];
}
