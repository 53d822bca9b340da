using System;
using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Reports.Dmarc;

/// <summary>Gathers the values of a report into its header and rows, whatever their order, and notes what is wrong with them.</summary>
internal sealed class DmarcRowBuilder(string name)
{
    private const int MaxResults = 100;
    private const int MaxProblems = 20;

    private readonly TextPool _pool = new();
    private readonly List<Finding> _problems = [];
    private readonly List<DmarcReportResult> _dkim = [];
    private readonly List<DmarcReportResult> _spf = [];
    private readonly List<string> _reasons = [];
    private DmarcReportHeader _header = new() { Source = name };
    private DmarcReportResult _result = new();
    private string _reasonType = "";
    private string _reasonComment = "";
    private bool _hasFeedback;
    private long _rows;
    private int _problemCount;
    private bool _isChecked;
    private bool _hasBegin;
    private bool _hasEnd;

    // What a row is made of; the records are made once, at its end.
    private string _source = "";
    private string? _sourceText;
    private string? _sourceAddress;
    private long _count;
    private DmarcReportDisposition _disposition;
    private bool _dkimAligned;
    private bool _spfAligned;
    private string _headerFrom = "";
    private string _envelopeFrom = "";
    private string _envelopeTo = "";

    public void StartReport(string xmlNamespace)
    {
        _hasFeedback = true;
        (_isChecked, _hasBegin, _hasEnd) = (false, false, false);
        _header = new DmarcReportHeader { Source = name, XmlNamespace = DisplayText.Quote(xmlNamespace) };
    }

    public void StartRow()
    {
        (_source, _count, _disposition, _dkimAligned, _spfAligned) = ("", -1, DmarcReportDisposition.Unknown, false, false);
        (_headerFrom, _envelopeFrom, _envelopeTo) = ("", "", "");
        _dkim.Clear();
        _spf.Clear();
        _reasons.Clear();
        if (!_isChecked)
        {
            _isChecked = true;
            CheckHeader();
        }
    }

    public void SetValue(DmarcXmlSection section, string element, ReadOnlySpan<char> value)
    {
        switch (section)
        {
            case DmarcXmlSection.Feedback when element == "version":
                _header = _header with { Version = Text(value) };
                break;
            case DmarcXmlSection.Metadata or DmarcXmlSection.DateRange or DmarcXmlSection.Policy:
                SetHeader(section, element, value);
                break;
            case DmarcXmlSection.Row or DmarcXmlSection.PolicyEvaluated or DmarcXmlSection.Identifiers:
                SetRow(element, value);
                break;
            case DmarcXmlSection.Reason when element == "type":
                _reasonType = Text(value);
                break;
            case DmarcXmlSection.Reason when element == "comment":
                _reasonComment = Text(value);
                break;
            case DmarcXmlSection.Dkim or DmarcXmlSection.Spf:
                SetResult(element, value);
                break;
        }
    }

    public void EndSection(DmarcXmlSection section)
    {
        if (section == DmarcXmlSection.Reason)
        {
            AddTo(_reasons, _reasonComment.Length > 0 ? _reasonType + ": " + _reasonComment : _reasonType);
            (_reasonType, _reasonComment) = ("", "");
        }
        else if (section is DmarcXmlSection.Dkim or DmarcXmlSection.Spf)
        {
            AddTo(section == DmarcXmlSection.Dkim ? _dkim : _spf, _result);
            _result = new DmarcReportResult();
        }
    }

    public DmarcReportRow TakeRow()
    {
        _rows++;
        if (_count < 0)
        {
            Note(ReportFindings.InvalidValue.Found(_header.ReportId, "count", ""));
        }

        return new DmarcReportRow
        {
            Report = _header,
            SourceAddress = _source,
            Count = Math.Max(_count, 0),
            Disposition = _disposition,
            DkimAligned = _dkimAligned,
            SpfAligned = _spfAligned,
            HeaderFrom = _headerFrom,
            EnvelopeFrom = _envelopeFrom,
            EnvelopeTo = _envelopeTo,
            Dkim = _dkim.Count == 0 ? DmarcReportResultList.Empty : new DmarcReportResultList(_dkim),
            Spf = _spf.Count == 0 ? DmarcReportResultList.Empty : new DmarcReportResultList(_spf),
            Reasons = _reasons.Count == 0 ? TextList.Empty : new TextList(_reasons),
        };
    }

