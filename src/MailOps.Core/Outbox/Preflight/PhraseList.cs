using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MailOps.Outbox;

/// <summary>
/// A list of phrases, one a line, <c>#</c> before comments: a phrase begins with a word and ends anywhere, <c>|</c> makes it end with the word,
/// <c>*</c> stands for a few words. A line with <c>!</c> in front is a turn of speech whose presence silences the others.
/// </summary>
internal sealed class PhraseList
{
    private const string ResourceFolder = "MailOps.Outbox.Preflight.";
    private const long MaxFileBytes = 4 * 1024 * 1024;

    private readonly string[] _phrases;
    private readonly bool[] _silences;
    private readonly PhraseMatcher _matcher;

    private PhraseList(IReadOnlyList<string> lines, string origin)
    {
        _silences = [.. lines.Select(line => line.StartsWith('!'))];
        _phrases = [.. lines.Select(line => line.TrimStart('!'))];
        try
        {
            _matcher = new PhraseMatcher(_phrases);
        }
        catch (ArgumentException e)
        {
            throw DraftErrors.WordListInvalid(origin, e);
        }
    }

    /// <summary>The words that promise an attachment.</summary>
    public static Lazy<PhraseList> AttachmentWords { get; } = new(() => BuiltIn("attachment-words.txt"));

    /// <summary>The words that filters know from spam.</summary>
    public static Lazy<PhraseList> SpamWords { get; } = new(() => BuiltIn("spam-words.txt"));

    /// <exception cref="MailOpsException"><c>MailOps.Draft.InputUnreadable</c>, <c>WordListInvalid</c>.</exception>
    public static PhraseList Load(string path) => Read(new StringReader(DraftFile.ReadText(path, MaxFileBytes)), path);

    /// <summary>The phrases that occur in a text, as people read them; none when a silencing one occurs.</summary>
    public List<string> Find(params string[] texts)
    {
        var hits = new PhraseHits(_matcher);
        foreach (var text in texts)
        {
            _matcher.Find(text.AsSpan(), hits);
        }

        List<string> found = [];
        for (var i = 0; i < hits.Count; i++)
        {
            if (_silences[hits.Found[i]])
            {
                return [];
            }

            found.Add(_phrases[hits.Found[i]].Trim('|', '~', ' '));
        }

        return found;
    }

    private static PhraseList BuiltIn(string name)
    {
        using var text = new StreamReader(typeof(PhraseList).Assembly.GetManifestResourceStream(ResourceFolder + name)!);
        return Read(text, name);
    }

    private static PhraseList Read(TextReader text, string origin)
    {
        List<string> lines = [];
        while (text.ReadLine() is { } line)
        {
            if (line.Trim() is { Length: > 0 } phrase && phrase[0] != '#')
            {
                lines.Add(phrase);
            }
        }

        return new PhraseList(lines, origin);
    }
}
