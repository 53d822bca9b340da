using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MailOps;

/// <summary>
/// Finds all of many phrases in one pass over a text (Aho and Corasick 1975), so that a table of a thousand phrases costs no more than
/// one. Letter case is ignored, a run of white space, line ends included, counts as one space, and typographic quotes count as plain
/// ones: a wrapped or re-typed text still matches. Instances are immutable and may be shared between threads.
/// </summary>
/// <remarks>
/// A phrase begins at the start of a word and ends anywhere: <c>reject</c> finds "rejected" but not "autoreject". A leading <c>~</c> lets
/// it begin inside a word, a trailing <c>|</c> makes it end with the word. <c>*</c> stands for up to <see cref="MaxGap"/> characters of one paragraph:
/// <c>user * unknown</c>. Brackets hold a choice: <c>(user|mailbox) * (unknown|not found)</c>. Letters with marks are also
/// found in the spelling of systems that know ASCII only: <c>empfänger</c> as "empfaenger", <c>boîte</c> as "boite".
/// </remarks>
internal sealed class PhraseMatcher
{
    /// <summary>How many characters one <c>*</c> may stand for.</summary>
    public const int MaxGap = 80;

    /// <summary>The longest piece of a phrase, in bytes of UTF-8.</summary>
    public const int MaxLength = 200;

    private readonly PhraseAutomaton _automaton;

    /// <summary>Builds the automaton.</summary>
    /// <param name="phrases">The phrases; their positions in the list are their numbers in <see cref="PhraseHits"/>.</param>
    /// <exception cref="ArgumentException">A phrase is empty or too long, or there are too many.</exception>
    public PhraseMatcher(IReadOnlyList<string> phrases)
    {
        Count = phrases.Count;
        var pieces = new List<PhrasePiece>(phrases.Count + 64);
        for (var number = 0; number < phrases.Count; number++)
        {
            AddPieces(pieces, phrases[number], number);
        }

        Pieces = [.. pieces];
        Slots = pieces.Count == 0 ? 0 : pieces[pieces.Count - 1].Slot + 1;
        _automaton = PhraseAutomaton.Build(Pieces);
    }

    /// <summary>The number of phrases.</summary>
    public int Count { get; }

    /// <summary>The phrases, cut at their gaps.</summary>
    internal PhrasePiece[] Pieces { get; }

    /// <summary>The number of parts of all phrases; the choices for one part share its slot.</summary>
    internal int Slots { get; }

