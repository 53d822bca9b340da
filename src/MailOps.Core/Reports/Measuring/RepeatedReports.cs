using System;
using System.Collections.Generic;
using MailOps.Reports.Dmarc;

namespace MailOps.Reports.Measuring;

/// <summary>
/// Tells reports that come a second time: to two addresses of one domain, or packed and unpacked in one folder. RFC 9990 section 3.1.1 makes the identifier
/// unique for its reporter.
/// </summary>
internal sealed class RepeatedReports
{
    private readonly Dictionary<(string Reporter, string Id, string Domain, DateTime? Begin), string> _first = [];
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private DmarcReportHeader? _current;
    private bool _isRepeated;

    /// <summary>How many reports were there again.</summary>
    public int Count => _others.Count;

    /// <summary>Whether the report was met before in another place. One without an identifier never was.</summary>
    public bool IsRepeated(DmarcReportHeader report)
    {
        // The rows of a report come one behind the other and share its header.
        if (ReferenceEquals(report, _current))
        {
            return _isRepeated;
        }

        _current = report;
        _isRepeated = false;
        if (report.ReportId.Length == 0)
        {
            return false;
        }

        var key = (report.OrganizationName, report.ReportId, report.Domain, report.Begin);
        if (_first.TryGetValue(key, out var source))
        {
            _isRepeated = source != report.Source;
        }
        else
        {
            _first.Add(key, report.Source);
        }

        if (_isRepeated)
        {
            _others.Add(report.Source);
        }

        return _isRepeated;
    }
}
