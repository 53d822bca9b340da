using System;
using System.Collections.Generic;

namespace MailOps.Authentication.Dmarc;

/// <summary>Gathers the tags of one record, the first of each name, and turns them into a <see cref="DmarcRecord"/>.</summary>
internal sealed class DmarcTagCollector
{
    // Foreign text: findings must not grow with it. The record is read to its end all the same.
    private const int MaxFindings = 50;
    private const int MaxUris = 100;

    private readonly string _text;
    private readonly List<Finding>? _findings;
    private HashSet<string>? _unknownNames;

    // The version has been read before the first tag is added.
    private int _seen = 1 << (int)DmarcTag.V;
    private int _count;

    private DmarcAlignment _dkimAlignment;
    private DmarcAlignment _spfAlignment;
    private DmarcPublicSuffix _publicSuffix;
    private DmarcFailureReporting _failureReporting = DmarcFailureReporting.AllFail;
    private bool _isTesting;
    private List<DmarcReportUri>? _aggregateReports;
    private List<DmarcReportUri>? _failureReports;
    private int _percent = 100;

    public DmarcTagCollector(string text, List<Finding>? findings)
    {
        _text = text;
        _findings = findings;
    }

    /// <summary>The policies as they were written; null: the tag is missing.</summary>
    public string? PolicyText { get; private set; }

    public string? SubdomainPolicyText { get; private set; }

    public string? NonexistentPolicyText { get; private set; }

    /// <summary>The place of <c>p</c> among the tags behind the version, from 1.</summary>
    public int PolicyPlace { get; private set; }

    public bool Has(DmarcTag tag) => (_seen & (1 << (int)tag)) != 0;

    public void Add(DmarcTagReader reader)
    {
        _count++;
        if (reader.Name.IsEmpty)
        {
            Report(DmarcFindings.Syntax, DisplayText.Quote(reader.Text));
            return;
        }

        var tag = DmarcTagNames.Find(reader.Name);
        if (tag == DmarcTag.Unknown)
        {
            AddUnknown(reader);
        }
        else if (Has(tag))
        {
            Report(DmarcFindings.DuplicateTag, DmarcTagNames.NameOf(tag));
        }
        else
        {
            _seen |= 1 << (int)tag;
            AddFirst(tag, reader.Value);
        }
    }

    public DmarcRecord ToRecord()
    {
        var policies = DmarcPolicyReading.Of(this);
        var hasUsableReports = _aggregateReports is { Count: > 0 };
        var record = new DmarcRecord
        {
            Text = _text,
            DkimAlignment = _dkimAlignment,
            SpfAlignment = _spfAlignment,
            PublicSuffix = _publicSuffix,
            FailureReporting = _failureReporting,
            IsTesting = _isTesting,
            AggregateReports = _aggregateReports is null ? DmarcReportUriList.Empty : new DmarcReportUriList(_aggregateReports),
            FailureReports = _failureReports is null ? DmarcReportUriList.Empty : new DmarcReportUriList(_failureReports),
            LegacyPercent = _percent,
            Legacy = policies.ForRfc7489(hasUsableReports),
        };

        // RFC 9989 section 4.10.1: without a valid p, or with an sp or np that is not valid, it is p=none if somebody wants reports, else nothing.
        return policies.AreUsable
            ? record with
            {
                Policy = policies.Policy.GetValueOrDefault(),
                SubdomainPolicy = policies.Subdomain,
                NonexistentPolicy = policies.Nonexistent,
            }
            : record with { IsPolicyAssumed = hasUsableReports, Applies = hasUsableReports };
    }

    public void Report(FindingRule rule, params object?[] values)
    {
        if (_findings is { Count: < MaxFindings })
        {
            _findings.Add(rule.Found(values));
        }
    }

