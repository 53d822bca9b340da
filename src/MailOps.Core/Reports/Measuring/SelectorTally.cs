using System;
using MailOps.Reports.Dmarc;

namespace MailOps.Reports.Measuring;

/// <summary>The counts of one DKIM selector.</summary>
internal sealed class SelectorTally
{
    private const string Middle = "._domainkey.";

    private long _messages;
    private long _passed;
    private DateTime? _last;

    public void Add(DmarcReportRow row, bool passed)
    {
        _messages = DmarcReportMeter.Sum(_messages, row.Count);
        _last = DmarcReportMeter.Later(_last, row.End);
        if (passed)
        {
            _passed = DmarcReportMeter.Sum(_passed, row.Count);
        }
    }

    public DkimSelectorUsage ToUsage(string domain, string selector, DateTime? begin, DateTime? end, TimeSpan idleAfter)
    {
        var isIdle = _messages == 0 || (_last is { } last && end is { } newest && newest - last > idleAfter);
        return new DkimSelectorUsage
        {
            Domain = domain,
            Selector = selector,
            Messages = _messages,
            Passed = _passed,
            IsIdle = isIdle,
            LastSeen = _last,
            Findings = isIdle ? new FindingList([ReportFindings.SelectorIdle.Found(selector, domain, DmarcReportMeter.Day(_last ?? begin))]) : FindingList.Empty,
        };
    }

    /// <summary>The two parts of <c>selector._domainkey.domain</c>.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Report.NotASelector</c>: it is none.</exception>
    public static (string Domain, string Selector) Split(string name)
    {
        var middle = name.IndexOf(Middle, StringComparison.OrdinalIgnoreCase);
        return middle > 0 && middle + Middle.Length < name.Length
            ? (name.Substring(middle + Middle.Length).TrimEnd('.').ToLowerInvariant(), name.Substring(0, middle))
            : throw ReportErrors.NotASelector(name);
    }
}