    public IReadOnlyList<Finding> TakeProblems()
    {
        if (_problems.Count == 0)
        {
            return [];
        }

        var problems = _problems.ToArray();
        _problems.Clear();
        return problems;
    }

    /// <summary>What is to be said at the end of the file.</summary>
    /// <param name="problem">Why it ended early; null when it is whole.</param>
    public IReadOnlyList<Finding> Finish(Finding? problem)
    {
        var findings = new List<Finding>(TakeProblems());
        if (problem is not null)
        {
            findings.Add(problem);
        }
        else if (!_hasFeedback)
        {
            findings.Add(ReportFindings.NoReport.Found(name));
        }
        else if (_rows == 0)
        {
            findings.Add(ReportFindings.NoRows.Found(_header.ReportId));
        }

        return findings;
    }

    private void SetHeader(DmarcXmlSection section, string element, ReadOnlySpan<char> value) => _header = (section, element) switch
    {
        (DmarcXmlSection.Metadata, "org_name") => _header with { OrganizationName = Text(value) },
        (DmarcXmlSection.Metadata, "email") => _header with { Email = Text(value) },
        (DmarcXmlSection.Metadata, "report_id") => _header with { ReportId = Text(value) },
        (DmarcXmlSection.Metadata, "generator") => _header with { Generator = Text(value) },
        (DmarcXmlSection.Metadata, "error") => NoteError(Text(value)),
        (DmarcXmlSection.DateRange, "begin") => _header with { Begin = Time("begin", value) },
        (DmarcXmlSection.DateRange, "end") => _header with { End = Time("end", value) },
        (DmarcXmlSection.Policy, "domain") => _header with { Domain = Domain(value) },
        (DmarcXmlSection.Policy, "p") => _header with { Policy = Word(value) },
        (DmarcXmlSection.Policy, "sp") => _header with { SubdomainPolicy = Word(value) },
        (DmarcXmlSection.Policy, "np") => _header with { NonexistentPolicy = Word(value) },
        (DmarcXmlSection.Policy, "adkim") => _header with { DkimAlignment = Word(value) },
        (DmarcXmlSection.Policy, "aspf") => _header with { SpfAlignment = Word(value) },
        (DmarcXmlSection.Policy, "testing") => _header with { Testing = Word(value) },
        (DmarcXmlSection.Policy, "discovery_method") => _header with { DiscoveryMethod = Word(value) },
        _ => _header,
    };

    private DmarcReportHeader NoteError(string text)
    {
        if (text.Length > 0)
        {
            Note(ReportFindings.ReporterErrors.Found(_header.ReportId, text));
        }

        return _header;
    }

    private void SetRow(string element, ReadOnlySpan<char> value)
    {
        switch (element)
        {
            case "source_ip":
                SetSource(Text(value));
                break;
            case "count":
                _count = Number(value);
                if (_count < 0)
                {
                    _count = 0;
                    Note(ReportFindings.InvalidValue.Found(_header.ReportId, element, Text(value)));
                }

                break;
            case "disposition":
                _disposition = value.Equals("none".AsSpan(), StringComparison.OrdinalIgnoreCase) ? DmarcReportDisposition.None
                    : value.Equals("pass".AsSpan(), StringComparison.OrdinalIgnoreCase) ? DmarcReportDisposition.Pass
                    : value.Equals("quarantine".AsSpan(), StringComparison.OrdinalIgnoreCase) ? DmarcReportDisposition.Quarantine
                    : value.Equals("reject".AsSpan(), StringComparison.OrdinalIgnoreCase) ? DmarcReportDisposition.Reject
                    : DmarcReportDisposition.Unknown;
                break;
            case "dkim":
                _dkimAligned = value.Equals("pass".AsSpan(), StringComparison.OrdinalIgnoreCase);
                break;
            case "spf":
                _spfAligned = value.Equals("pass".AsSpan(), StringComparison.OrdinalIgnoreCase);
                break;
            case "header_from":
                _headerFrom = Domain(value);
                break;
            case "envelope_from":
                _envelopeFrom = Domain(value);
                break;
            case "envelope_to":
                _envelopeTo = Domain(value);
                break;
        }
    }

