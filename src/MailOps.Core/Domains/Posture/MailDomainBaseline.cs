using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Json;

namespace MailOps.Domains.Posture;

/// <summary>
/// Results of an earlier check, as <c>mailops domain test --json</c> and <c>ConvertTo-MailOpsJson</c> write them, to show only what changed since.
/// </summary>
public sealed class MailDomainBaseline
{
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Dictionary<string, JsonValue> _domains = new(StringComparer.Ordinal);

    private MailDomainBaseline()
    {
    }

    /// <summary>The domains in it.</summary>
    public int Count => _domains.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="path">JSON, an object a line or an array of them.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Domain.BaselineUnreadable</c> or <c>MailOps.Domain.InvalidBaseline</c>.</exception>
    public static MailDomainBaseline Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaxBytes)
            {
                throw MailDomainErrors.InvalidBaseline(path, MailDomainErrors.TooLarge);
            }

            // Windows PowerShell redirects to UTF-16, which the byte order mark tells.
            using var reader = new StreamReader(path, detectEncodingFromByteOrderMarks: true);
            return Parse(reader.ReadToEnd(), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw MailDomainErrors.BaselineUnreadable(path, e);
        }
    }

    /// <summary>What changed about a domain.</summary>
    /// <param name="result">Its result now.</param>
    /// <returns>The differences. What nobody knows now, or did not know then, is none.</returns>
    public MailDomainChange Compare(MailDomainResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!_domains.TryGetValue(result.Domain, out var before))
        {
            return new MailDomainChange
            {
                Domain = result.Domain,
                Grade = result.Grade,
                Score = result.Score,
                NewFindings = result.Findings,
                Records = new MailRecordChangeList(MailDomainRecords.Of(result).Select(r => new MailRecordChange { Host = r.Key, Before = "", After = r.Value })),
                Result = result,
            };
        }

        var old = (before["findings"]?.Items ?? []).Select(ReadFinding).ToList();
        var isOpenNow = new HashSet<string>(result.Unknown, StringComparer.Ordinal);
        var added = Beyond(result.Findings, old).Where(f => f.Severity > FindingSeverity.Info || !isOpenNow.Contains(MailDomainParts.OfFinding(f.Id)));
        var gone = Beyond(old, [.. result.Findings]).Where(f => !isOpenNow.Contains(MailDomainParts.OfFinding(f.Id)));
        return new MailDomainChange
        {
            Domain = result.Domain,
            GradeBefore = Enum.TryParse<MailDomainGrade>(before.MemberString("grade"), out var grade) ? grade : null,
            Grade = result.Grade,
            ScoreBefore = (int?)before.MemberInt64("score"),
            Score = result.Score,
            NewFindings = new FindingList(added),
            GoneFindings = new FindingList(gone),
            Records = new MailRecordChangeList(RecordChanges(before, result, isOpenNow)),
            CheckedBefore = ReadTime(before.MemberString("checkedAt")),
            Result = result,
        };
    }

    private static MailDomainBaseline Parse(string text, string path)
    {
        var baseline = new MailDomainBaseline();
        try
        {
            // One value, an array of results or a result, or a result a line.
            if (JsonValue.TryParse(Encoding.UTF8.GetBytes(text), out var whole, out _))
            {
                baseline.Add(whole.Kind == JsonKind.Array ? whole.Items : [whole]);
            }
            else
            {
                baseline.Add([.. text.Split('\n').Where(line => line.Trim().Length > 0).Select(line => JsonValue.Parse(line))]);
            }
        }
        catch (JsonException e)
        {
            throw MailDomainErrors.InvalidBaseline(path, e.Message);
        }

        return baseline.Count > 0 ? baseline : throw MailDomainErrors.InvalidBaseline(path, MailDomainErrors.NoResult);
    }

    private void Add(IReadOnlyList<JsonValue> results)
    {
        foreach (var result in results)
        {
            if (result.MemberString("domain") is { } domain && result["findings"] is not null && result["grade"] is not null)
            {
                _domains[domain] = result;
            }
        }
    }

    // An id may stand for several faults, such as a fault of each of two servers; the words may be those of another language.
    private static List<Finding> Beyond(IEnumerable<Finding> these, IReadOnlyList<Finding> those)
    {
        var beyond = new List<Finding>();
        foreach (var group in these.GroupBy(f => f.Id))
        {
            var counterparts = those.Where(f => f.Id == group.Key).Select(f => f.Message).ToList();
            var ofThese = group.OrderBy(f => counterparts.Contains(f.Message)).ToList();
            beyond.AddRange(ofThese.Take(Math.Max(0, ofThese.Count - counterparts.Count)));
        }

        return beyond;
    }

    private static IEnumerable<MailRecordChange> RecordChanges(JsonValue before, MailDomainResult result, HashSet<string> isOpenNow)
    {
        var wasOpen = (before["unknown"]?.Items ?? []).Select(item => item.TryGetString(out var name) ? name : "").ToList();
        var now = MailDomainRecords.Of(result);
        var then = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in before["records"]?.Items ?? [])
        {
            if (record.MemberString("host") is { } host)
            {
                then[host] = record.MemberString("value") ?? "";
            }
        }

        foreach (var host in now.Keys.Union(then.Keys).OrderBy(host => host, StringComparer.Ordinal))
        {
            var part = MailDomainParts.OfRecord(host);
            var (was, isNow) = (then.TryGetValue(host, out var a) ? a : "", now.TryGetValue(host, out var b) ? b : "");
            if (was != isNow && !isOpenNow.Contains(part) && !wasOpen.Contains(part))
            {
                yield return new MailRecordChange { Host = host, Before = was, After = isNow };
            }
        }
    }

    private static Finding ReadFinding(JsonValue value) => new()
    {
        Id = value.MemberString("id") ?? "",
        Severity = Enum.TryParse<FindingSeverity>(value.MemberString("severity"), ignoreCase: true, out var severity) ? severity : FindingSeverity.Info,
        Message = value.MemberString("message") ?? "",
        Advice = value.MemberString("advice") ?? "",
        Reference = value.MemberString("reference") ?? "",
    };

    private static DateTime? ReadTime(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
