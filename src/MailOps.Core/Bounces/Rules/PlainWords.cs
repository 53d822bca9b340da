using System;
using System.Text;

namespace MailOps.Bounces;

/// <summary>
/// One spelling for what servers write in several: "doesn't" and "cannot" become "does not" and "can not", and ADDRESS_NOT_FOUND three
/// words. Rules and texts go through it alike, so that one phrase finds all.
/// </summary>
internal static class PlainWords
{
    private static readonly (string From, string To)[] Contractions =
        [("can't", "can not"), ("won't", "will not"), ("n't", " not"), ("cannot", "can not"), ("it's", "it is")];

    /// <summary>The text itself where nothing needs another spelling.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text) =>
        text.IndexOf("n't".AsSpan()) < 0 && text.IndexOf("n\u2019t".AsSpan()) < 0 && text.IndexOf('_') < 0
        && text.IndexOf("annot".AsSpan(), StringComparison.OrdinalIgnoreCase) < 0 && text.IndexOf("N'T".AsSpan()) < 0
            ? text
            : Of(text.ToString()).AsSpan();

    /// <summary>The same for a phrase of a rule.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text).Replace('\u2019', '\'');
        for (var i = 1; i < plain.Length - 1; i++)
        {
            // "OFR005_104" is a code; only letters on both sides make words of a name.
            plain[i] = plain[i] == '_' && char.IsLetter(plain[i - 1]) && char.IsLetter(plain[i + 1]) ? ' ' : plain[i];
        }

        foreach (var (from, to) in Contractions)
        {
            plain.Replace(from, to).Replace(from.ToUpperInvariant(), to);
            plain.Replace(char.ToUpperInvariant(from[0]) + from.Substring(1), to);
        }

        return plain.ToString();
    }
}
