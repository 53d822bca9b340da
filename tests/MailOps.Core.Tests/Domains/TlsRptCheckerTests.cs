using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.TlsRpt;
using Xunit;

namespace MailOps.Tests.Domains;

public sealed class TlsRptCheckerTests
{
    [Theory]
    [InlineData("v=TLSRPTv1; rua=mailto:tls@corp.test", RecordVerdict.Valid, "")]
    [InlineData("v=spf1 -all|v=TLSRPTv1;rua=https://r.corp.test/v1", RecordVerdict.Valid, "")]
    [InlineData("v=TLSRPTv1; rua=mailto:tls@corp.test,ftp://x", RecordVerdict.Valid, "TLSRPT012")]
    [InlineData("", RecordVerdict.Missing, "TLSRPT001")]
    [InlineData("v=spf1 -all", RecordVerdict.Missing, "TLSRPT001")]
    [InlineData("v=tlsrptv1; rua=mailto:tls@corp.test", RecordVerdict.Invalid, "TLSRPT003")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@corp.test|v=TLSRPTv1; rua=mailto:b@corp.test", RecordVerdict.Invalid, "TLSRPT004")]
    [InlineData("v=TLSRPTv1; rua=mailto:tls@corp.test?subject=tls; new=1", RecordVerdict.Valid, "")]
    [InlineData("v=TLSRPTv1; rua=mailto:tls@corp.test; new=1=2", RecordVerdict.Invalid, "TLSRPT010")]
    [InlineData("v=TLSRPTv1; rua", RecordVerdict.Invalid, "TLSRPT010")]
    [InlineData("v=TLSRPTv1; ruf=mailto:a@corp.test", RecordVerdict.Invalid, "TLSRPT011")]
    [InlineData("v=TLSRPTv1; rua=mailto:nobody", RecordVerdict.Invalid, "TLSRPT012")]
    [InlineData("v=TLSRPTv1; rua=https://", RecordVerdict.Invalid, "TLSRPT012")]
    public async Task Judges_a_record(string records, RecordVerdict verdict, string findings)
    {
        var zone = new ZoneBuilder();
        foreach (var record in records.Split('|').Where(r => r.Length > 0))
        {
            zone.AddTxt("_smtp._tls.corp.test", record);
        }

        var result = await new TlsRptChecker(zone.Build()).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.Equal((verdict, findings), (result.Verdict, string.Join(" ", result.Findings.Select(f => f.Id))));
        Assert.Equal(verdict == RecordVerdict.Valid, result.Rua.Count > 0);
    }

    [Fact]
    public async Task A_dns_that_does_not_answer_is_unknown()
    {
        var zone = new ZoneBuilder().AddFailure("_smtp._tls.corp.test", DnsRecordType.TXT, DnsFailureReason.Timeout).Build();
        var result = await new TlsRptChecker(zone).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Unknown, "TLSRPT002", false), (result.Verdict, Assert.Single(result.Findings).Id, result.Passed));
    }
}
