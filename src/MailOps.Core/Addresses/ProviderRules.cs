using System;
using System.Collections.Generic;

namespace MailOps.Addresses;

/// <summary>
/// Which spellings of an address reach the same mailbox. Only what providers document; for all other domains nothing but the case is
/// folded, since a <c>+</c> may be part of a name there.
/// </summary>
internal static class ProviderRules
{
    [Flags]
    private enum Folds
    {
        None = 0,

        /// <summary>What follows a <c>+</c> is a tag (RFC 5233).</summary>
        Plus = 1,

        /// <summary>Dots in the local part do not matter.</summary>
        Dots = 2,

        /// <summary>What follows the last <c>-</c> is the keyword of a Yahoo throw-away address.</summary>
        Hyphen = 4,

        /// <summary>A tag may also stand as a subdomain: tag@name.example.com.</summary>
        Subdomain = 8,
    }

    private static readonly Dictionary<string, (Folds Folds, string Domain)> Rules = Build();

    // Families of domains under many countries: the name before the first dot.
    private static readonly Dictionary<string, Folds> Families = new(StringComparer.Ordinal)
    {
        ["hotmail"] = Folds.Plus,
        ["outlook"] = Folds.Plus,
        ["live"] = Folds.Plus,
        ["yahoo"] = Folds.Hyphen,
    };

    /// <summary>The canonical address; the address in lower case where the provider has no rules.</summary>
    public static string Canonical(MailAddress address, AddressData data)
    {
        var key = address.ComparisonKey;
        if (address.AddressLiteral is not null || key[0] == '"')
        {
            return key;
        }

        var at = key.LastIndexOf('@');
        var domain = key.Substring(at + 1);
        var (folds, home) = RuleFor(domain, data);
        if (folds == Folds.None && home == domain)
        {
            return key;
        }

        var local = key.Substring(0, at);
        if ((folds & Folds.Subdomain) != 0 && home != domain && domain.EndsWith("." + home, StringComparison.Ordinal))
        {
            local = domain.Substring(0, domain.Length - home.Length - 1);
            return local + "@" + home;
        }

        local = (folds & Folds.Plus) != 0 ? Before(local, local.IndexOf('+')) : local;
        local = (folds & Folds.Hyphen) != 0 ? Before(local, local.LastIndexOf('-')) : local;
        local = (folds & Folds.Dots) != 0 ? local.Replace(".", "") : local;
        return local + "@" + home;
    }

    private static (Folds Folds, string Home) RuleFor(string domain, AddressData data)
    {
        if (Rules.TryGetValue(domain, out var rule))
        {
            return rule;
        }

        var dot = domain.IndexOf('.');
        if (dot > 0 && Families.TryGetValue(domain.Substring(0, dot), out var folds) && data.IsFreeProvider(domain))
        {
            return (folds, domain);
        }

        // anything@name.fastmail.com
        return dot > 0 && Rules.TryGetValue(domain.Substring(dot + 1), out rule) && (rule.Folds & Folds.Subdomain) != 0
            ? rule
            : (Folds.None, domain);
    }

    // A local part that consists of its tag alone stays as it is.
    private static string Before(string local, int at) => at > 0 ? local.Substring(0, at) : local;

    private static Dictionary<string, (Folds Folds, string Domain)> Build()
    {
        Dictionary<string, (Folds, string)> rules = new(StringComparer.Ordinal)
        {
            ["gmail.com"] = (Folds.Plus | Folds.Dots, "gmail.com"),
            ["googlemail.com"] = (Folds.Plus | Folds.Dots, "gmail.com"),
            ["protonmail.com"] = (Folds.Plus | Folds.Dots, "proton.me"),
            ["protonmail.ch"] = (Folds.Plus | Folds.Dots, "proton.me"),
            ["pm.me"] = (Folds.Plus | Folds.Dots, "proton.me"),
            ["proton.me"] = (Folds.Plus | Folds.Dots, "proton.me"),
            ["ymail.com"] = (Folds.Hyphen, "ymail.com"),
            ["rocketmail.com"] = (Folds.Hyphen, "rocketmail.com"),
            ["ya.ru"] = (Folds.Plus, "yandex.ru"),
        };
        foreach (var domain in new[] { "ru", "com", "by", "kz", "ua", "com.tr" })
        {
            rules["yandex." + domain] = (Folds.Plus, "yandex.ru");
        }

        foreach (var domain in new[] { "fastmail.com", "fastmail.fm", "fastmail.net", "fastmail.us", "fastmail.co.uk", "fastmail.de" })
        {
            rules[domain] = (Folds.Plus | Folds.Subdomain, domain);
        }

        foreach (var domain in new[]
        {
            "msn.com", "windowslive.com", "icloud.com", "me.com", "mac.com", "posteo.de", "posteo.net", "mailbox.org", "mail.ru", "bk.ru", "inbox.ru",
            "list.ru", "internet.ru", "zoho.com", "zohomail.com", "zoho.eu", "runbox.com", "mailfence.com", "hey.com", "disroot.org",
        })
        {
            rules[domain] = (Folds.Plus, domain);
        }

        return rules;
    }
}
