using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Authentication.Spf;

/// <summary>A domain or an explanation with macros in it (RFC 7208 section 7).</summary>
public sealed class SpfMacroString
{
    private readonly SpfMacroPart[] _parts;

    internal SpfMacroString(string text, List<SpfMacroPart> parts)
    {
        Text = text;
        _parts = [.. parts];
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>Whether the text has macros, so that what it means differs between messages or records.</summary>
    public bool HasMacros => Array.Exists(_parts, p => p.Letter != '\0');

    /// <summary>The pieces in order.</summary>
    internal ReadOnlySpan<SpfMacroPart> Parts => _parts;

    /// <summary>Whether the value depends on more than the domain of the record.</summary>
    internal bool DependsOnMessage => Array.Exists(_parts, p => p.Letter is not ('\0' or 'd'));

    /// <summary>Whether one of the macros is in the text.</summary>
    /// <param name="letters">Lower-case letters.</param>
    internal bool Uses(string letters) => Array.Exists(_parts, p => p.Letter != '\0' && letters.Contains(p.Letter));

    /// <summary>The text as written.</summary>
    public override string ToString() => Text;

    /// <summary>Reads a text with macros.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isExplanation">An explanation may have spaces and the macros c, r and t.</param>
    /// <param name="value">The result.</param>
    /// <returns>What is wrong, or None.</returns>
    internal static SpfSyntaxFault TryRead(ReadOnlySpan<char> text, bool isExplanation, out SpfMacroString? value)
    {
        value = null;
        var parts = new List<SpfMacroPart>(4);
        StringBuilder? literal = null;
        var start = 0;
        var position = 0;
        while (position < text.Length)
        {
            var c = text[position];
            if (c != '%')
            {
                if (c is < ' ' or > '~' || (c == ' ' && !isExplanation))
                {
                    return SpfSyntaxFault.InvalidCharacter;
                }

                position++;
                continue;
            }

            if (position > start)
            {
                literal = Append(literal, text.Slice(start, position - start));
            }

            if (position + 1 == text.Length)
            {
                return SpfSyntaxFault.InvalidMacro;
            }

            switch (text[position + 1])
            {
                case '%':
                    literal = Append(literal, "%".AsSpan());
                    position += 2;
                    break;
                case '_':
                    literal = Append(literal, " ".AsSpan());
                    position += 2;
                    break;
                case '-':
                    literal = Append(literal, "%20".AsSpan());
                    position += 2;
                    break;
                case '{':
                    Flush(parts, ref literal);
                    if (!TryReadMacro(text, ref position, isExplanation, parts))
                    {
                        return SpfSyntaxFault.InvalidMacro;
                    }

                    break;
                default:
                    return SpfSyntaxFault.InvalidMacro;
            }

            start = position;
        }

        if (start == 0)
        {
            // The usual case: no macro at all.
            var plain = text.ToString();
            parts.Add(SpfMacroPart.Text(plain));
            value = new SpfMacroString(plain, parts);
            return SpfSyntaxFault.None;
        }

        if (position > start)
        {
            literal = Append(literal, text.Slice(start));
        }

        Flush(parts, ref literal);
        value = new SpfMacroString(text.ToString(), parts);
        return SpfSyntaxFault.None;
    }

    // "%{" macro-letter transformers *delimiter "}"; transformers = *DIGIT [ "r" ]
    private static bool TryReadMacro(ReadOnlySpan<char> text, ref int position, bool isExplanation, List<SpfMacroPart> parts)
    {
        var i = position + 2;
        if (i >= text.Length)
        {
            return false;
        }

        var isUpper = text[i] is >= 'A' and <= 'Z';
        var letter = (char)(text[i] | ' ');
        if (!(isExplanation ? "slodiphcrtv" : "slodiphv").Contains(letter))
        {
            return false;
        }

        var digits = ++i;
        var labels = 0;
        for (; i < text.Length && text[i] is >= '0' and <= '9'; i++)
        {
            labels = Math.Min((labels * 10) + (text[i] - '0'), 1000);
        }

        // Section 7.3: the number of labels must not be zero.
        if (i > digits && labels == 0)
        {
            return false;
        }

        var isReversed = i < text.Length && text[i] is 'r' or 'R';
        if (isReversed)
        {
            i++;
        }

        var delimiters = i;
        while (i < text.Length && text[i] is '.' or '-' or '+' or ',' or '/' or '_' or '=')
        {
            i++;
        }

        if (i >= text.Length || text[i] != '}')
        {
            return false;
        }

        parts.Add(SpfMacroPart.Macro(letter, isUpper, labels, isReversed, text.Slice(delimiters, i - delimiters).ToString()));
        position = i + 1;
        return true;
    }

    private static StringBuilder Append(StringBuilder? builder, ReadOnlySpan<char> text) => (builder ?? new StringBuilder()).Append(text);

    private static void Flush(List<SpfMacroPart> parts, ref StringBuilder? literal)
    {
        if (literal is { Length: > 0 })
        {
            parts.Add(SpfMacroPart.Text(literal.ToString()));
            literal = null;
        }
    }
}
