using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using MailOps.Addresses;

namespace MailOps.Outbox;

/// <summary>Where the links of a mail lead, and what they claim.</summary>
internal static class LinkCheck
{
    // Endings of files that are also top-level domains: "install.sh" names no host.
    private static readonly HashSet<string> FileEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        "ai", "app", "bz", "cc", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "st", "vi", "zip",
    };

    public static void Run(PreflightMail mail, AddressData data, List<Finding> findings)
    {
        foreach (var host in Hosts(mail))
        {
            if (data.IsUrlShortener(host))
            {
                findings.Add(DraftFindings.ShortLink.Found(DisplayText.Quote(host)));
                break;
            }
        }

        foreach (var link in mail.Links.Links)
        {
            if (HostOf(link.Target) is { } target && ShownHost(link.Shown, data) is { } shown && !IsSame(shown, target))
            {
                findings.Add(DraftFindings.LinkDeceives.Found(DisplayText.Quote(shown), DisplayText.Quote(target)));
                break;
            }
        }
    }

    /// <summary>The hosts that the links of a mail lead to, each once, in A-labels and lower case.</summary>
    public static IEnumerable<string> Hosts(PreflightMail mail) =>
        mail.Links.Links.Select(l => HostOf(l.Target)).Concat(UrlsIn(mail.OwnWords).Select(HostOf)).OfType<string>().Distinct(StringComparer.Ordinal);

    private static string? HostOf(string url) =>
        (url.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? uri.IdnHost.TrimEnd('.').ToLowerInvariant()
            : null;

    private static IEnumerable<string> UrlsIn(string text)
    {
        for (var start = 0; (start = text.IndexOf("http", start, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>' or '"'))
            {
                end++;
            }

            yield return text.Substring(start, end - start).TrimEnd('.', ',', ';', ')', '!', '?');
            start = end + 1;
            if (start >= text.Length)
            {
                yield break;
            }
        }
    }

    // The host that a person reads in the text of a link: an address, or a bare name such as www.corp.example or corp.de.
    private static string? ShownHost(string shown, AddressData data)
    {
        if (HostOf(shown) is { } host)
        {
            return host;
        }

        var end = shown.IndexOfAny(['/', '?', '#', ':']);
        var name = end < 0 ? shown : shown.Substring(0, end);
        var dot = name.LastIndexOf('.');
        if (dot <= 0 || dot == name.Length - 1 || name.Any(c => !(char.IsLetterOrDigit(c) || c is '.' or '-')))
        {
            return null;
        }

        var ending = name.Substring(dot + 1).ToLowerInvariant();
        var isName = name.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || (!FileEndings.Contains(ending) && !ending.All(char.IsDigit) && data.IsTopLevelDomain(ending))
            || IPAddress.TryParse(name, out _);
        return isName ? HostOf("http://" + name) : null;
    }

    // A host and one below it belong together: www.corp.example leads to corp.example, and so does login.corp.example.
    private static bool IsSame(string shown, string target)
    {
        var (a, b) = (WithoutWww(shown), WithoutWww(target));
        return a == b || a.EndsWith("." + b, StringComparison.Ordinal) || b.EndsWith("." + a, StringComparison.Ordinal);
    }

    private static string WithoutWww(string host) => host.StartsWith("www.", StringComparison.Ordinal) ? host.Substring(4) : host;
}
