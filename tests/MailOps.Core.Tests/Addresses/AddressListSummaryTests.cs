using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Addresses;

public sealed class AddressListSummaryTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    private static readonly IDnsResolver Zone = new ZoneBuilder()
        .AddMx("gmail.com", 10, "mx.example.net")
        .AddMx("example.com", 10, "mx.example.net")
        .AddMx("gmial.com", 10, "mx.example.net")
        .AddAddress("mx.example.net", "192.0.2.1")
        .AddFailure("slow.example.com", DnsRecordType.None, DnsFailureReason.Timeout)
        .Build();

    private static readonly string[] List =
    [
        "anna.berg@gmail.com", "annaberg+news@googlemail.com", "Anna.Berg@gmail.com", "bernd@gmial.com", "info@example.com", "x@@example.com",
        "c.vogel@slow.example.com", "d.vogel@gone.example.org", "e.vogel@gone.example.org",
    ];

    [Fact]
    public async Task Verdicts_reasons_corrections_and_duplicates_are_counted()
    {
        var (summary, _) = await Measure(List);
        Assert.Equal((9, 3, 1, 4, 1), (summary.Total, summary.Deliverable, summary.Risky, summary.Undeliverable, summary.Unknown));
        Assert.Equal(9, summary.Reasons.Sum(r => r.Count));
        Assert.Equal("bernd@gmial.com → bernd@gmail.com", Assert.Single(summary.Corrections).ToString());
        Assert.Equal((1, 2, 1), (summary.CorrectionCount, summary.DuplicateCount, summary.Roles));
        var duplicate = Assert.Single(summary.Duplicates);
        Assert.Equal(("annaberg@gmail.com", 3L), (duplicate.CanonicalAddress, duplicate.Count));
        Assert.Equal("anna.berg@gmail.com, annaberg+news@googlemail.com, Anna.Berg@gmail.com", duplicate.Addresses.ToString());
        Assert.Equal("gone.example.org: 2", summary.WorstDomains[0].ToString());
        Assert.Equal(new ManualClock().UtcNow, summary.CheckedFrom);
    }

    [Fact]
    public async Task The_file_of_actions_names_what_is_to_be_done_and_leaves_out_the_rest()
    {
        var (_, csv) = await Measure(List);
        var lines = csv.Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Input,Verdict,Reason,Suggestion,DuplicateOf,Advice", lines[0]);
        Assert.Equal(8, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("annaberg+news@googlemail.com,", StringComparison.Ordinal) && line.Contains(",anna.berg@gmail.com,"));
        Assert.Contains(lines, line => line.StartsWith("x@@example.com,Undeliverable,", StringComparison.Ordinal) && line.Contains(" at "));
        Assert.DoesNotContain(lines, line => line.StartsWith("info@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_cannot_become_a_formula_or_break_out_of_its_row()
    {
        var (_, csv) = await Measure(["=cmd|'/c calc'!A0", "+x,\"y\"\r\nz", "@SUM(1)"]);
        Assert.Contains("\r\n'=cmd|'/c calc'!A0,", csv);
        Assert.Contains("\r\n\"'+x,\"\"y\"\"\r\nz\",", csv);
        Assert.Contains("\r\n'@SUM(1),", csv);
    }

    [Fact]
    public async Task Where_there_is_a_suggestion_it_is_what_to_look_at()
    {
        var (_, csv) = await Measure(["bernd@gmail.con"]);
        Assert.Contains("bernd@gmail.con,Undeliverable,DomainNotFound,bernd@gmail.com,,Check the suggestion and correct.", csv);
    }

    [Theory]
    [InlineData("en-US", "Undeliverable", "mistyped domain", "lang=\"en\"")]
    [InlineData("de-DE", "Unzustellbar", "vertippte Domain", "lang=\"de\"")]
    public async Task The_page_speaks_the_language_of_the_reader(string culture, string verdict, string reason, string language)
    {
        var (summary, _) = await Measure(List);
        var html = Html(summary, "Kunden & Co. <2026>", CultureInfo.GetCultureInfo(culture));
        Assert.Contains(verdict, html);
        Assert.Contains(reason, html);
        Assert.Contains(language, html);
        Assert.Contains("Kunden &amp; Co. &lt;2026&gt;", html);
        Assert.Contains("<code>bernd@gmial.com</code>", html);
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere_and_runs_nothing()
    {
        var (summary, _) = await Measure(["<script>alert(1)</script>@gmial.com", "\"><img src=x onerror=y>@gmail.com.", "a\u202Eb@gmail.com.", "\uD800@gmail.con"]);
        var html = Html(summary, "<b>x</b>", English);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("<b>", html);
        Assert.DoesNotContain("http:", html);
        Assert.DoesNotContain("https:", html);
        Assert.Contains("Content-Security-Policy\" content=\"default-src 'none';", html);
        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain('\uD800', html);
    }

    [Fact]
    public void Of_nothing_there_is_a_report_too()
    {
        var summary = new AddressListSummarizer().Build();
        Assert.Equal(0, summary.Total);
        Assert.Contains("0", Html(summary, null, German));
    }

    [Fact]
    public void Long_lists_are_cut_in_the_report_and_counted_whole()
    {
        var summarizer = new AddressListSummarizer();
        for (var i = 0; i < AddressListSummarizer.MaxItems + 5; i++)
        {
            summarizer.Add(new AddressTestResult
            {
                Input = i + "@gmial.com",
                Address = i + "@gmial.com",
                Verdict = AddressVerdict.Risky,
                Reason = AddressReason.DomainTypo,
                Suggestion = i + "@gmail.com",
                CheckedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            });
        }

        var summary = summarizer.Build();
        Assert.Equal((AddressListSummarizer.MaxItems, AddressListSummarizer.MaxItems + 5L), (summary.Corrections.Count, summary.CorrectionCount));
        Assert.Contains("500 of 10,005", Html(summary, null, English));
    }

    private static async Task<(AddressListSummary Summary, string Csv)> Measure(string[] list)
    {
        using var checker = new AddressChecker(null, Zone, new ManualClock());
        var summarizer = new AddressListSummarizer();
        var csv = new StringWriter(CultureInfo.InvariantCulture);
        var actions = new AddressActionFile(csv);
        foreach (var text in list)
        {
            var result = await checker.CheckAsync(text, CancellationToken.None);
            actions.Add(result, summarizer.Add(result));
        }

        return (summarizer.Build(), csv.ToString());
    }

    private static string Html(AddressListSummary summary, string? title, CultureInfo culture)
    {
        var page = new StringWriter(CultureInfo.InvariantCulture);
        summary.WriteHtml(page, title, culture);
        return page.ToString();
    }
}
