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
    private const int MaxQuoteDepth = 5;

    private readonly string _html;
    private readonly bool _forPeople;
    private readonly StringBuilder _text = new();
    private readonly Stack<int> _lists = new();
    private int _lineBreaks;
    private bool _space;
    private int _preformatted;
    private string? _link;
    private int _linkStart;
    private int _headingStart = -1;
    private int _quotes;
    private int _quotesWritten;
    private bool _hasHeadCells;
    private bool _cellFollows;

    private HtmlText(string html, bool forPeople)
    {
        _html = html;
        _forPeople = forPeople;
    }

    /// <summary>Turns HTML into text with LF line ends and none at its end.</summary>
    /// <param name="html">A document or a piece of one.</param>
    public static string ToPlainText(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return new HtmlText(html, forPeople: false).Read();
    }

    /// <summary>
    /// The same as a person would write it in a text mail: headings underlined, quotations with <c>&gt;</c>, the cells of tables that have
    /// headings divided by a bar.
    /// </summary>
    /// <param name="html">A document or a piece of one.</param>
    internal static string ToMailText(string html) => new HtmlText(html, forPeople: true).Read();

    private string Read()
    {
        var tokens = new HtmlTokens(_html);
        while (tokens.Next())
        {
            if (tokens.Tag is { } tag)
            {
                Apply(tag);
            }
            else
            {
                AddText(tokens.Text);
            }
        }

        EndLink();
        return _text.ToString().TrimEnd(' ', '\n');
    }

    private void Apply(HtmlTag tag)
    {
        switch (tag.Name)
        {
            case "br":
                AddBreak();
                break;
            case "h1" or "h2" when _forPeople:
                ApplyHeading(tag);
                break;
            case "blockquote" when _forPeople:
                Separate(2);
                _quotes = Math.Max(0, Math.Min(MaxQuoteDepth, _quotes + (tag.IsClosing ? -1 : 1)));
                break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "dl":
                Separate(2);
                break;
            case "table":
                Separate(2);
                _hasHeadCells = false;
                break;
            case "div" or "section" or "article" or "header" or "footer" or "address" or "dt" or "dd" or "form" or "center" or "body":
                Separate(1);
                break;
            case "tr":
                Separate(1);
                _cellFollows = false;
                break;
            case "td" or "th":
                ApplyCell(tag);
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

    private void ApplyHeading(HtmlTag tag)
    {
        var start = _headingStart;
        _headingStart = -1;
        if (!tag.IsClosing)
        {
            Separate(2);
            FlushBreaks();
            _headingStart = _text.Length;
            return;
        }

        if (start >= 0 && _text.Length > start && _text.ToString(start, _text.Length - start) is var heading && !heading.Contains('\n'))
        {
            Separate(1);
            AddVerbatim(new string(tag.Name == "h1" ? '=' : '-', Math.Min(heading.Length, 70)));
        }

        Separate(2);
    }

    // Most tables of mails only lay out; one with headings has rows that mean something.
    private void ApplyCell(HtmlTag tag)
    {
        _hasHeadCells |= tag.Name == "th";
        if (_forPeople && _hasHeadCells && !tag.IsClosing && _cellFollows)
        {
            AddVerbatim(" | ");
        }

        _cellFollows |= tag.IsClosing;
        _space = !_hasHeadCells || !_forPeople;
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
        var begins = _text.Length == 0 || _lineBreaks > 0;
        for (var left = _text.Length == 0 ? 0 : _lineBreaks; left > 0; left--)
        {
            // An empty line belongs to a quotation when both its neighbours do.
            _text.Append('\n').Append('>', left > 1 ? Math.Min(_quotes, _quotesWritten) : 0);
        }

        if (begins && _quotes > 0)
        {
            _text.Append('>', _quotes).Append(' ');
        }

        _quotesWritten = _quotes;
        _lineBreaks = 0;
    }
}
