using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Authentication;

/// <summary>The domains of the addresses in From fields, without comments and display names (RFC 5322 section 3.4).</summary>
internal static class AuthorDomains
{
    private const int MaxDomains = 10;

    /// <summary>Adds each domain once, as lower-case A-labels.</summary>
    public static void Add(ReadOnlySpan<byte> value, List<string> domains)
    {
        // A part is one mailbox; what stands in angle brackets is its address, else the part itself.
        var part = new StringBuilder();
        var address = "";
        var text = Encoding.UTF8.GetString(value);
        var depth = 0;
        var isQuoted = false;
        var isInBrackets = false;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ',';
            if (i < text.Length && c == '\\' && (isQuoted || depth > 0))
            {
                i++;
            }
            else if (i < text.Length && isQuoted)
            {
                isQuoted = c != '"';
            }
            else if (i < text.Length && (depth > 0 || c == '('))
            {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            else if (c == '"')
            {
                isQuoted = true;
            }
            else if (c == '<')
            {
                part.Clear();
                isInBrackets = true;
            }
            else if (c == '>')
            {
                // One mailbox has one address; where there are two, programs show either, so both count.
                AddDomain(address, domains);
                address = part.ToString();
                isInBrackets = false;
            }
            else if (c is ',' or ';' or ':' && !isInBrackets)
            {
                AddDomain(address.Length > 0 ? address : part.ToString(), domains);
                part.Clear();
                address = "";
            }
            else
            {
                part.Append(c);
            }
        }
    }

    private static void AddDomain(string address, List<string> domains)
    {
        var at = address.LastIndexOf('@');
        if (at >= 0 && DomainText.TryNormalize(address.Substring(at + 1).Replace(" ", "", StringComparison.Ordinal).Trim(), out var domain)
            && IsName(domain) && !domains.Contains(domain) && domains.Count < MaxDomains)
        {
            domains.Add(domain);
        }
    }

    // DMARC is about domains: an address literal has no zone that could publish a policy, and neither has what only an escape could spell.
    private static bool IsName(string domain) => domain[0] != '[' && domain.IndexOf('\\') < 0;
}
