using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dmarc;
using MailOps.Dns;
using MailOps.Reports.Dmarc;

namespace MailOps.Reports.Measuring;

/// <summary>
/// Adds up the rows of many reports: who sends, what a stricter policy would cost, which terms of SPF and which DKIM selectors nobody needs. It holds
/// a small count for each sender, none for each row.
/// </summary>
public sealed class DmarcReportMeter
{
    private readonly DmarcSenderGrouping _grouping;
    private readonly Dictionary<(string Domain, string Sender), SenderTally> _senders = [];
    private readonly Dictionary<(string Domain, string Selector), SelectorTally> _selectors = [];
    private readonly SpfSourceTally _spf = new();
    private readonly RepeatedReports _repeated = new();
    private DateTime? _firstBegin;
    private DateTime? _lastEnd;

    /// <summary>Makes an empty meter.</summary>
    /// <param name="grouping">What counts as one sender.</param>
    public DmarcReportMeter(DmarcSenderGrouping grouping = DmarcSenderGrouping.Address) => _grouping = grouping;

    /// <summary>How many messages the rows count so far.</summary>
    public long Messages { get; private set; }

    /// <summary>What is to be known about the counts: reports that came several times.</summary>
    public FindingList Findings => _repeated.Count == 0 ? FindingList.Empty : new FindingList([ReportFindings.Repeated.Found(_repeated.Count)]);

    /// <summary>Counts one row, unless its report was counted before from another file.</summary>
    /// <param name="row">The row.</param>
    public void Add(DmarcReportRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (_repeated.IsRepeated(row.Report))
        {
            return;
        }

        Messages = Sum(Messages, row.Count);
        _firstBegin = Earlier(_firstBegin, row.Begin);
        _lastEnd = Later(_lastEnd, row.End);
        var key = (row.Domain, SenderOf(row));
        if (!_senders.TryGetValue(key, out var sender))
        {
            _senders.Add(key, sender = new SenderTally());
        }

        sender.Add(row);
        _spf.Add(row);
        foreach (var result in row.Dkim)
        {
            if (result.Selector.Length > 0)
            {
                var name = (result.Domain, result.Selector);
                if (!_selectors.TryGetValue(name, out var selector))
                {
                    _selectors.Add(name, selector = new SelectorTally());
                }

                selector.Add(row, result.IsPass);
            }
        }
    }

    /// <summary>The senders, those first that would lose most, then the largest.</summary>
    /// <param name="whatIf">The policy to try out.</param>
    public IReadOnlyList<DmarcSenderUsage> GetSenders(DmarcPolicy whatIf = DmarcPolicy.Reject) =>
    [
        .. _senders.Select(s => s.Value.ToUsage(s.Key.Domain, s.Key.Sender, whatIf))
            .OrderByDescending(s => s.Lost).ThenByDescending(s => s.Messages).ThenBy(s => s.Domain, StringComparer.Ordinal).ThenBy(s => s.Sender, StringComparer.Ordinal),
    ];

    /// <summary>The DKIM selectors that were seen, and those that should have been.</summary>
    /// <param name="idleAfter">Not seen for so long before the end of the last report: idle.</param>
    /// <param name="known">Names of selectors that are published, as <c>selector._domainkey.domain</c>.</param>
    public IReadOnlyList<DkimSelectorUsage> GetSelectors(TimeSpan idleAfter, IEnumerable<string>? known = null)
    {
        var names = new HashSet<(string Domain, string Selector)>(_selectors.Keys);
        foreach (var name in known ?? [])
        {
            names.Add(SelectorTally.Split(name));
        }

        return
        [
            .. names.Select(n => (_selectors.TryGetValue(n, out var tally) ? tally : new SelectorTally()).ToUsage(n.Domain, n.Selector, _firstBegin, _lastEnd, idleAfter))
                .OrderByDescending(s => s.IsIdle).ThenBy(s => s.Domain, StringComparer.Ordinal).ThenBy(s => s.Selector, StringComparer.Ordinal),
        ];
    }

    /// <summary>How many messages each term of the SPF records decided, for the domains that the reports are about. The records are those of now.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    public ValueTask<IReadOnlyList<SpfTermUsage>> GetSpfTermsAsync(IDnsResolver resolver, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return _spf.MeasureAsync(resolver, _firstBegin, cancellationToken);
    }

    // Counts come from strangers: they stop at the largest number instead of turning negative.
    internal static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    internal static DateTime? Earlier(DateTime? left, DateTime? right) => left is null || right < left ? right ?? left : left;

    internal static DateTime? Later(DateTime? left, DateTime? right) => left is null || right > left ? right ?? left : left;

    internal static string Day(DateTime? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?";

    private string SenderOf(DmarcReportRow row) => _grouping switch
    {
        DmarcSenderGrouping.Network => NetworkOf(row.SourceAddress),
        DmarcSenderGrouping.Domain => PassingDomain(row.Dkim) ?? PassingDomain(row.Spf) ?? row.SourceAddress,
        _ => row.SourceAddress,
    };

    private static string? PassingDomain(DmarcReportResultList results) => results.FirstOrDefault(r => r.IsPass && r.Domain.Length > 0)?.Domain;

    private static string NetworkOf(string text)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            return text;
        }

        var bytes = address.GetAddressBytes();
        var kept = bytes.Length == 4 ? 3 : 8;
        bytes.AsSpan(kept).Clear();
        return new IPAddress(bytes) + (bytes.Length == 4 ? "/24" : "/64");
    }
}
