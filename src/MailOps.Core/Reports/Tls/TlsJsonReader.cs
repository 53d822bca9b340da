using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Json;

namespace MailOps.Reports.Tls;

/// <summary>Reads one TLS report (RFC 8460 section 4.4). What has another type than it should counts as missing.</summary>
internal static class TlsJsonReader
{
    private const int MaxPolicies = 1_000;
    private const int MaxFailures = 10_000;
    private const int MaxStrings = 1_000;

    public static IEnumerable<TlsReportItem> Read(byte[] content, string source)
    {
        if (!JsonValue.TryParse(content, out var report, out var error))
        {
            return [new TlsReportItem { Source = source, Problem = ReportFindings.BrokenJson.Found(source, error.Message) }];
        }

        if (report["policies"] is not { Kind: JsonKind.Array } policies)
        {
            return [new TlsReportItem { Source = source, Problem = ReportFindings.NotTlsReport.Found(source) }];
        }

        var range = report["date-range"];
        var header = new TlsReportRow
        {
            Source = source,
            Reporter = Text(report, "organization-name"),
            ContactInfo = Text(report, "contact-info"),
            ReportId = Text(report, "report-id"),
            Begin = Time(range, "start-datetime"),
            End = Time(range, "end-datetime"),
        };
        return policies.Items.Take(MaxPolicies).Select(p => new TlsReportItem { Source = source, Row = ReadPolicy(p, header) });
    }

    private static TlsReportRow ReadPolicy(JsonValue entry, TlsReportRow header)
    {
        var policy = entry["policy"];
        var summary = entry["summary"];
        var failures = (entry["failure-details"]?.Items ?? []).Take(MaxFailures).Select(ReadFailure).ToList();
        var row = header with
        {
            Domain = Text(policy, "policy-domain").ToLowerInvariant(),
            PolicyType = Text(policy, "policy-type"),
            PolicyStrings = Texts(policy?["policy-string"]),
            MxHosts = Texts(policy?["mx-host"]),
            SuccessfulSessions = Count(summary, "total-successful-session-count"),
            FailedSessions = Count(summary, "total-failure-session-count"),
            Failures = failures.Count == 0 ? TlsReportFailureList.Empty : new TlsReportFailureList(failures),
        };
        return row.FailedSessions == 0 ? row : row with { Findings = new FindingList([Describe(row)]) };
    }

    private static Finding Describe(TlsReportRow row)
    {
        var kinds = row.Failures.GroupBy(f => f.ResultType).OrderByDescending(g => g.Sum(f => (double)f.FailedSessions))
            .Select(g => g.Key + " " + g.Sum(f => (double)f.FailedSessions).ToString("0", CultureInfo.InvariantCulture)).Take(5);
        return ReportFindings.TlsFailures.Found(row.FailedSessions, (double)row.FailedSessions + row.SuccessfulSessions, row.Domain, string.Join(", ", kinds));
    }

    private static TlsReportFailure ReadFailure(JsonValue entry) => new()
    {
        ResultType = Text(entry, "result-type"),
        SendingMtaAddress = Text(entry, "sending-mta-ip"),
        ReceivingMxHost = Text(entry, "receiving-mx-hostname"),
        ReceivingMxHelo = Text(entry, "receiving-mx-helo"),
        ReceivingAddress = Text(entry, "receiving-ip"),
        FailedSessions = Count(entry, "failed-session-count"),
        ReasonCode = Text(entry, "failure-reason-code"),
        AdditionalInformation = Text(entry, entry["additional-information"] is null ? "additional-info-uri" : "additional-information"),
    };

    private static string Text(JsonValue? parent, string name) => parent?.MemberString(name) is { } text ? DisplayText.Quote(text.AsSpan().Trim(), 1000) : "";

    private static long Count(JsonValue? parent, string name) =>
        parent?.MemberInt64(name) is { } number ? Math.Max(number, 0)
        : long.TryParse(Text(parent, name), NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? written : 0;

    // A policy of one line is often a bare string; so is the one MX host.
    private static TextList Texts(JsonValue? value) =>
        value is null ? TextList.Empty
        : value.TryGetString(out var one) ? new TextList([DisplayText.Quote(one.AsSpan(), 1000)])
        : new TextList(value.Items.Select(i => i.TryGetString(out var text) ? DisplayText.Quote(text.AsSpan(), 1000) : "").Where(t => t.Length > 0).Take(MaxStrings));

    private static DateTime? Time(JsonValue? parent, string name) =>
        DateTimeOffset.TryParse(Text(parent, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.UtcDateTime : null;
}
