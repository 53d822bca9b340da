using System;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Reports.Tls;
using Xunit;

namespace MailOps.Tests.Reports;

public sealed class TlsReportReaderTests
{
    private const string Report = """
        { "organization-name": "Receiver", "date-range": { "start-datetime": "2026-05-01T00:00:00Z", "end-datetime": "2026-05-01T23:59:59+00:00" },
          "contact-info": "t@receiver.example", "report-id": "r1", "policies": [
          { "policy": { "policy-type": "sts", "policy-string": ["version: STSv1", "mode: testing"], "policy-domain": "X.example", "mx-host": "*.x.example" },
            "summary": { "total-successful-session-count": 10, "total-failure-session-count": 3 },
            "failure-details": [
              { "result-type": "certificate-expired", "sending-mta-ip": "192.0.2.1", "receiving-mx-hostname": "mx.x.example", "failed-session-count": 2 },
              { "result-type": "starttls-not-supported", "failed-session-count": "1", "additional-information": "https://receiver.example/1" } ] },
          { "policy": { "policy-type": "no-policy-found", "policy-domain": "y.example" }, "summary": { "total-successful-session-count": 4, "total-failure-session-count": 0 } } ] }
        """;

    [Fact]
    public void Gives_an_object_per_policy_with_its_failures()
    {
        var rows = Read(Encoding.UTF8.GetBytes(Report)).Select(i => i.Row!).ToList();
        Assert.Equal(["x.example 10 ok, 3 failed", "y.example 4 ok, 0 failed"], rows.Select(r => r.ToString()));
        Assert.Equal("certificate-expired mx.x.example 2, starttls-not-supported 1", rows[0].Failures.ToString());
        Assert.Equal(("REPORT042", ""), (rows[0].Findings.ToString(), rows[1].Findings.ToString()));
        Assert.Contains("certificate-expired 2", rows[0].Findings[0].Message);
        Assert.Equal(("*.x.example", "version: STSv1, mode: testing"), (rows[0].MxHosts.ToString(), rows[0].PolicyStrings.ToString()));
        Assert.Equal(new DateTime(2026, 5, 1, 23, 59, 59, DateTimeKind.Utc), rows[0].End);
    }

    [Fact]
    public void Reads_it_packed_and_out_of_a_mail()
    {
        var packed = DmarcReportText.Gzip(Encoding.UTF8.GetBytes(Report));
        Assert.Equal(2, Read(packed).Count);
        Assert.Equal(2, Read(DmarcReportText.Mail(packed, "application/tlsrpt+gzip", "r.json.gz")).Count);
    }

    [Theory]
    [InlineData("{", "REPORT040")]
    [InlineData("{}", "REPORT041")]
    [InlineData("{\"policies\":3}", "REPORT041")]
    [InlineData("<feedback/>", "REPORT002")]
    public void Says_what_is_wrong(string text, string finding) => Assert.Equal(finding, Read(Encoding.UTF8.GetBytes(text)).Single().Problem!.Id);

    [Fact]
    public void Takes_wrong_types_for_missing()
    {
        var row = Read(Encoding.UTF8.GetBytes("{\"policies\":[{\"policy\":[],\"summary\":{\"total-successful-session-count\":-5},\"failure-details\":{}}, 7]}"))[0].Row!;
        Assert.Equal(("", 0L, 0), (row.Domain, row.SuccessfulSessions, row.Failures.Count));
    }

    private static System.Collections.Generic.List<TlsReportItem> Read(byte[] content) => TlsReportReader.Read(new MemoryStream(content), "test").ToList();
}