    // One client has many rows.
    private void SetSource(string text)
    {
        if (!ReferenceEquals(text, _sourceText))
        {
            (_sourceText, _sourceAddress) = (text, SourceAddress.Normalize(text));
        }

        _source = _sourceAddress ?? text;
        if (_sourceAddress is null)
        {
            Note(ReportFindings.InvalidValue.Found(_header.ReportId, "source_ip", text));
        }
    }

    private void SetResult(string element, ReadOnlySpan<char> value) => _result = element switch
    {
        "domain" => _result with { Domain = Domain(value) },
        "selector" => _result with { Selector = Text(value) },
        "scope" => _result with { Scope = Word(value) },
        "result" => _result with { Result = Word(value) },
        "human_result" => _result with { HumanResult = Text(value) },
        _ => _result,
    };

    private void CheckHeader()
    {
        var missing = new List<string>();
        void Require(string value, string element)
        {
            if (value.Length == 0)
            {
                missing.Add(element);
            }
        }

        Require(_header.OrganizationName, "org_name");
        Require(_header.ReportId, "report_id");
        Require(_header.Domain, "domain");
        Require(_hasBegin ? "begin" : "", "begin");
        Require(_hasEnd ? "end" : "", "end");
        if (missing.Count > 0)
        {
            Note(ReportFindings.MissingFields.Found(_header.ReportId, string.Join(", ", missing)));
        }
    }

    private DateTime? Time(string element, ReadOnlySpan<char> value)
    {
        (_hasBegin, _hasEnd) = (_hasBegin || element == "begin", _hasEnd || element == "end");

        // Seconds since 1970, up to the year 9999. Some senders give milliseconds, fractions, or the date in words of ISO 8601.
        const long Last = 253_402_300_799;
        var point = value.IndexOf('.');
        var seconds = Number(point < 0 ? value : value.Slice(0, point));
        if (seconds > Last && seconds / 1000 <= Last)
        {
            seconds /= 1000;
        }

        if (seconds is >= 0 and <= Last)
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
        }

        var text = Text(value);
        if (text.IndexOf('-') == 4 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.UtcDateTime;
        }

        Note(ReportFindings.InvalidValue.Found(_header.ReportId, element, text));
        return null;
    }

    private void Note(Finding finding)
    {
        if (_problemCount++ < MaxProblems)
        {
            _problems.Add(finding);
        }
    }

    private static void AddTo<T>(List<T> list, T item)
    {
        if (list.Count < MaxResults)
        {
            list.Add(item);
        }
    }

    private static long Number(ReadOnlySpan<char> text)
    {
        const int LongestNumber = 18;
        long number = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '9')
            {
                return -1;
            }

            number = (number * 10) + (c - '0');
        }

        return text.Length is > 0 and <= LongestNumber ? number : -1;
    }

    private string Text(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (c is < ' ' or > '~')
            {
                return DisplayText.Quote(value);
            }
        }

        return _pool.Get(value);
    }

    private string Word(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (c is >= 'A' and <= 'Z')
            {
                return Text(value).ToLowerInvariant();
            }
        }

        return Text(value);
    }

    private string Domain(ReadOnlySpan<char> value) => Word(value.Length > 0 && value[value.Length - 1] == '.' ? value.Slice(0, value.Length - 1) : value);
}
