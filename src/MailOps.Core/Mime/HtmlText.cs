using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text;

namespace MailOps.Mime;

/// <summary>
/// Plain text of HTML: for the text part of a message that only has HTML, and to read notices that come as HTML only. Layout is kept as
/// far as lines can: paragraphs, breaks, lists, table rows, preformatted text; links show their address behind the text. Takes broken
/// HTML as it comes; time grows linearly with it.
/// </summary>
public sealed class HtmlText
{
    private readonly string _html;
    private readonly StringBuilder _text = new();
    private readonly Stack<int> _lists = new();
    private int _position;
    private int _lineBreaks;
    private bool _space;
    private int _preformatted;
    private bool _ignoreQuotes;
    private bool _noMoreTags;
    private string? _link;
    private int _linkStart;

    private HtmlText(string html) => _html = html;

    /// <summary>Turns HTML into text with LF line ends and none at its end.</summary>
    /// <param name="html">A document or a piece of one.</param>
    public static string ToPlainText(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return new HtmlText(html).Read();
    }

    private string Read()
    {
        while (_position < _html.Length)
        {
            var open = _html.IndexOf('<', _position);
            if (open < 0 || _noMoreTags)
            {
                AddText(_html.Substring(_position));
                break;
            }

            if (open > _position)
            {
                AddText(_html.Substring(_position, open - _position));
            }

            ReadMarkup(open);
        }

        EndLink();
        return _text.ToString().TrimEnd(' ', '\n');
    }

    private void ReadMarkup(int open)
    {
        if (string.CompareOrdinal(_html, open, "<!--", 0, 4) == 0)
        {
            var end = _html.IndexOf("-->", open + 4, StringComparison.Ordinal);
            _position = end < 0 ? _html.Length : end + 3;
            return;
        }

        var next = open + 1 < _html.Length ? _html[open + 1] : ' ';
        var close = char.IsLetter(next) || next is '/' or '!' or '?' ? FindTagEnd(open) : -1;
        if (close < 0)
        {
            AddText("<");
            _position = open + 1;
            return;
        }

        _position = close + 1;
        var tag = new HtmlTag(_html.Substring(open + 1, close - open - 1));
        if (!tag.IsClosing && tag.Name is "script" or "style" or "title" or "template")
        {
            var end = _html.IndexOf("</" + tag.Name, _position, StringComparison.OrdinalIgnoreCase);
            _position = end < 0 ? _html.Length : end;
            return;
        }

        Apply(tag);
    }

    // The ">" outside quotes. When quotes do not pair, they are letters like others from there on, so that each is looked at once.
    private int FindTagEnd(int open)
    {
        if (!_ignoreQuotes)
        {
            var quote = '\0';
            for (var i = open + 1; i < _html.Length; i++)
            {
                var c = _html[i];
                if (quote != '\0')
                {
                    quote = c == quote ? '\0' : quote;
                }
                else if (c is '"' or '\'')
                {
                    quote = c;
                }
                else if (c == '>')
                {
                    return i;
                }
            }

            _ignoreQuotes = true;
        }

        var end = _html.IndexOf('>', open);
        _noMoreTags = end < 0;
        return end;
    }

    private void Apply(HtmlTag tag)
    {
        switch (tag.Name)
        {
            case "br":
                AddBreak();
                break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "table" or "dl":
                Separate(2);
                break;
            case "div" or "tr" or "section" or "article" or "header" or "footer" or "address" or "dt" or "dd" or "form" or "center" or "body":
                Separate(1);
                break;
            case "td" or "th":
                _space = true;
                break;
            case "pre":
                Separate(2);
                _preformatted = Math.Max(0, _preformatted + (tag.IsClosing ? -1 : 1));
                break;
            case "ul" or "ol":
                ApplyList(tag);
                break;
            case "li":
                ApplyItem(tag);
                break;
            case "hr":
                Separate(1);
                AddText("----------");
                Separate(1);
                break;
            case "img" when tag.Attribute("alt") is { Length: > 0 } alternative:
                AddText(alternative);
                break;
            case "a":
                EndLink();
                if (!tag.IsClosing)
                {
                    BeginLink(tag.Attribute("href"));
                }

                break;
        }
    }

    private void ApplyList(HtmlTag tag)
    {
        Separate(_lists.Count > 1 || (_lists.Count == 1 && !tag.IsClosing) ? 1 : 2);
        if (!tag.IsClosing)
        {
            _lists.Push(tag.Name == "ol" ? 1 : 0);
        }
        else if (_lists.Count > 0)
        {
            _lists.Pop();
        }
    }

    private void ApplyItem(HtmlTag tag)
    {
        Separate(1);
        if (tag.IsClosing)
        {
            return;
        }

        var number = _lists.Count > 0 ? _lists.Pop() : 0;
        AddVerbatim(new string(' ', Math.Min(8, _lists.Count) * 2) + (number == 0 ? "- " : number.ToString(CultureInfo.InvariantCulture) + ". "));
        _lists.Push(number == 0 ? 0 : number + 1);
    }

    private void BeginLink(string? address)
    {
        _link = address?.Trim();
        FlushBreaks();
        _linkStart = _text.Length;
    }

    private void EndLink()
    {
        var link = _link;
        _link = null;
        if (link is null || !(link.StartsWith("http", StringComparison.OrdinalIgnoreCase) || link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var shown = _text.ToString(_linkStart, _text.Length - _linkStart).Trim();
        var bare = link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? link.Substring(7) : link;
        if (shown != bare && shown != link && shown + "/" != link)
        {
            AddVerbatim((_text.Length > _linkStart ? " " : "") + "<" + bare + ">");
        }
    }

    private void AddText(string raw)
    {
        var text = WebUtility.HtmlDecode(raw);
        if (_preformatted > 0)
        {
            AddVerbatim(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
            return;
        }

        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not (' ' or '\t' or '\r' or '\n' or '\f'))
            {
                continue;
            }

            if (i > start)
            {
                FlushBreaks();
                if (_space && _text.Length > 0 && _text[_text.Length - 1] is not (' ' or '\n'))
                {
                    _text.Append(' ');
                }

                _text.Append(text, start, i - start);
                _space = false;
            }

            _space |= i < text.Length;
            start = i + 1;
        }
    }

    private void AddVerbatim(string text)
    {
        FlushBreaks();
        _space = false;
        _text.Append(text);
    }

    private void AddBreak()
    {
        _lineBreaks = Math.Min(_lineBreaks + 1, 3);
        _space = false;
    }

    // At least so many line breaks before the next text.
    private void Separate(int lineBreaks)
    {
        _lineBreaks = Math.Max(_lineBreaks, lineBreaks);
        _space = false;
    }

    private void FlushBreaks()
    {
        if (_text.Length > 0)
        {
            _text.Append('\n', _lineBreaks);
        }

        _lineBreaks = 0;
    }
}
