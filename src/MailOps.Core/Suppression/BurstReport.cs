using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>
/// Tells of bursts once per domain, at the first decision that one holds back; once per server where it is one server that holds for many domains.
/// </summary>
internal static class BurstReport
{
    /// <param name="decisions">The decisions; findings are added to some.</param>
    /// <param name="servers">The server behind each, empty where none is known.</param>
    public static IReadOnlyList<SuppressionDecision> Attach(SuppressionDecision[] decisions, IReadOnlyList<string> servers)
    {
        var held = Enumerable.Range(0, decisions.Length)
            .Where(index => decisions[index].Action == SuppressionAction.Hold)
            .Select(index => new Held { Index = index, Domain = DomainOf(decisions[index].Address), Server = servers[index] })
            .ToList();
        var byDomain = held.GroupBy(h => h.Domain, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var byServer = held.GroupBy(h => h.Server, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.OrdinalIgnoreCase);
        foreach (var burst in held.GroupBy(
            h => h.Server.Length > 0 && byServer[h.Server] > byDomain[h.Domain] ? SuppressionTexts.TheServer(h.Server) : h.Domain,
            StringComparer.OrdinalIgnoreCase))
        {
            var first = burst.First().Index;
            decisions[first] = decisions[first] with
            {
                Findings = new FindingList([SuppressionFindings.Burst.Found(burst.Key, burst.Count())]),
            };
        }

        return decisions;
    }

    private static string DomainOf(string address)
    {
        var key = AddressKey.Of(address);
        return key.Substring(key.LastIndexOf('@') + 1);
    }

    private readonly record struct Held
    {
        public required int Index { get; init; }

        public required string Domain { get; init; }

        public required string Server { get; init; }
    }
}
