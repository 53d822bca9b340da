using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains.Posture;
using Xunit;

namespace MailOps.Tests.Domains.Posture;

public sealed class MailDomainPageTests
{
    [Fact]
    public async Task The_page_loads_and_runs_nothing_and_shows_foreign_text_as_text()
    {
        var result = await Check("v=spf1 \"><script>alert(1)</script> <img/src=x> \u202Eabc -all");
        var html = Html(CultureInfo.GetCultureInfo("en-US"), result);
        Assert.Contains("default-src 'none'", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("src=\"", html);
        Assert.DoesNotContain("url(", html);
        Assert.DoesNotContain('\u202E', html);
        Assert.Contains("&lt;script&gt;", html);
        Assert.Contains("prefers-color-scheme: dark", html);
        Assert.Contains("size: A4", html);
    }

    [Fact]
    public async Task Several_domains_get_an_overview_that_leads_to_each()
    {
        var html = Html(CultureInfo.GetCultureInfo("de-DE"), await Check("v=spf1 -all"), await Check("v=spf1 -all") with { Domain = "other.test" });
        Assert.Contains("<html lang=\"de\">", html);
        Assert.Contains("<a href=\"#d1\">other.test</a>", html);
        Assert.Contains("<article id=\"d1\">", html);
        Assert.Contains("Was zu tun ist", html);
    }

    [Fact]
    public async Task One_domain_is_named_in_the_heading_and_its_values_can_be_copied()
    {
        var html = Html(CultureInfo.GetCultureInfo("en-US"), await Check("v=spf1 -all"));
        Assert.Contains("<h1>Mail domain: corp.test</h1>", html);
        Assert.Contains("<pre>v=DMARC1; p=reject</pre>", html);
        Assert.DoesNotContain("<a href", html);
    }

    [Fact]
    public void Of_nothing_there_is_a_page_too() => Assert.Contains("</html>", Html(CultureInfo.InvariantCulture));

    private static string Html(CultureInfo culture, params MailDomainResult[] results)
    {
        using var writer = new StringWriter();
        MailDomainReport.WriteHtml(results, writer, culture);
        return writer.ToString();
    }

    private static async Task<MailDomainResult> Check(string spf) =>
        await new MailDomainChecker(new ZoneBuilder().AddTxt("corp.test", spf).Build(), new MailDomainOptions { SkipServers = true }).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
}
