using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Outbox;

/// <summary>
/// A text with places for values: <c>{{Name}}</c>, <c>{{Name?}}</c> (may be empty) and <c>{{{Name}}}</c> (put in as it is). There are no
/// conditions and no loops: what differs from mail to mail is data, and a template that computes cannot be checked before it runs.
/// </summary>
internal sealed class TemplateText
{
    private const int MaxNameLength = 100;

    private static readonly Localized Unclosed = new("'{{' is not closed on its line", "'{{' ist in seiner Zeile nicht geschlossen");

    private static readonly Localized NoName = new(
        "what stands between braces is no name of a value; there are no conditions, loops or comments",
        "was zwischen den Klammern steht, ist kein Name eines Wertes; es gibt keine Bedingungen, Schleifen oder Kommentare");

    private readonly List<Piece> _pieces = [];

    private TemplateText(string text) => Source = text;

    /// <summary>The text as it was written.</summary>
    public string Source { get; }

    public bool HasPlaces => _pieces.Count > 1 || (_pieces.Count == 1 && _pieces[0].IsPlace);

    public IEnumerable<Piece> Places => _pieces.FindAll(p => p.IsPlace);

    /// <summary>A text without places, whatever braces it has.</summary>
    public static TemplateText Literal(string text)
    {
        var literal = new TemplateText(text);
        literal.AddLiteral(text);
        return literal;
    }

    /// <param name="text">The text.</param>
    /// <param name="origin">What to call it in errors.</param>
    /// <param name="line">The number of its first line.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Draft.TemplateInvalid</c>.</exception>
    public static TemplateText Parse(string text, string origin, int line = 1)
    {
        var template = new TemplateText(text);
        var start = 0;
        var counted = 0;
        for (int open; (open = text.IndexOf("{{", start, StringComparison.Ordinal)) >= 0;)
        {
            line += CountLines(text, counted, open);
            counted = open;
            var isRaw = open + 2 < text.Length && text[open + 2] == '{';
            var inside = open + (isRaw ? 3 : 2);
            var close = text.IndexOf(isRaw ? "}}}" : "}}", inside, StringComparison.Ordinal);
            if (close < 0 || text.IndexOf('\n', inside, close - inside) >= 0)
            {
                throw DraftErrors.TemplateInvalid(origin, line, Unclosed);
            }

            template.AddLiteral(text.Substring(start, open - start));
            template._pieces.Add(ReadPlace(text.Substring(inside, close - inside), isRaw) ?? throw DraftErrors.TemplateInvalid(origin, line, NoName));
            start = close + (isRaw ? 3 : 2);
        }

        template.AddLiteral(text.Substring(start));
        return template;
    }

    /// <summary>The text with values in its places.</summary>
    /// <param name="values">A value for each of <see cref="Places"/>.</param>
    /// <param name="asHtml">Whether values become HTML, except between three braces.</param>
    public string Fill(IReadOnlyDictionary<string, string> values, bool asHtml)
    {
        if (!HasPlaces)
        {
            return Source;
        }

        var text = new StringBuilder(Source.Length + 64);
        foreach (var piece in _pieces)
        {
            if (!piece.IsPlace)
            {
                text.Append(piece.Text);
            }
            else if (asHtml && !piece.IsRaw)
            {
                AppendHtml(text, values[piece.Text]);
            }
            else
            {
                text.Append(values[piece.Text]);
            }
        }

        return text.ToString();
    }

    private static int CountLines(string text, int from, int to)
    {
        var lines = 0;
        for (var i = from; i < to; i++)
        {
            lines += text[i] == '\n' ? 1 : 0;
        }

        return lines;
    }

    private static Piece? ReadPlace(string inside, bool isRaw)
    {
        var name = inside.Trim();
        var isOptional = name.EndsWith('?');
        name = isOptional ? name.Substring(0, name.Length - 1).TrimEnd() : name;
        if (name.Length is 0 or > MaxNameLength || !(char.IsLetterOrDigit(name[0]) || name[0] == '_'))
        {
            return null;
        }

        foreach (var c in name)
        {
            if (c is '{' or '}' or '<' or '>' || char.IsControl(c))
            {
                return null;
            }
        }

        return new Piece(name, IsPlace: true, isRaw, isOptional);
    }

    // What could begin or end a tag, a reference or an attribute; all else is as good in HTML as in text.
    private static void AppendHtml(StringBuilder text, string value)
    {
        foreach (var c in value)
        {
            switch (c)
            {
                case '&': text.Append("&amp;"); break;
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '"': text.Append("&quot;"); break;
                case '\'': text.Append("&#39;"); break;
                default: text.Append(c); break;
            }
        }
    }

    private void AddLiteral(string text)
    {
        if (text.Length > 0)
        {
            _pieces.Add(new Piece(text, IsPlace: false, IsRaw: false, IsOptional: false));
        }
    }

    /// <summary>A stretch of text, or the name of the value that stands in its place.</summary>
    internal sealed record Piece(string Text, bool IsPlace, bool IsRaw, bool IsOptional);
}
