using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MailOps;

/// <summary>Which rules of a public suffix list count.</summary>
public enum PublicSuffixSection
{
    /// <summary>All rules.</summary>
    All,

    /// <summary>Only those of registries, the section between the ICANN marks.</summary>
    Icann,
}

/// <summary>
/// The public suffix list (publicsuffix.org): under which names, such as <c>com</c> and <c>co.uk</c>, others can register domains. The list is under
/// the MPL and changes daily, so none is part of MailOps: it is read from a file.
/// </summary>
public sealed class PublicSuffixList
{
    // The list of 2026 has 330 KB and 10,000 rules.
    private const int MaxCharacters = 16 * 1024 * 1024;

    private readonly Dictionary<string, Rule> _rules;

    private PublicSuffixList(Dictionary<string, Rule> rules, int count)
    {
        _rules = rules;
        Count = count;
    }

    [Flags]
    private enum Rule
    {
        None = 0,
        Name = 1,

        // The rule *.name, kept under name.
        Wildcard = 2,

        // The rule !name.
        Exception = 4,
        Icann = 8,
        IcannWildcard = 16,
        IcannException = 32,
    }

    /// <summary>How many rules there are.</summary>
    public int Count { get; }

    /// <summary>Reads a list from a file.</summary>
    /// <param name="path">The file, in the form of <c>public_suffix_list.dat</c>, UTF-8, 16 MB at most.</param>
    /// <exception cref="MailOpsException"><c>MailOps.PublicSuffix.Unreadable</c>, or <c>MailOps.PublicSuffix.Invalid</c> when it has no rule.</exception>
    public static PublicSuffixList Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8);
            return Read(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw PublicSuffixErrors.Unreadable(path, e);
        }
    }

    /// <summary>Reads a list.</summary>
    /// <param name="reader">The text of the list; rules that are no names are passed over.</param>
    /// <param name="source">What to call it in an error.</param>
    /// <exception cref="MailOpsException"><c>MailOps.PublicSuffix.Invalid</c>: there is no rule in it, or it is too long.</exception>
    public static PublicSuffixList Read(TextReader reader, string source = "")
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rules = new Dictionary<string, Rule>(StringComparer.Ordinal);
        var count = 0;
        var characters = 0L;
        var isIcann = false;
        while (reader.ReadLine() is { } line)
        {
            characters += line.Length;
            if (characters > MaxCharacters)
            {
                throw PublicSuffixErrors.Invalid(source);
            }

            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                isIcann = line.Contains("===BEGIN ICANN DOMAINS===", StringComparison.Ordinal)
                    || (isIcann && !line.Contains("===END ICANN DOMAINS===", StringComparison.Ordinal));
            }
            else if (TryReadRule(line, out var name, out var rule))
            {
                rules.TryGetValue(name, out var others);
                rules[name] = others | rule | (isIcann ? (Rule)((int)rule * 8) : Rule.None);
                count++;
            }
        }

        return count > 0 ? new PublicSuffixList(rules, count) : throw PublicSuffixErrors.Invalid(source);
    }

    /// <summary>The part of a name below which others register domains.</summary>
    /// <param name="domain">Any domain. Under a top-level domain without a rule the rule <c>*</c> holds.</param>
    /// <param name="section">Which rules count.</param>
    public DomainName GetPublicSuffix(DomainName domain, PublicSuffixSection section = PublicSuffixSection.All)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return DomainName.FromAscii(domain.Ascii.Substring(SuffixStart(domain.Ascii, section)));
    }

    /// <summary>The domain that was registered: the public suffix and one label more.</summary>
    /// <param name="domain">Any domain.</param>
    /// <param name="section">Which rules count.</param>
    /// <returns>Null when the domain is a public suffix itself.</returns>
    public DomainName? GetRegistrableDomain(DomainName domain, PublicSuffixSection section = PublicSuffixSection.All)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return GetRegistrableDomain(domain.Ascii, section) is { } name ? DomainName.FromAscii(name) : null;
    }

    /// <summary>The same for a name in normal form, which may have labels that no domain of mail has.</summary>
    internal string? GetRegistrableDomain(string ascii, PublicSuffixSection section = PublicSuffixSection.All)
    {
        var suffix = SuffixStart(ascii, section);
        if (suffix == 0)
        {
            return null;
        }

        var label = suffix == 1 ? 0 : ascii.LastIndexOf('.', suffix - 2) + 1;
        return label == 0 ? ascii : ascii.Substring(label);
    }

    // From the longest ending to the shortest, so that the rule with the most labels is met first.
    private int SuffixStart(string name, PublicSuffixSection section)
    {
        var (isName, isWildcard, isException) = section == PublicSuffixSection.All
            ? (Rule.Name, Rule.Wildcard, Rule.Exception)
            : (Rule.Icann, Rule.IcannWildcard, Rule.IcannException);
        var rule = Find(name);
        for (var start = 0; ; )
        {
            var dot = name.IndexOf('.', start);
            if (dot < 0)
            {
                return start;
            }

            if ((rule & isException) != 0)
            {
                return dot + 1;
            }

            var parent = Find(name.Substring(dot + 1));
            if ((rule & isName) != 0 || (parent & isWildcard) != 0)
            {
                return start;
            }

            rule = parent;
            start = dot + 1;
        }
    }

    private Rule Find(string name) => _rules.TryGetValue(name, out var rule) ? rule : Rule.None;

    // A rule ends at the first white space. A wildcard is read in the first label only; the list has no other.
    private static bool TryReadRule(string line, out string name, out Rule rule)
    {
        name = "";
        rule = Rule.Name;
        var end = 0;
        while (end < line.Length && !char.IsWhiteSpace(line[end]))
        {
            end++;
        }

        var text = line.Substring(0, end);
        if (text.StartsWith("*.", StringComparison.Ordinal))
        {
            rule = Rule.Wildcard;
            text = text.Substring(2);
        }
        else if (text.StartsWith('!'))
        {
            rule = Rule.Exception;
            text = text.Substring(1);
        }

        if (!DomainName.TryParse(text, out var domain))
        {
            return false;
        }

        name = domain.Ascii;
        return true;
    }
}
