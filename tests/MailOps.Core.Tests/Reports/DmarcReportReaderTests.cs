using System;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Reports.Dmarc;
using Xunit;
using static MailOps.Tests.Reports.DmarcReportText;

namespace MailOps.Tests.Reports;

public sealed class DmarcReportReaderTests
{
    private const string Results = "<dkim><domain>X.example.</domain><selector>s1</selector><result>PASS</result></dkim>"
        + "<spf><domain>bounce.x.example</domain><scope>mfrom</scope><result>softfail</result></spf>";

    [Fact]
    public void Gives_an_object_per_row_with_what_all_rows_share()
    {
        var rows = Read(Bytes(Report(
            Row("192.0.2.1", 5, dkim: true, results: Results),
            Row("2001:db8::1", 2, extra: "<reason><type>forwarded</type><comment>list</comment></reason><reason><type>other</type></reason>")))).Rows();
        Assert.Equal(["192.0.2.1 5 pass", "2001:db8::1 2 fail"], rows.Select(r => r.ToString()));
        Assert.Same(rows[0].Report, rows[1].Report);
        Assert.Equal(("receiver.example", "id-1", "x.example", "none"), (rows[0].Reporter, rows[0].Report.ReportId, rows[0].Domain, rows[0].Report.Policy));
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), rows[0].Begin);
        Assert.Equal(DateTimeKind.Utc, rows[0].Begin!.Value.Kind);
        Assert.Equal(("x.example/s1 pass", "bounce.x.example softfail"), (rows[0].Dkim.ToString(), rows[0].Spf.ToString()));
        Assert.Equal("forwarded: list, other", rows[1].Reasons.ToString());
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("mail with xml")]
    [InlineData("mail with gzip")]
    [InlineData("mail with zip")]
    [InlineData("gzip in zip")]
    public void Reads_whatever_carries_the_report(string form)
    {
        var xml = Bytes(Report(Row(), Row()));
        var content = form switch
        {
            "gzip" => Gzip(xml),
            "zip" => Zip(("a.xml", xml)),
            "mail with xml" => Mail(xml, "text/xml", "r.xml"),
            "mail with gzip" => Mail(Gzip(xml), "application/octet-stream", "r.xml.gz"),
            "mail with zip" => Mail(Zip(("a.xml", xml)), "application/zip", "r.zip"),
            "gzip in zip" => Zip(("a.xml.gz", Gzip(xml))),
            _ => xml,
        };
        var items = Read(content);
        Assert.Equal((2, ""), (items.Rows().Count, items.Problems()));
    }

    [Fact]
    public void Reads_every_mail_of_an_mbox_and_names_those_without_a_report()
    {
        var mail = Encoding.ASCII.GetString(Mail(Gzip(Bytes(Report(Row(), Row()))), "application/gzip", "r.xml.gz"));
        const string From = "From r@receiver.example Mon Jun  1 10:00:00 2026\n";
        const string Reply = "From: a@x.example\nSubject: thanks\n\nNo report.\n";
        var items = Read(Bytes(From + mail + "\n" + From + Reply + "\n" + From + mail + "\n"));
        Assert.Equal((4, "REPORT002"), (items.Rows().Count, items.Problems()));
        Assert.Equal(["test/1/r.xml.gz", "test/2", "test/3/r.xml.gz"], items.Select(i => i.Source).Distinct());

        // Limits are for each mail, so that an archive of years can be read.
        var many = Read(Bytes(string.Concat(Enumerable.Repeat(From + mail + "\n", 30))), new MailOps.Reports.ReportLimits { MaxDocuments = 2 });
        Assert.Equal((60, ""), (many.Rows().Count, many.Problems()));
    }

    [Fact]
    public void Reads_the_form_of_RFC_9990()
    {
        var xml = "<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\"><version>1.0</version><report_metadata><org_name>r</org_name><report_id>i</report_id>"
            + "<date_range><begin>1</begin><end>2</end></date_range><generator>g 1</generator></report_metadata><policy_published><discovery_method>treewalk</discovery_method>"
            + "<domain>x.example</domain><p>reject</p><np>reject</np><testing>y</testing></policy_published>"
            + Row().Replace("<disposition>none", "<disposition>pass") + Tail;
        var row = Read(Bytes(xml)).Rows().Single();
        Assert.Equal(
            ("urn:ietf:params:xml:ns:dmarc-2.0", "treewalk", "reject", "y", "g 1", DmarcReportDisposition.Pass),
            (row.Report.XmlNamespace, row.Report.DiscoveryMethod, row.Report.NonexistentPolicy, row.Report.Testing, row.Report.Generator, row.Disposition));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    public void Reads_other_encodings_and_space_before_the_declaration(string encoding)
    {
        var xml = Report(Row()).Replace("version=\"1.0\"", "version=\"1.0\" encoding=\"" + encoding + "\"");
        var content = encoding == "utf-16" ? Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(xml)).ToArray() : Bytes("\r\n  " + xml);
        Assert.Single(Read(content).Rows());
    }

    [Fact]
    public void Says_what_a_row_lacks_and_keeps_it()
    {
        var items = Read(Bytes(Report(Row("nowhere", -1))));
        Assert.Equal("REPORT024, REPORT024", items.Problems());
        Assert.Equal(("nowhere", 0L), (items.Rows().Single().SourceAddress, items.Rows().Single().Count));
        Assert.Equal("REPORT023", Read(Bytes("<feedback>" + Row() + "</feedback>")).Problems());
        Assert.Equal("REPORT022", Read(Bytes(Report())).Problems());
    }

    [Fact]
    public void Keeps_the_rows_before_a_fault()
    {
        var items = Read(Bytes(Head + Row() + Row() + "<record><row></oops>"));
        Assert.Equal((2, "REPORT020"), (items.Rows().Count, items.Problems()));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("{}")]
    public void Says_that_something_else_is_no_report(string text) => Assert.Equal("REPORT002", Read(Bytes(text)).Problems());

    [Fact]
    public void Names_a_file_that_cannot_be_read() =>
        Assert.Equal("REPORT001", DmarcReportReader.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Problems());

    [Fact]
    public void Reads_a_failure_report_and_the_message_it_is_about()
    {
        var mail = "Content-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n"
            + "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: auth-failure\r\nVersion: 1\r\nAuth-Failure: dmarc\r\nIdentity-Alignment: none\r\n"
            + "Source-IP: 192.0.2.9 (h.x.example)\r\nReported-Domain: X.example\r\nOriginal-Mail-From: <a@y.example>\r\nArrival-Date: Tue, 30 Apr 2019 02:09:00 +0200\r\n"
            + "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: A <a@x.example>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <1@x>\r\n\r\n--b--\r\n";
        var report = Read(Bytes(mail)).Single().Failure!;
        Assert.Equal(("auth-failure", "dmarc", "x.example", "192.0.2.9"), (report.FeedbackType, report.AuthenticationFailure, report.Domain, report.SourceAddress));
        Assert.Equal(("a@y.example", "none", "Gr\u00fc\u00dfe", "<1@x>"), (report.OriginalMailFrom, report.IdentityAlignment, report.Subject, report.MessageId));
        Assert.Equal(new DateTime(2019, 4, 30, 0, 9, 0, DateTimeKind.Utc), report.Arrival);
        Assert.Contains("auth-failure: dmarc", report.Fields);
    }
}
