using System;
using System.Collections.Generic;

namespace MailOps.Storage;

/// <summary>Judges an access list in SDDL (learn.microsoft.com, "ACE Strings" and "SID Strings").</summary>
internal static class AccessText
{
    // The system and administrators; whoever makes or owns a file.
    private static readonly string[] Trusted = ["SY", "BA", "LA", "CO", "OW"];

    // Everyone, authenticated users, users, guests, anonymous, interactive and network log-ons.
    private static readonly string[] Everybody = ["WD", "AU", "BU", "BG", "AN", "IU", "NU"];

    /// <summary>
    /// Whether a list lets others in than the system, administrators and this account. One that inherits nothing was written on purpose, so
    /// one account or group more in it is whom the store is shared with.
    /// </summary>
    public static bool LetsOthersIn(string sddl, string account)
    {
        var list = sddl.IndexOf("D:", StringComparison.Ordinal);
        if (list < 0 || sddl.IndexOf("NO_ACCESS_CONTROL", list, StringComparison.Ordinal) >= 0)
        {
            // Without a list everybody may do everything.
            return true;
        }

        HashSet<string> others = new(StringComparer.Ordinal);
        var start = sddl.IndexOf('(', list);
        for (var at = start; at >= 0; at = NextEntry(sddl, at))
        {
            var fields = sddl.Substring(at + 1).Split([';'], 7);
            var trustee = fields.Length > 5 ? fields[5].Split(')')[0] : "";
            if (fields[0] is "A" or "OA" or "XA" or "ZA" && Array.IndexOf(Trusted, trustee) < 0 && trustee != account)
            {
                others.Add(trustee);
            }
        }

        var flags = start < 0 ? "" : sddl.Substring(list + 2, start - list - 2);
        return others.Overlaps(Everybody) || others.Count > (flags.Length > 0 && flags[0] == 'P' ? 1 : 0);
    }

    // An entry with a condition holds parentheses of its own.
    private static int NextEntry(string sddl, int at)
    {
        var depth = 0;
        for (; at < sddl.Length; at++)
        {
            depth += sddl[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return at + 1 < sddl.Length && sddl[at + 1] == '(' ? at + 1 : -1;
            }
        }

        return -1;
    }
}
