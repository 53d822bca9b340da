using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MailOps.Bounces;

/// <summary>
/// The rule table that judges bounces by enhanced status, reply code, text and server. Immutable; one instance serves any number of
/// threads.
/// </summary>
public sealed class BounceRules
{
    private const string ResourceFolder = "MailOps.Bounces.Rules.";

    // The order of the files is the order of the rules: a provider's own codes first, what a bare number says last.
    private static readonly string[] BuiltInFiles = ["providers", "texts", "german", "languages", "meanings", "words", "codes", "last", "replies"];

    // From here on words name a field and not a fault.
    private const string FirstWideFile = "words";

    private static readonly Lazy<BounceRules> BuiltInRules = new(() => Create(null, ""));

    private readonly BounceRule[] _codeRules;
    private readonly BounceRule[][] _rulesOfPhrase;
    private readonly SmtpStep[] _phaseOfPhrase;
    private readonly PhraseMatcher _matcher;
    private readonly int _firstWideRank;

    [ThreadStatic]
    private static (BounceRules? Owner, PhraseHits? Hits) s_scratch;

    private BounceRules(RuleFileReader files)
    {
        Count = files.Rules.Count;
        _firstWideRank = files.FirstWideRank;
        try
        {
            _matcher = new PhraseMatcher([.. files.Phrases.Select(PlainWords.Of)]);
        }
        catch (ArgumentException e)
        {
            throw new MailOpsException(
                "MailOps.Bounces.RuleFileInvalid", MailOpsErrorKind.InvalidData, e.Message, "Shorten the phrase, or use fewer phrases.", e);
        }

        _phaseOfPhrase = new SmtpStep[files.Phrases.Count];
        foreach (var (phrase, phase) in files.Phases)
        {
            _phaseOfPhrase[phrase] = phase;
        }

        var byPhrase = new List<BounceRule>?[files.Phrases.Count];
        var byCode = new List<BounceRule>();
        foreach (var rule in files.Rules)
        {
            if (rule.Phrases.Length == 0)
            {
                byCode.Add(rule);
            }
            else
            {
                (byPhrase[rule.Phrases[0]] ??= []).Add(rule);
            }
        }

        _codeRules = [.. byCode];
        _rulesOfPhrase = Array.ConvertAll(byPhrase, rules => rules is null ? [] : rules.ToArray());
    }

    /// <summary>The table that comes with the product.</summary>
    public static BounceRules BuiltIn => BuiltInRules.Value;

    /// <summary>The number of rules.</summary>
    public int Count { get; }

    /// <summary>The built-in table with the rules of a file before it, so that they win. docs/bounces.md describes the format.</summary>
    /// <param name="path">A text file in UTF-8.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Bounces.RuleFileUnreadable</c>: the file cannot be read. <c>MailOps.Bounces.RuleFileInvalid</c>: a line is not understood;
    /// the message names it.
    /// </exception>
    public static BounceRules Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8);
            return Create(reader, Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MailOpsException(
                "MailOps.Bounces.RuleFileUnreadable",
                e is FileNotFoundException or DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.Unavailable,
                "The rule file '" + path + "' cannot be read: " + e.Message,
                "Check the path and the rights on the file.",
                e);
        }
    }

    /// <summary>The built-in table with rules from a text before it.</summary>
    /// <param name="text">The rules.</param>
    /// <param name="name">How messages and results name the text.</param>
    /// <exception cref="MailOpsException">A line is not understood.</exception>
    public static BounceRules Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        using var reader = new StringReader(text);
        return Create(reader, name);
    }

    /// <summary>The rule that decides, or null when none fits; tells the SMTP command that was refused along the way.</summary>
    /// <param name="text">What the server said.</param>
    /// <param name="evidence">The codes; a phase found in the text is filled in.</param>
    internal BounceRule? Judge(ReadOnlySpan<char> text, ref BounceEvidence evidence)
    {
        text = PlainWords.Of(SmtpReplyHost.WithoutSummary(text));
        var reply = SmtpReplyHost.PlaceOfQuoted(text, evidence.ReplyCode);
        if (reply == 0)
        {
            return JudgeWords(text, ref evidence);
        }

        // How the sending system introduces the reply tells the refused command; the server's own words tell the reason.
        if (evidence.Phase == SmtpStep.Unknown)
        {
            var lead = Scratch();
            _matcher.Find(text.Slice(0, reply), lead);
            SetPhase(lead, ref evidence);
        }

        // "… but my name was rejected. Remote host said: 501 Invalid domain name": here the introduction names whose domain is meant.
        if (evidence.Phase is SmtpStep.Connect or SmtpStep.Ehlo or SmtpStep.Mail)
        {
            return JudgeWords(text, ref evidence);
        }

        var said = JudgeWords(text.Slice(reply), ref evidence);
        if (said is { HasText: true } && said.Rank < _firstWideRank)
        {
            return said;
        }

        var whole = JudgeWords(text, ref evidence);
        return whole is { HasText: true } || said is not { HasText: true } ? whole : said;
    }

    private BounceRule? JudgeWords(ReadOnlySpan<char> text, ref BounceEvidence evidence)
    {
        var hits = Scratch();
        var (hostStart, hostEnd) = SmtpReplyHost.PlaceOf(text);
        _matcher.Find(text.Slice(0, hostEnd == 0 ? text.Length : hostStart), hits);
        if (hostEnd > 0)
        {
            _matcher.Find(text.Slice(hostEnd), hits);
        }

        SetPhase(hits, ref evidence);
        evidence = evidence with { NamesAddress = AddressLiteral.FollowsCode(text.Slice(hostEnd), evidence.ReplyCode) };
        BounceRule? best = null;
        for (var i = 0; i < hits.Count; i++)
        {
            foreach (var rule in _rulesOfPhrase[hits.Found[i]])
            {
                if (best is not null && rule.Rank >= best.Rank)
                {
                    break;
                }

                if (rule.Matches(evidence, hits))
                {
                    best = rule;
                    break;
                }
            }
        }

        foreach (var rule in _codeRules)
        {
            if (best is not null && rule.Rank >= best.Rank)
            {
                break;
            }

            if (rule.Matches(evidence, hits))
            {
                return rule;
            }
        }

        return best;
    }

    private void SetPhase(PhraseHits hits, ref BounceEvidence evidence)
    {
        for (var i = 0; i < hits.Count && evidence.Phase == SmtpStep.Unknown; i++)
        {
            evidence = evidence with { Phase = _phaseOfPhrase[hits.Found[i]] };
        }
    }

    private PhraseHits Scratch()
    {
        if (!ReferenceEquals(s_scratch.Owner, this))
        {
            s_scratch = (this, new PhraseHits(_matcher));
        }

        var hits = s_scratch.Hits!;
        hits.Clear();
        return hits;
    }

    private static BounceRules Create(TextReader? first, string name)
    {
        var files = new RuleFileReader();
        if (first is not null)
        {
            files.Read(first, name);
        }

        foreach (var file in BuiltInFiles)
        {
            using var stream = typeof(BounceRules).Assembly.GetManifestResourceStream(ResourceFolder + file + ".rules")
                ?? throw new InvalidOperationException("The rule table " + file + " is missing from the assembly.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            if (file == FirstWideFile)
            {
                files.FirstWideRank = files.Rules.Count;
            }

            files.Read(reader, file);
        }

        return new BounceRules(files);
    }
}
