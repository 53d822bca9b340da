using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Outbox;

/// <summary>
/// The rules of a house about its mail, from a file; docs/drafts.md describes the format, which is that of bounce rules: a section
/// <c>[ACME001 warning] What it says.</c> and below it one rule a line.
/// </summary>
internal sealed class OwnRules
{
    private const long MaxFileBytes = 4 * 1024 * 1024;

    private static readonly HashSet<string> Keys = ["subject", "from", "to", "campaign", "attachment", "link", "header"];

    private readonly List<OwnRule> _rules = [];
    private readonly List<string> _phrases = [];
    private PhraseMatcher? _matcher;

    private OwnRules()
    {
    }

    public int Count => _rules.Count;

    /// <exception cref="MailOpsException"><c>MailOps.Draft.InputUnreadable</c>, <c>RuleFileInvalid</c>.</exception>
    public static OwnRules Load(string path) => Read(new StringReader(DraftFile.ReadText(path, MaxFileBytes)), Path.GetFileName(path));

    /// <exception cref="MailOpsException"><c>MailOps.Draft.RuleFileInvalid</c>.</exception>
    public static OwnRules Read(TextReader text, string name)
    {
        var rules = new OwnRules();
        OwnRule? section = null;
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var terms = new Bounces.RuleLine(line, name, number, DraftErrors.RuleFileInvalid);
            if (line[0] == '[')
            {
                section = ReadSection(line, terms);
            }
            else if (section is null)
            {
                throw terms.Fault("a rule stands before the first [ID severity]");
            }
            else if (line[0] == '>')
            {
                section = section with { Advice = line.Substring(1).Trim() };
            }
            else
            {
                rules.ReadRule(terms, section);
            }
        }

        rules.Complete(name);
        return rules;
    }

    public void Run(PreflightMail mail, List<Finding> findings)
    {
        var hits = new PhraseHits(_matcher!);
        _matcher!.Find(mail.Subject.AsSpan(), hits);
        _matcher.Find(mail.OwnWords.AsSpan(), hits);
        foreach (var rule in _rules)
        {
            if (!findings.Exists(f => f.Id == rule.Id) && rule.Matches(mail, hits))
            {
                findings.Add(rule.ToFinding());
            }
        }
    }

    private static OwnRule ReadSection(string line, Bounces.RuleLine terms)
    {
        var close = line.IndexOf(']');
        var words = close < 0 ? [] : line.Substring(1, close - 1).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !IsId(words[0]))
        {
            throw terms.Fault("a section is written [ID severity] and a message, such as [ACME001 warning] Prices need the VAT.");
        }

        var message = line.Substring(close + 1).Trim();
        return message.Length == 0
            ? throw terms.Fault("a message belongs behind the section")
            : new OwnRule { Id = words[0], Severity = terms.Parse<FindingSeverity>(words[1]), Message = message, Origin = "" };
    }

    // Letters and digits; not one of ours, which mean what docs/findings.md says.
    private static bool IsId(string id) =>
        id.Length <= 20 && char.IsLetter(id[0]) && Array.TrueForAll(id.ToCharArray(), c => c < 0x80 && char.IsLetterOrDigit(c))
        && !id.StartsWith("DRAFT", StringComparison.OrdinalIgnoreCase);

    // Alternatives are rules of their own, one behind the other.
    private void ReadRule(Bounces.RuleLine line, OwnRule section)
    {
        var start = section with { Origin = line.Origin };
        var rule = start;
        while (line.Next(out var key, out var value))
        {
            switch (key)
            {
                case Bounces.RuleLine.Or:
                    Add(rule, line);
                    rule = start;
                    break;
                case "":
                    rule = rule with { Phrases = [.. rule.Phrases, Number(value)] };
                    break;
                case "not":
                    rule = rule with { Absent = [.. rule.Absent, Number(value)] };
                    break;
                case var known when Keys.Contains(known):
                    rule = rule with { Terms = [.. rule.Terms, new KeyValuePair<string, string>(key, value)] };
                    break;
                default:
                    throw line.Fault("unknown term " + key + "=; there are " + string.Join("=, ", Keys) + "=");
            }
        }

        Add(rule, line);
    }

    private void Add(OwnRule rule, Bounces.RuleLine line) =>
        _rules.Add(rule.IsEmpty ? throw line.Fault("a rule needs a \"phrase\", not \"phrase\" or a key=value") : rule);

    private int Number(string phrase)
    {
        var known = _phrases.IndexOf(phrase);
        if (known < 0)
        {
            known = _phrases.Count;
            _phrases.Add(phrase);
        }

        return known;
    }

    private void Complete(string name)
    {
        try
        {
            _matcher = new PhraseMatcher(_phrases);
        }
        catch (ArgumentException e)
        {
            throw DraftErrors.RuleFileInvalid(name, e.Message);
        }
    }
}
