using System.Linq;
using System.Text;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class MimeReaderTests
{
    private const string Report = """
        From: MAILER-DAEMON@mx.example
        Subject: =?utf-8?Q?Unzustellbar:_M=C3?= =?utf-8?Q?=BCller?=
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="outer"

        preamble
        --outer
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        Gr=FC=DFe
        --outer
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; a@b.example
        Status : 5.1.1

        --outer
        Content-Type: message/rfc822

        Subject: original

        hello
        --outer--
        epilogue
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_report_becomes_a_tree(string lineEnd)
    {
        var root = Read(Report, lineEnd);

        Assert.Equal("Unzustellbar: Müller", root.Headers["subject"]);
        Assert.True(root.IsMultipart("report"));
        Assert.Equal(3, root.Parts.Count);
        Assert.Equal("preamble", Ascii(root.Preamble));
        Assert.Equal("epilogue", Ascii(root.Epilogue));
        Assert.Equal("Grüße", root.Parts[0].GetText());
        var groups = MimeHeaderBlock.ReadGroups(root.Parts[1].GetContent()).ToList();
        Assert.Equal(2, groups.Count);
        Assert.Equal("dns; mx.example", groups[0]["Reporting-MTA"]);
        Assert.Equal("5.1.1", groups[1]["Status"]);
        Assert.Equal("original", root.Parts[2].EmbeddedMessage!.Headers["Subject"]);
        Assert.Equal("hello", root.Parts[2].EmbeddedMessage!.GetText());
        Assert.Empty(root.CollectFindings());
    }

    private static string Ascii(System.ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(bytes.ToArray());

    private static MimeEntity Read(string text, string lineEnd) =>
        MimeReader.Read(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n").Replace("\n", lineEnd)));
}
