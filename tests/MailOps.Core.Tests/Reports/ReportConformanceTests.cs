using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MailOps.Json;
using MailOps.Reports.Dmarc;
using MailOps.Reports.Tls;
using Xunit;

namespace MailOps.Tests.Reports;

/// <summary>The sample reports of the corpora: each is read, and gives what index.json expects.</summary>
[Trait("Category", "Conformance")]
public sealed class ReportConformanceTests
{
    [SkippableFact]
    public void Aggregate_reports_give_what_the_index_expects() => Run("dmarc-aggregate", (entry, path) =>
    {
        var items = DmarcReportReader.Read(path).ToList();
        var rows = items.Select(i => i.Row).OfType<DmarcReportRow>().ToList();
        var problems = items.Where(i => i.Problem is { Severity: FindingSeverity.Error }).ToList();
        var isWellFormed = entry.MemberBoolean("wellFormed") != false;
        return Differ("has problems", !isWellFormed || entry["expect"] is null, problems.Count > 0 || (rows.Count > 0 && !isWellFormed))
            .Concat(entry["expect"] is { } expect ? Compare(expect, rows) : []);
    });

    [SkippableFact]
    public void Failure_reports_and_complaints_give_their_fields()
    {
        foreach (var kind in new[] { "dmarc-failure", "arf" })
        {
            Run(kind, (entry, path) => CompareFields(entry["expect"]?["feedbackReport"], DmarcReportReader.Read(path).ToList()));
        }
    }

    [SkippableFact]
    public void Tls_reports_give_what_the_index_expects() => Run("tls-rpt", (entry, path) =>
    {
        var rows = TlsReportReader.Read(path).Select(i => i.Row).OfType<TlsReportRow>().ToList();
        var expect = entry.RequireMember("expect");
        return Differ("policies", expect.MemberInt64("policies"), (long)rows.Count)
            .Concat(Differ("organization", expect.MemberString("orgName"), rows[0].Reporter))
            .Concat(Differ("report", expect.MemberString("reportId"), rows[0].ReportId))
            .Concat(Differ("begin", expect.MemberString("begin"), Stamp(rows[0].Begin)))
            .Concat(Differ("end", expect.MemberString("end"), Stamp(rows[0].End)))
            .Concat(Differ("successful", expect.MemberInt64("successful"), rows.Sum(r => r.SuccessfulSessions)))
            .Concat(Differ("failed", expect.MemberInt64("failed"), rows.Sum(r => r.FailedSessions)))
            .Concat(Differ("details", expect.MemberInt64("failureDetails"), rows.Sum(r => (long)r.Failures.Count)));
    });

    // The index leaves out the times of three reports that write them as "1337270400.0"; here they are read.
    private static IEnumerable<string> Compare(JsonValue expect, List<DmarcReportRow> rows)
    {
        var report = rows.Count > 0 ? rows[0].Report : new DmarcReportHeader();
        var dispositions = rows.GroupBy(r => r.Disposition.ToString().ToLowerInvariant()).ToDictionary(g => g.Key, g => g.Sum(r => r.Count));
        return Differ("organization", expect.MemberString("orgName") ?? "", report.OrganizationName)
            .Concat(Differ("report", expect.MemberString("reportId") ?? "", report.ReportId))
            .Concat(Differ("begin", expect.MemberInt64("begin") ?? Seconds(report.Begin), Seconds(report.Begin)))
            .Concat(Differ("end", expect.MemberInt64("end") ?? Seconds(report.End), Seconds(report.End)))
            .Concat(Differ("domain", expect.MemberString("domain") ?? "", report.Domain))
            .Concat(Differ("policy", expect.MemberString("p") ?? "", report.Policy))
            .Concat(Differ("namespace", expect.MemberString("namespace") ?? report.XmlNamespace, report.XmlNamespace))
            .Concat(Differ("records", expect.MemberInt64("records"), (long)rows.Count))
            .Concat(Differ("messages", expect.MemberInt64("messages"), rows.Sum(r => r.Count)))
            .Concat(Differ("DKIM passes", expect.MemberInt64("dkimPass"), rows.Where(r => r.DkimAligned).Sum(r => r.Count)))
            .Concat(Differ("SPF passes", expect.MemberInt64("spfPass"), rows.Where(r => r.SpfAligned).Sum(r => r.Count)))
            .Concat((expect["dispositions"]?.Members ?? []).SelectMany(d =>
                Differ("disposition " + d.Key, d.Value.RequireInt64(), dispositions.TryGetValue(d.Key, out var count) ? count : 0)));
    }

    private static IEnumerable<string> CompareFields(JsonValue? expect, List<DmarcReportItem> items)
    {
        if (expect is null)
        {
            return Differ("problem", "REPORT002", items.Single().Problem?.Id);
        }

        var fields = items.Single().Failure!.Fields;
        return expect.Members.SelectMany(m => (m.Value.Kind == JsonKind.Array ? m.Value.Items.Select(i => i.RequireString()) : [m.Value.RequireString()])
            .SelectMany(value => Differ(m.Key, true, fields.Any(f => f == m.Key + ": " + value))));
    }

    private static string? Stamp(DateTime? time) => time?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static long? Seconds(DateTime? time) => time is { } known ? new DateTimeOffset(known).ToUnixTimeSeconds() : null;

    private static IEnumerable<string> Differ(string what, object? expected, object? actual) =>
        Equals(expected, actual) ? [] : [what + " is " + (actual ?? "null") + ", not " + (expected ?? "null")];

    private static void Run(string kind, Func<JsonValue, string, IEnumerable<string>> differences)
    {
        var index = JsonValue.Parse(File.ReadAllBytes(Corpora.Require("reports", "index.json")));
        var entries = index.RequireMember("reports").RequireItems().Where(e => e.MemberString("kind") == kind).ToList();
        Assert.NotEmpty(entries);
        var failures = entries.SelectMany(e =>
            differences(e, Corpora.Require("reports", e.MemberString("file")!)).Select(d => e.MemberString("file") + ": " + d)).ToList();
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}
