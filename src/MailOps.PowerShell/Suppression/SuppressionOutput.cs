using System.Collections.Generic;
using System.Globalization;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>The texts that the cmdlets of the suppression list share.</summary>
internal static class SuppressionOutput
{
    public static readonly Localized AddressesInStore = new("{0} addresses, {1}", "{0} Adressen, {1}");

    public static string Target(int count, string store) =>
        string.Format(CultureInfo.CurrentCulture, AddressesInStore.Current, count, store);

    /// <summary>The warnings that decisions carry.</summary>
    public static IEnumerable<string> Warnings(IEnumerable<SuppressionDecision> decisions)
    {
        foreach (var decision in decisions)
        {
            foreach (var finding in decision.Findings)
            {
                yield return $"{finding.Message} {finding.Advice} [{finding.Id}]";
            }
        }
    }
}
