using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using MailOps.Authentication.Spf;

namespace MailOps.Domains.Posture;

/// <summary>An SPF record without what is wrong with it, as far as the record itself says how it was meant.</summary>
internal static class SpfRepair
{
    private const string Version = "v=spf1";

    /// <summary>Repairs a record.</summary>
    /// <param name="spf">What the check found out.</param>
    /// <param name="dropped">The terms that were left out although they may have meant something.</param>
    public static string Repair(SpfTestResult spf, List<string> dropped)
    {
        var kept = new List<string>();
        string? all = null;
        string? redirect = null;
        foreach (var word in spf.Record.Split([' '], StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var term = Mend(word);
            if (Read(term) is not { } record)
            {
                dropped.Add(word);
            }
            else if (record.Redirect is not null)
            {
                redirect ??= term;
            }
            else if (record.Directives.Count > 0 && record.Directives[0].Mechanism == SpfMechanism.All)
            {
                // Section 5.1: what stands behind all is never reached.
                all = record.Directives[0].Qualifier == SpfQualifier.Fail ? "-all" : "~all";
                break;
            }
            else if (IsUseless(term, record, spf))
            {
                dropped.Add(word);
            }
            else if (!kept.Contains(term, StringComparer.OrdinalIgnoreCase))
            {
                kept.Add(term);
            }
        }

        return string.Join(" ", [Version, .. kept, all ?? redirect ?? "~all"]);
    }

    // Written as other systems have it, or with the sign of the other kind of term.
    private static string Mend(string term)
    {
        foreach (var prefix in new[] { "ip:", "ipv4:", "ipv6:" })
        {
            if (term.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                var network = term.Substring(prefix.Length);
                var slash = network.IndexOf('/');
                return IPAddress.TryParse(slash < 0 ? network : network.Substring(0, slash), out var address)
                    ? (address.AddressFamily == AddressFamily.InterNetwork ? "ip4:" : "ip6:") + network
                    : term;
            }
        }

        foreach (var (wrong, right) in new[] { ("include=", "include:"), ("redirect:", "redirect="), ("ip4=", "ip4:"), ("ip6=", "ip6:") })
        {
            if (term.StartsWith(wrong, StringComparison.OrdinalIgnoreCase))
            {
                return term.Remove(0, wrong.Length).Insert(0, right);
            }
        }

        return term;
    }

    private static bool LetsEverybodyPass(SpfRecord record, SpfTreeNode included) =>
        record.Directives.Any(d => d.Qualifier == SpfQualifier.Pass)
        && (SpfRecordParser.Parse(included.Record).Record?.Directives.Any(SpfRecordLint.PassesEverybody) ?? false);

    private static SpfRecord? Read(string term) => SpfRecordParser.Parse(Version + " " + term).Record;

    private static bool IsUseless(string term, SpfRecord record, SpfTestResult spf) =>
        record.Directives.Any(d => d.Mechanism == SpfMechanism.Ptr)
        || (spf.Tree?.Children.Any(c => c.Term == term && (c.Verdict is SpfVerdict.Missing or SpfVerdict.Invalid || LetsEverybodyPass(record, c))) ?? false)
        || spf.VoidTerms.Contains(term);
}