    private void AddUnknown(DmarcTagReader reader)
    {
        if (_findings is null or { Count: >= MaxFindings })
        {
            return;
        }

        var name = reader.Name.ToString();
        var isFirst = (_unknownNames ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase)).Add(name);
        Report(isFirst ? DmarcFindings.UnknownTag : DmarcFindings.DuplicateTag, name);
    }

    private void AddFirst(DmarcTag tag, ReadOnlySpan<char> value)
    {
        switch (tag)
        {
            case DmarcTag.P:
                PolicyText = value.ToString();
                PolicyPlace = _count;
                break;
            case DmarcTag.Sp:
                SubdomainPolicyText = value.ToString();
                break;
            case DmarcTag.Np:
                NonexistentPolicyText = value.ToString();
                break;
            case DmarcTag.Adkim:
                _dkimAlignment = ReadChoice("rs", value, tag) == 's' ? DmarcAlignment.Strict : DmarcAlignment.Relaxed;
                break;
            case DmarcTag.Aspf:
                _spfAlignment = ReadChoice("rs", value, tag) == 's' ? DmarcAlignment.Strict : DmarcAlignment.Relaxed;
                break;
            case DmarcTag.T:
                _isTesting = ReadChoice("ny", value, tag) == 'y';
                break;
            case DmarcTag.Psd:
                _publicSuffix = ReadChoice("uyn", value, tag) switch { 'y' => DmarcPublicSuffix.Yes, 'n' => DmarcPublicSuffix.No, _ => DmarcPublicSuffix.Unspecified };
                break;
            case DmarcTag.Fo:
                ReadFailureOptions(value);
                break;
            case DmarcTag.Rua:
                _aggregateReports = ReadUris("rua", value);
                break;
            case DmarcTag.Ruf:
                _failureReports = ReadUris("ruf", value);
                break;
            case DmarcTag.Pct:
                ReadPercent(value);
                break;
            default:
                Report(DmarcFindings.RemovedTag, DmarcTagNames.NameOf(tag), DisplayText.Quote(value));
                break;
        }
    }

    /// <summary>One letter of several, in either case; the first of them is the default.</summary>
    private char ReadChoice(string letters, ReadOnlySpan<char> value, DmarcTag tag)
    {
        var index = value.Length == 1 ? letters.IndexOf((char)(value[0] | ' ')) : -1;
        if (index < 0)
        {
            Report(DmarcFindings.InvalidValue, DmarcTagNames.NameOf(tag), DisplayText.Quote(value), letters[0], string.Join(", ", letters.ToCharArray()));
        }

        return letters[Math.Max(index, 0)];
    }

    // dmarc-fo: 0 or 1, d and s, in any order, each at most once, separated with colons.
    private void ReadFailureOptions(ReadOnlySpan<char> value)
    {
        var options = DmarcFailureReporting.None;
        for (var i = 0; i < value.Length; i += 2)
        {
            var option = (value[i] | ' ') switch
            {
                '0' => DmarcFailureReporting.AllFail,
                '1' => DmarcFailureReporting.AnyFails,
                'd' => DmarcFailureReporting.DkimFails,
                's' => DmarcFailureReporting.SpfFails,
                _ => DmarcFailureReporting.None,
            };
            if (option == DmarcFailureReporting.None || (options & option) != 0 || (i + 1 < value.Length && value[i + 1] != ':') || i + 2 == value.Length)
            {
                options = DmarcFailureReporting.None;
                break;
            }

            options |= option;
        }

        const DmarcFailureReporting Conflict = DmarcFailureReporting.AllFail | DmarcFailureReporting.AnyFails;
        if (options == DmarcFailureReporting.None)
        {
            Report(DmarcFindings.InvalidValue, "fo", DisplayText.Quote(value), "0", "0, 1, d, s");
        }
        else if ((options & Conflict) == Conflict)
        {
            Report(DmarcFindings.FailureOptionsConflict, DisplayText.Quote(value));
        }
        else
        {
            _failureReporting = options;
        }
    }

    private List<DmarcReportUri> ReadUris(string tag, ReadOnlySpan<char> value)
    {
        List<DmarcReportUri> uris = [];
        var count = 0;
        for (var rest = value; ; count++)
        {
            var comma = rest.IndexOf(',');
            var text = DmarcTagReader.Trim(comma < 0 ? rest : rest.Slice(0, comma));
            var syntax = DmarcUriReader.Read(text, out var uri);
            if (uri is null)
            {
                Report(DmarcFindings.InvalidUri, tag, DisplayText.Quote(text));
            }
            else
            {
                uris.Add(uri);
                ReportUri(tag, uri, syntax);
            }

            if (comma < 0 || uris.Count == MaxUris)
            {
                break;
            }

            rest = rest.Slice(comma + 1);
        }

        if (count + 1 > 2)
        {
            Report(DmarcFindings.ManyUris, tag, count + 1);
        }

        return uris;
    }

    private void ReportUri(string tag, DmarcReportUri uri, DmarcUriSyntax syntax)
    {
        if (!uri.IsSupported)
        {
            Report(DmarcFindings.UnsupportedScheme, tag, DisplayText.Quote(uri.Uri));
        }

        if (syntax == DmarcUriSyntax.ValidWithSize)
        {
            Report(DmarcFindings.ObsoleteSize, tag, DisplayText.Quote(uri.Uri));
        }
    }

    // RFC 7489 section 6.3: a whole number from 0 to 100; anything else counts as 100.
    private void ReadPercent(ReadOnlySpan<char> value)
    {
        var percent = 0;
        foreach (var c in value)
        {
            percent = c is >= '0' and <= '9' && percent <= 100 ? (percent * 10) + (c - '0') : 1000;
        }

        _percent = value.IsEmpty || percent > 100 ? 100 : percent;
        if (_percent < 100)
        {
            Report(DmarcFindings.Percent, _percent);
        }
        else
        {
            Report(DmarcFindings.RemovedTag, "pct", DisplayText.Quote(value));
        }
    }
}
