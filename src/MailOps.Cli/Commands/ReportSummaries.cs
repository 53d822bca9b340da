using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Reports.Measuring;

namespace MailOps.Cli.Commands;

/// <summary>The tables of <c>mailops report dmarc --by</c>.</summary>
internal static class ReportSummaries
{
    private static readonly Column<DmarcSenderUsage>[] Senders =
    [
        new("Domain", s => s.Domain),
        new("Sender", s => s.Sender),
        new("Messages", s => Number(s.Messages)),
        new("Passed", s => Number(s.Passed)),
        new("Lost", s => Number(s.Lost)),
        new("Kind", s => s.Kind.ToString()),
        new("Authenticated as", s => s.AuthenticatedDomains.ToString()),
    ];

    private static readonly Column<SpfTermUsage>[] Terms =
    [
        new("Domain", t => t.Domain),
        new("Term", t => t.Term),
        new("Messages", t => Number(t.Messages)),
        new("Dropping saves", t => t.Lookups == 0 ? "" : Number(t.Lookups) + " look-ups"),
        new("Last seen", t => Day(t.LastSeen)),
    ];

    private static readonly Column<DkimSelectorUsage>[] Selectors =
    [
        new("Domain", s => s.Domain),
        new("Selector", s => s.Selector),
        new("Messages", s => Number(s.Messages)),
        new("Passed", s => Number(s.Passed)),
        new("Last seen", s => Day(s.LastSeen)),
        new("Idle", s => s.IsIdle ? "idle" : ""),
    ];

    public static void Write(IEnumerable<DmarcSenderUsage> senders, bool json) => Write(senders, json, Senders);

    public static void Write(IEnumerable<SpfTermUsage> terms, bool json) => Write(terms, json, Terms);

    public static void Write(IEnumerable<DkimSelectorUsage> selectors, bool json) => Write(selectors, json, Selectors);

    private static void Write<T>(IEnumerable<T> results, bool json, Column<T>[] columns)
        where T : class
    {
        using var output = new ResultWriter<T>(json, columns);
        foreach (var result in results)
        {
            output.Write(result);
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTime? time) => time is { } known ? known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never";
}
