using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Authentication.Dmarc;
using MailOps.Reports.Dmarc;

namespace MailOps.Reports.Measuring;

/// <summary>The counts of one sender.</summary>
internal sealed class SenderTally
{
    private const int MaxDomains = 20;

    // RFC 7489 appendix C and RFC 9990 section 3.1.1.6: why a receiver did less than the policy asks for.
    private static readonly string[] ForwardingReasons = ["forwarded", "mailing_list", "trusted_forwarder"];

    private readonly List<string> _domains = [];
    private long _messages;
    private long _passed;
    private long _dkim;
    private long _spf;
    private long _quarantined;
    private long _rejected;
    private long _failedForwarded;
    private long _failedAuthenticated;
    private DateTime? _first;
    private DateTime? _last;

    public void Add(DmarcReportRow row)
    {
        _messages = DmarcReportMeter.Sum(_messages, row.Count);
        _first = DmarcReportMeter.Earlier(_first, row.Begin);
        _last = DmarcReportMeter.Later(_last, row.End);
        AddIf(row.Passed, ref _passed, row);
        AddIf(row.DkimAligned, ref _dkim, row);
        AddIf(row.SpfAligned, ref _spf, row);
        AddIf(row.Disposition == DmarcReportDisposition.Quarantine, ref _quarantined, row);
        AddIf(row.Disposition == DmarcReportDisposition.Reject, ref _rejected, row);
        var isAuthenticated = Note(row.Dkim) | Note(row.Spf);
        if (!row.Passed)
        {
            var isForwarded = IsForwarded(row);
            AddIf(isForwarded, ref _failedForwarded, row);
            AddIf(!isForwarded && isAuthenticated, ref _failedAuthenticated, row);
        }
    }

    public DmarcSenderUsage ToUsage(string domain, string sender, DmarcPolicy whatIf)
    {
        var failed = _messages - _passed;
        var lost = whatIf == DmarcPolicy.None ? 0 : failed;
        return new DmarcSenderUsage
        {
            Domain = domain,
            Sender = sender,
            Kind = failed == 0 ? DmarcSenderKind.Passing
                : _failedAuthenticated > 0 ? DmarcSenderKind.Misaligned
                : _failedForwarded == failed ? DmarcSenderKind.Forwarded
                : DmarcSenderKind.Unauthenticated,
            Messages = _messages,
            Passed = _passed,
            DkimAligned = _dkim,
            SpfAligned = _spf,
            Quarantined = _quarantined,
            Rejected = _rejected,
            WhatIfPolicy = whatIf,
            Lost = lost,
            LostForwarded = whatIf == DmarcPolicy.None ? 0 : _failedForwarded,
            AuthenticatedDomains = new TextList(_domains),
            FirstSeen = _first,
            LastSeen = _last,
            Findings = lost == 0 ? FindingList.Empty : new FindingList(Describe(domain, sender)),
        };
    }

    private IEnumerable<Finding> Describe(string domain, string sender)
    {
        var rest = _messages - _passed - _failedAuthenticated - _failedForwarded;
        if (_failedAuthenticated > 0)
        {
            yield return ReportFindings.Misaligned.Found(_failedAuthenticated, _messages, sender, domain);
        }

        if (_failedForwarded > 0)
        {
            yield return ReportFindings.ForwardedLost.Found(_failedForwarded, _messages, sender);
        }

        if (rest > 0)
        {
            yield return ReportFindings.Unauthenticated.Found(rest, _messages, sender);
        }
    }

    private bool Note(DmarcReportResultList results)
    {
        var any = false;
        foreach (var result in results)
        {
            if (result.IsPass && result.Domain.Length > 0)
            {
                any = true;
                if (_domains.Count < MaxDomains && !_domains.Contains(result.Domain))
                {
                    _domains.Add(result.Domain);
                }
            }
        }

        return any;
    }

    private static bool IsForwarded(DmarcReportRow row) =>
        row.Reasons.Any(reason => ForwardingReasons.Any(name =>
            reason.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (reason.Length == name.Length || reason[name.Length] == ':')));

    private static void AddIf(bool condition, ref long count, DmarcReportRow row)
    {
        if (condition)
        {
            count = DmarcReportMeter.Sum(count, row.Count);
        }
    }
}
