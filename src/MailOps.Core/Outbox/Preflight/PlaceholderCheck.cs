using System;
using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>Places for values that nothing was put into.</summary>
internal static class PlaceholderCheck
{
    private const int MaxName = 60;

    private static readonly Localized InSubject = new("The subject", "Der Betreff");
    private static readonly Localized InText = new("The text", "Der Text");

    // How other programs mark the place of a value; the name between may hold letters, digits and a little more.
    private static readonly (string Open, string Close)[] Foreign =
        [("*|", "|*"), ("%%", "%%"), ("[[", "]]"), ("${", "}"), ("#{", "}"), ("<<", ">>"), ("«", "»"), ("{%", "%}")];

    public static void Run(PreflightMail mail, List<Finding> findings)
    {
        Check(mail.Subject, InSubject, findings);
        Check(mail.OwnWords, InText, findings);
        foreach (var link in mail.Links.Links)
        {
            Check(link.Target, InText, findings);
        }

        foreach (var header in mail.Root.Headers)
        {
            if (header.Name is var name && !name.Equals("Subject", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                && Find(header.Value, "{{", "}}") is { } place)
            {
                Add(DraftFindings.Unresolved, name, place, findings);
            }
        }
    }

    private static void Check(string text, Localized where, List<Finding> findings)
    {
        if (Find(text, "{{", "}}") is { } own)
        {
            Add(DraftFindings.Unresolved, where.Current, own, findings);
        }

        foreach (var (open, close) in Foreign)
        {
            if (Find(text, open, close) is { } place)
            {
                Add(DraftFindings.ForeignPlaceholder, where.Current, place, findings);
            }
        }
    }

    private static void Add(FindingRule rule, string where, string place, List<Finding> findings)
    {
        if (!findings.Exists(f => f.Id == rule.Id))
        {
            findings.Add(rule.Found(where, DisplayText.Quote(place)));
        }
    }

    // The first place with a name in it; "<<" of code or "%%" of a price list hold none.
    private static string? Find(string text, string open, string close)
    {
        for (var start = 0; (start = text.IndexOf(open, start, StringComparison.Ordinal)) >= 0; start += open.Length)
        {
            var from = start + open.Length;
            var end = text.IndexOf(close, from, Math.Min(MaxName + close.Length, text.Length - from), StringComparison.Ordinal);
            if (end > from && IsName(text.AsSpan(from, end - from)))
            {
                return text.Substring(start, end + close.Length - start);
            }
        }

        return null;
    }

    private static bool IsName(ReadOnlySpan<char> inside)
    {
        var hasLetter = false;
        foreach (var c in inside.Trim())
        {
            hasLetter |= char.IsLetter(c);
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or ' ' or '?' or ':' or '#' or '/' or '{' or '}'))
            {
                return false;
            }
        }

        return hasLetter;
    }
}