    /// <summary>Marks every phrase that occurs in the text. Hits of earlier texts stay; positions go on, with a gap in between.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hits">Where to mark them; made for this matcher.</param>
    public void Find(ReadOnlySpan<char> text, PhraseHits hits)
    {
        var scan = new PhraseScan(_automaton, Pieces, hits);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                scan.Feed((byte)c, i + 1 < text.Length ? text[i + 1] : ' ');
            }
            else
            {
                FeedWide(ref scan, text, ref i);
            }
        }

        scan.End();
    }

    /// <summary>The same over bytes of ASCII or UTF-8; letter case is ignored for ASCII letters only.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hits">Where to mark them; made for this matcher.</param>
    public void Find(ReadOnlySpan<byte> text, PhraseHits hits)
    {
        var scan = new PhraseScan(_automaton, Pieces, hits);
        for (var i = 0; i < text.Length; i++)
        {
            scan.Feed(text[i], i + 1 < text.Length ? (char)text[i + 1] : ' ');
        }

        scan.End();
    }

    // Characters outside ASCII are folded, then fed as their UTF-8 bytes.
    private static void FeedWide(ref PhraseScan scan, ReadOnlySpan<char> text, ref int i)
    {
        var c = FoldWide(text[i]);
        var next = i + 1 < text.Length ? text[i + 1] : ' ';
        if (c < 0x80)
        {
            scan.Feed((byte)c, next);
        }
        else if (c < 0x800)
        {
            scan.Feed((byte)(0xC0 | (c >> 6)), '\0');
            scan.Feed((byte)(0x80 | (c & 0x3F)), next);
        }
        else if (char.IsHighSurrogate(c) && char.IsLowSurrogate(next))
        {
            var rune = char.ConvertToUtf32(c, next);
            i++;
            scan.Feed((byte)(0xF0 | (rune >> 18)), '\0');
            scan.Feed((byte)(0x80 | ((rune >> 12) & 0x3F)), '\0');
            scan.Feed((byte)(0x80 | ((rune >> 6) & 0x3F)), '\0');
            scan.Feed((byte)(0x80 | (rune & 0x3F)), i + 1 < text.Length ? text[i + 1] : ' ');
        }
        else
        {
            scan.Feed((byte)(0xE0 | (c >> 12)), '\0');
            scan.Feed((byte)(0x80 | ((c >> 6) & 0x3F)), '\0');
            scan.Feed((byte)(0x80 | (c & 0x3F)), next);
        }
    }

    private static char FoldWide(char c) => c switch
    {
        '\u00A0' or '\u2007' or '\u202F' or '\u3000' => ' ',
        '\u2018' or '\u2019' or '\u00B4' => '\'',
        '\u201C' or '\u201D' or '\u201E' => '"',
        '\u2010' or '\u2011' or '\u2013' => '-',
        _ => char.ToLowerInvariant(c),
    };

    private static void AddPieces(List<PhrasePiece> pieces, string phrase, int number)
    {
        var parts = phrase.Split('*');
        var slot = pieces.Count == 0 ? 0 : pieces[pieces.Count - 1].Slot + 1;
        for (var index = 0; index < parts.Length; index++, slot++)
        {
            var part = parts.Length == 1 ? parts[index] : parts[index].Trim(' ');
            var insideWord = part.StartsWith('~');
            part = insideWord ? part.Substring(1) : part;
            var wholeWord = part.EndsWith('|');
            part = wholeWord ? part.Substring(0, part.Length - 1) : part;
            var shape = new PhrasePiece([], number, index, index == parts.Length - 1, insideWord, wholeWord, slot);
            foreach (var choice in Choices(part))
            {
                foreach (var bytes in Spellings(choice, phrase))
                {
                    pieces.Add(shape with { Bytes = bytes });
                }
            }
        }
    }

    // "no (user|mailbox)" is both "no user" and "no mailbox"; brackets without a bar stand for themselves.
    private static IEnumerable<string> Choices(string part)
    {
        for (var open = part.IndexOf('('); open >= 0; open = part.IndexOf('(', open + 1))
        {
            var close = part.IndexOf(')', open);
            if (close < 0 || part.IndexOf('|', open, close - open) < 0)
            {
                continue;
            }

            var before = part.Substring(0, open);
            var after = part.Substring(close + 1);
            return part.Substring(open + 1, close - open - 1).Split('|').SelectMany(choice => Choices(before + choice + after));
        }

        return [part];
    }

    // As written, and where that has letters with marks also the two ways in which systems without them write it.
    private static List<byte[]> Spellings(string text, string phrase)
    {
        var written = Fold(text);
        List<byte[]> spellings = [Encoding.UTF8.GetBytes(written)];
        foreach (var plain in new[] { PlainLetters.Transcribe(written), PlainLetters.RemoveMarks(written) })
        {
            var bytes = ReferenceEquals(plain, written) ? spellings[0] : Encoding.UTF8.GetBytes(plain);
            if (!spellings.Exists(known => known.AsSpan().SequenceEqual(bytes)))
            {
                spellings.Add(bytes);
            }
        }

        return spellings.Exists(bytes => bytes.Length is 0 or > MaxLength)
            ? throw new ArgumentException("A phrase, and each part of it between '*', takes 1 to 200 bytes: " + phrase, nameof(phrase))
            : spellings;
    }

    private static string Fold(string part)
    {
        var folded = new StringBuilder(part.Length);
        foreach (var c in part)
        {
            var lower = c < 0x80 ? char.ToLowerInvariant(c) : FoldWide(c);
            if (lower is ' ' or '\t' or '\r' or '\n')
            {
                if (folded.Length == 0 || folded[folded.Length - 1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else
            {
                folded.Append(lower);
            }
        }

        return folded.ToString();
    }
}
