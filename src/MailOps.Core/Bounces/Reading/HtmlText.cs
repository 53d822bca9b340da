using System;
using System.Text;

namespace MailOps.Bounces;

/// <summary>Makes readable text of HTML: tags out, blocks on lines of their own, the common entities decoded. For reading only.</summary>
internal static class HtmlText
{
    private static readonly (string Name, string Text)[] Entities =
    [
        ("nbsp", " "), ("lt", "<"), ("gt", ">"), ("amp", "&"), ("quot", "\""), ("apos", "'"), ("auml", "ä"), ("ouml", "ö"), ("uuml", "ü"),
        ("Auml", "Ä"), ("Ouml", "Ö"), ("Uuml", "Ü"), ("szlig", "ß"), ("eacute", "é"), ("egrave", "è"), ("agrave", "à"), ("ccedil", "ç"),
        ("rsquo", "'"), ("lsquo", "'"), ("rdquo", "\""), ("ldquo", "\""), ("ndash", "-"), ("mdash", "-"), ("middot", "·"),
    ];

    public static string ToText(string html)
    {
        var text = new StringBuilder(html.Length / 2);
        var i = 0;
        while (i < html.Length)
        {
            var c = html[i];
            if (c == '<')
            {
                i = SkipTag(html, i, text);
            }
            else if (c == '&')
            {
                i = AppendEntity(html, i, text);
            }
            else
            {
                text.Append(c);
                i++;
            }
        }

        return text.ToString();
    }

    private static int SkipTag(string html, int open, StringBuilder text)
    {
        if (string.CompareOrdinal(html, open, "<!--", 0, 4) == 0)
        {
            var endOfComment = html.IndexOf("-->", open, StringComparison.Ordinal);
            return endOfComment < 0 ? html.Length : endOfComment + 3;
        }

        var close = html.IndexOf('>', open);
        if (close < 0)
        {
            return html.Length;
        }

        var name = html.AsSpan(open + 1, close - open - 1).TrimStart('/');
        if (Is(name, "style") || Is(name, "script"))
        {
            var end = html.IndexOf("</", close, StringComparison.Ordinal);
            return end < 0 || html[open + 1] == '/' ? close + 1 : end;
        }

        if (Is(name, "br") || Is(name, "p") || Is(name, "div") || Is(name, "tr") || Is(name, "li") || Is(name, "td") || Is(name, "table")
            || Is(name, "h1") || Is(name, "h2") || Is(name, "h3") || Is(name, "pre") || Is(name, "ul") || Is(name, "hr"))
        {
            text.Append('\n');
        }

        return close + 1;
    }

    private static bool Is(ReadOnlySpan<char> tag, string name) =>
        tag.StartsWith(name.AsSpan(), StringComparison.OrdinalIgnoreCase) && (tag.Length == name.Length || !char.IsLetterOrDigit(tag[name.Length]));

    private static int AppendEntity(string html, int start, StringBuilder text)
    {
        var end = html.IndexOf(';', start, Math.Min(10, html.Length - start));
        if (end > start + 2)
        {
            var name = html.AsSpan(start + 1, end - start - 1);
            if (name[0] == '#' && TryReadNumber(name.Slice(1), out var code))
            {
                text.Append(char.ConvertFromUtf32(code));
                return end + 1;
            }

            foreach (var entity in Entities)
            {
                if (name.SequenceEqual(entity.Name.AsSpan()))
                {
                    text.Append(entity.Text);
                    return end + 1;
                }
            }
        }

        text.Append('&');
        return start + 1;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> digits, out int code)
    {
        code = 0;
        var isHex = digits.Length > 1 && digits[0] is 'x' or 'X';
        foreach (var c in isHex ? digits.Slice(1) : digits)
        {
            var digit = c is >= '0' and <= '9' ? c - '0' : isHex && (c | 0x20) is >= 'a' and <= 'f' ? (c | 0x20) - 'a' + 10 : 99;
            if (digit == 99)
            {
                return false;
            }

            code = (code * (isHex ? 16 : 10)) + digit;
        }

        return code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF);
    }
}
