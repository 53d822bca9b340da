using System.Linq;
using MailOps.Authentication.Dmarc;
using Xunit;

namespace MailOps.Tests.Authentication.Dmarc;

public sealed class DmarcRecordBuilderTests
{
    [Fact]
    public void Leaves_out_what_equals_the_default() =>
        Assert.Equal("v=DMARC1; p=reject", new DmarcRecordBuilder { Policy = DmarcPolicy.Reject, SubdomainPolicy = DmarcPolicy.Reject }.Build());

    [Fact]
    public void Writes_all_that_differs_and_reads_it_back()
    {
        var builder = new DmarcRecordBuilder
        {
            Policy = DmarcPolicy.Quarantine,
            SubdomainPolicy = DmarcPolicy.None,
            NonexistentPolicy = DmarcPolicy.Reject,
            DkimAlignment = DmarcAlignment.Strict,
            SpfAlignment = DmarcAlignment.Strict,
            IsTesting = true,
            AggregateReports = [MailAddress.Parse("a@x.example"), MailAddress.Parse("b!c@x.example")],
            FailureReports = [MailAddress.Parse("f@x.example")],
            FailureReporting = DmarcFailureReporting.AnyFails | DmarcFailureReporting.AllFail | DmarcFailureReporting.SpfFails,
        };
        Assert.Equal(
            "v=DMARC1; p=quarantine; sp=none; np=reject; adkim=s; aspf=s; t=y; rua=mailto:a@x.example,mailto:b%21c@x.example; ruf=mailto:f@x.example; fo=1:s",
            builder.Build());
        var read = DmarcRecordParser.Parse(builder.Build()).Record!;
        Assert.Equal("b!c@x.example", read.AggregateReports[1].Address);
        Assert.Equal(DmarcFailureReporting.AnyFails | DmarcFailureReporting.SpfFails, read.FailureReporting);
    }

    [Fact]
    public void Proposes_the_records_that_other_organizations_must_publish()
    {
        var records = new DmarcRecordBuilder { AggregateReports = [MailAddress.Parse("r@y.example"), MailAddress.Parse("r@sub.x.example"), MailAddress.Parse("s@y.example")] }
            .Propose(new DomainName("x.example"));
        Assert.Equal(["_dmarc.x.example", "x.example._report._dmarc.y.example"], records.Select(r => r.Name));
        Assert.Equal(("v=DMARC1", "DMARC048"), (records[1].Value, records[1].Findings.ToString()));
        Assert.Contains("DMARC032", records[0].Findings.ToString());
    }

    [Theory]
    [InlineData("dmarc@corp.example", "mailto:dmarc@corp.example")]
    [InlineData("mailto:dmarc@corp.example", "mailto:dmarc@corp.example")]
    [InlineData("MAILTO:a%21b@corp.example?subject=r", "MAILTO:a%21b@corp.example?subject=r")]
    [InlineData("\"a b\"@corp.example", "mailto:%22a%20b%22@corp.example")]
    public void Takes_an_address_and_its_URI(string text, string uri)
    {
        var read = DmarcReportUri.Parse(text);
        Assert.Equal((uri, "mailto", "corp.example"), (read.Uri, read.Scheme, read.Domain));
        Assert.Equal(read.Address, DmarcRecordParser.Parse(new DmarcRecordBuilder { AggregateReports = [read] }.Build()).Record!.AggregateReports.Single().Address);
    }

    [Theory]
    [InlineData("corp.example")]
    [InlineData("mailto:corp.example")]
    [InlineData("mailto:a@corp.example!10m")]
    [InlineData("mailto:a@corp.example; p=none")]
    [InlineData("a@[192.0.2.1]")]
    public void Refuses_what_could_get_no_reports(string text) =>
        Assert.Equal("MailOps.Dmarc.InvalidReportUri", Assert.Throws<MailOpsException>(() => DmarcReportUri.Parse(text)).ErrorId);
}
