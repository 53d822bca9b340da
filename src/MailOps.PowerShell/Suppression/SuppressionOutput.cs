using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>The texts that the cmdlets of the suppression list share.</summary>
internal static class SuppressionOutput
{
    public static readonly Localized AddressesInStore = new("{0} addresses, {1}", "{0} Adressen, {1}");

    public static string Target(int count, string store) =>
        string.Format(CultureInfo.CurrentCulture, AddressesInStore.Current, count, store);

    /// <summary>What another policy would do to the past, in numbers.</summary>
    public static string Changes(IReadOnlyCollection<SuppressionDecision> decisions, string store) => decisions.Count == 0
        ? string.Format(CultureInfo.CurrentCulture, NoChange.Current, store)
        : string.Format(
            CultureInfo.CurrentCulture,
            SomeChange.Current,
            decisions.Count,
            decisions.Count(decision => decision.Action is SuppressionAction.Block or SuppressionAction.Hold),
            decisions.Count(decision => decision.Action == SuppressionAction.Unblock),
            store);

    private static readonly Localized NoChange = new("no address changes its state, {0}", "keine Adresse ändert ihren Stand, {0}");

    private static readonly Localized SomeChange = new(
        "changed addresses: {0}, of these {1} blocked, {2} unblocked, {3}", "geänderte Adressen: {0}, davon {1} gesperrt, {2} entsperrt, {3}");

    /// <summary>The warnings that decisions carry.</summary>
    public static IEnumerable<string> Warnings(IEnumerable<SuppressionDecision> decisions)
    {
        foreach (var decision in decisions)
        {
            foreach (var finding in decision.Findings)
            {
                yield return FindingLine.Of(finding);
            }
        }
    }
}
