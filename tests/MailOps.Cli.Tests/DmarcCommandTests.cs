using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class DmarcCommandTests
{
    [Fact]
    public async Task Makes_a_record_and_the_consent_of_the_receiver_of_reports()
    {
        var run = await MailOpsProcess.RunAsync("dmarc", "new", "corp.example", "--policy", "reject", "--rua", "mailto:corp@reports.example");
        Assert.Equal(
            "_dmarc.corp.example. IN TXT \"v=DMARC1; p=reject; rua=mailto:corp@reports.example\"\ncorp.example._report._dmarc.reports.example. IN TXT \"v=DMARC1\"\n",
            run.Output.Replace("\r", ""));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Needs_the_list_to_judge_by_the_old_rules()
    {
        var run = await MailOpsProcess.RunAsync("dmarc", "test", "corp.example", "--as-of", "rfc7489", "--zone", MailOpsProcess.Zone);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("MailOps.Dmarc.NoPublicSuffixList", run.Error);
    }
}
