using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Bounces;

/// <summary>
/// Reads rule files; docs/bounces.md describes the format. A section <c>[MailboxFull]</c> names the reason of the rules below it, one rule
/// a line, all of whose terms must hold; <c>[phase Rcpt]</c> lists texts that tell which SMTP command was refused; <c>[words gone]</c>
/// lists words that later phrases use together as <c>{gone}</c>.
/// </summary>
internal sealed class RuleFileReader
{
    private readonly List<BounceRule> _rules = [];
    private readonly List<(int Phrase, SmtpStep Phase)> _phases = [];
    private readonly List<string> _phrases = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _words = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<BounceRule> Rules => _rules;

    /// <summary>The rank of the first rule that goes by wide words or codes.</summary>
    public int FirstWideRank { get; set; } = int.MaxValue;

    public IReadOnlyList<(int Phrase, SmtpStep Phase)> Phases => _phases;

    public IReadOnlyList<string> Phrases => _phrases;

    /// <summary>Adds the rules of one file behind those already read.</summary>
    /// <param name="text">The file.</param>
    /// <param name="name">How messages and results name it.</param>
    /// <exception cref="MailOpsException">A line is not understood.</exception>
    public void Read(TextReader text, string name)
    {
        BounceReason? reason = null;
        SmtpStep? phase = null;
        List<string>? words = null;
        BounceCause? cause = null;
        BounceAction? action = null;
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var terms = new RuleLine(line, name, number);
            if (line.StartsWith("[words ", StringComparison.Ordinal))
            {
                words = _words[line.Substring(7).TrimEnd(']')] = [];
            }
            else if (line[0] == '[')
            {
                words = null;
                (reason, phase, cause, action) = ReadSection(line, terms);
            }
            else if (words is not null)
            {
                ReadWords(terms, words);
            }
            else if (phase is { } known)
            {
                ReadPhases(terms, known);
            }
            else
            {
                ReadRule(terms, reason ?? throw terms.Fault("a rule stands before the first [section]"), cause, action);
            }
        }
    }

    private static (BounceReason?, SmtpStep?, BounceCause?, BounceAction?) ReadSection(string line, RuleLine terms)
    {
        if (!line.EndsWith(']'))
        {
            throw terms.Fault("a section ends with ]");
        }

        var words = line.Substring(1, line.Length - 2).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 2 && words[0] == "phase")
        {
            return (null, terms.Parse<SmtpStep>(words[1]), null, null);
        }

        if (words.Length == 0)
        {
            throw terms.Fault("a section names a reason, such as [MailboxFull]");
        }

        BounceCause? cause = null;
        BounceAction? action = null;
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i].StartsWith("cause=", StringComparison.Ordinal))
            {
                cause = terms.Parse<BounceCause>(words[i].Substring(6));
            }
            else if (words[i].StartsWith("action=", StringComparison.Ordinal))
            {
                action = terms.Parse<BounceAction>(words[i].Substring(7));
            }
            else
            {
                throw terms.Fault("a section takes cause=… and action=…, not " + words[i]);
            }
        }

        return (terms.Parse<BounceReason>(words[0]), null, cause, action);
    }

    private void ReadPhases(RuleLine terms, SmtpStep phase)
    {
        while (terms.Next(out var key, out var value))
        {
            if (key.Length == 0)
            {
                _phases.Add((Number(value, terms), phase));
            }
            else if (key != RuleLine.Or)
            {
                throw terms.Fault("a phase takes phrases only, separated by |");
            }
        }
    }

    private static void ReadWords(RuleLine terms, List<string> words)
    {
        while (terms.Next(out var key, out var value))
        {
            if (key.Length == 0)
            {
                words.Add(value);
            }
            else if (key != RuleLine.Or)
            {
                throw terms.Fault("a list of words takes phrases only, separated by |");
            }
        }
    }

    // "{who} * {gone}" becomes "(user|mailbox) * (unknown|not found)".
    private string Expand(string phrase, RuleLine terms)
    {
        while (phrase.IndexOf('{') is >= 0 and var open && phrase.IndexOf('}', open) is > 0 and var close)
        {
            var name = phrase.Substring(open + 1, close - open - 1);
            phrase = _words.TryGetValue(name, out var words)
                ? phrase.Substring(0, open) + "(" + string.Join("|", words) + ")" + phrase.Substring(close + 1)
                : throw terms.Fault("there is no list [words " + name + "] above");
        }

        return phrase;
    }

    // Alternatives are rules of their own, one behind the other.
    private void ReadRule(RuleLine terms, BounceReason reason, BounceCause? cause, BounceAction? action)
    {
        var empty = new BounceRule { Rank = 0, Origin = terms.Origin, Reason = reason, Cause = cause, Action = action };
        var rule = empty;
        var phrases = new List<string>();
        var absent = new List<int>();
        while (terms.Next(out var key, out var value))
        {
            switch (key)
            {
                case RuleLine.Or:
                    Add(rule, phrases, absent, terms);
                    rule = empty;
                    break;
                case "":
                    phrases.Add(value);
                    break;
                case "not":
                    absent.Add(Number(value, terms));
                    break;
                default:
                    rule = ReadTerm(rule, key, value, terms);
                    break;
            }
        }

        Add(rule, phrases, absent, terms);
    }

    private static BounceRule ReadTerm(BounceRule rule, string key, string value, RuleLine terms) => key switch
    {
        "status" => rule with { Statuses = Array.ConvertAll(value.Split(','), terms.ParseStatus) },
        "reply" => rule with { Replies = Array.ConvertAll(value.Split(','), terms.ParseReply) },
        "host" => rule with { Hosts = value.Split(',') },
        "phase" => rule with { Phases = terms.ParsePhases(value) },
        "type" => rule with { DiagnosticType = value },
        "names" => value == "ip" ? rule with { NamesAddress = true } : throw terms.Fault("names takes ip, not " + value),
        "cause" => rule with { Cause = terms.Parse<BounceCause>(value) },
        "action" => rule with { Action = terms.Parse<BounceAction>(value) },
        _ => throw terms.Fault("unknown term " + key + "="),
    };

    private void Add(BounceRule rule, List<string> phrases, List<int> absent, RuleLine terms)
    {
        if (phrases.Count == 0 && rule.Statuses.Length == 0 && rule.Replies.Length == 0 && rule.Hosts.Length == 0 && rule.Phases == 0
            && rule.DiagnosticType.Length == 0 && !rule.NamesAddress)
        {
            throw terms.Fault("a rule needs a \"phrase\" or a status, reply, host, phase, type or names");
        }

        _rules.Add(rule with
        {
            Rank = _rules.Count,
            Phrases = [.. phrases.ConvertAll(phrase => Number(phrase, terms))],
            Absent = [.. absent],
            Text = string.Join(" + ", phrases),
        });
        phrases.Clear();
        absent.Clear();
    }

    private int Number(string phrase, RuleLine terms)
    {
        if (!_numbers.TryGetValue(phrase, out var number))
        {
            var expanded = Expand(phrase, terms);
            if (HasGapInChoice(expanded))
            {
                throw terms.Fault("a gap (*) cannot stand in a choice; write the phrase once for each");
            }

            number = _phrases.Count;
            _phrases.Add(expanded);
            _numbers.Add(phrase, number);
        }

        return number;
    }

    // A phrase is cut at its gaps before its choices are read, so that such a one would never be found.
    private static bool HasGapInChoice(string phrase)
    {
        for (var open = phrase.IndexOf('('); open >= 0; open = phrase.IndexOf('(', open + 1))
        {
            var close = phrase.IndexOf(')', open);
            var choice = close < 0 ? "" : phrase.Substring(open, close - open);
            if (choice.IndexOf('|') > 0 && choice.IndexOf(" * ", StringComparison.Ordinal) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
