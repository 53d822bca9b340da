using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Authentication;

/// <summary>The domains of the addresses in From fields, without comments and display names (RFC 5322 section 3.4).</summary>
internal sealed class AuthorDomains
{
    // Each domain costs questions to the DNS; honest mail names one.
    private const int MaxJudged = 10;

    private readonly HashSet<string> _all = new(StringComparer.Ordinal);
    private readonly List<string> _judged = [];

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>The first of them, as lower-case A-labels: those whose policy is asked for.</summary>
    public IReadOnlyList<string> Judged => _judged;

    /// <summary>Whether some are not judged.</summary>
    public bool HasMore => Count > _judged.Count;

    /// <summary>Adds the domains of one field.</summary>
    public void Add(ReadOnlySpan<byte> value)
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
                AddDomain(address);
                address = part.ToString();
                isInBrackets = false;
            }
            else if (c is ',' or ';' or ':' && !isInBrackets)
            {
                AddDomain(address.Length > 0 ? address : part.ToString());
                part.Clear();
                address = "";
            }
            else
            {
                part.Append(c);
            }
        }
    }

    private void AddDomain(string address)
    {
        var at = address.LastIndexOf('@');
        if (at >= 0 && DomainText.TryNormalize(address.Substring(at + 1).Replace(" ", "", StringComparison.Ordinal).Trim(), out var domain)
            && IsName(domain) && _all.Add(domain) && _judged.Count < MaxJudged)
        {
            _judged.Add(domain);
        }
    }

    // DMARC is about domains: an address literal has no zone that could publish a policy, and neither has what only an escape could spell.
    private static bool IsName(string domain) => domain[0] != '[' && domain.IndexOf('\\') < 0;
}
