using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>Tells of bursts once per domain, at the first decision that one holds back.</summary>
internal static class BurstReport
{
    public static IReadOnlyList<SuppressionDecision> Attach(SuppressionDecision[] decisions)
    {
        var held = decisions.Select((decision, index) => (Decision: decision, Index: index)).Where(d => d.Decision.Action == SuppressionAction.Hold);
        foreach (var domain in held.GroupBy(d => DomainOf(d.Decision.Address), StringComparer.Ordinal))
        {
            var first = domain.First();
            decisions[first.Index] = first.Decision with
            {
                Findings = new FindingList([SuppressionFindings.Burst.Found(domain.Key, domain.Count())]),
            };
        }

        return decisions;
    }

    private static string DomainOf(string address)
    {
        var key = AddressKey.Of(address);
        return key.Substring(key.LastIndexOf('@') + 1);
    }
}
