using System;

namespace MailOps.Mime;

/// <summary>
/// HTML piece by piece: stretches of text and tags, without comments, scripts and styles. Takes broken HTML as it comes; time grows linearly
/// with it.
/// </summary>
internal sealed class HtmlTokens
{
    private readonly string _html;
    private int _position;
    private bool _ignoreQuotes;
    private bool _noMoreTags;

    public HtmlTokens(string html) => _html = html;

    /// <summary>The tag that was read; null for text.</summary>
    public HtmlTag? Tag { get; private set; }

    /// <summary>The text that was read, its references (&amp;amp;) not yet decoded.</summary>
    public string Text { get; private set; } = "";

    public bool Next()
    {
        Tag = null;
        while (_position < _html.Length)
        {
            var open = _noMoreTags ? -1 : _html.IndexOf('<', _position);
            if (open != _position)
            {
                TakeText(open < 0 ? _html.Length : open);
                return true;
            }

            if (ReadMarkup(open))
            {
                return true;
            }
        }

        return false;
    }

    private void TakeText(int end)
    {
        Text = _html.Substring(_position, end - _position);
        _position = end;
    }

    private bool ReadMarkup(int open)
    {
        if (string.CompareOrdinal(_html, open, "<!--", 0, 4) == 0)
        {
            var end = _html.IndexOf("-->", open + 4, StringComparison.Ordinal);
            _position = end < 0 ? _html.Length : end + 3;
            return false;
        }

        var next = open + 1 < _html.Length ? _html[open + 1] : ' ';
        var close = char.IsLetter(next) || next is '/' or '!' or '?' ? FindTagEnd(open) : -1;
        if (close < 0)
        {
            TakeText(open + 1);
            return true;
        }

        _position = close + 1;
        var tag = new HtmlTag(_html.Substring(open + 1, close - open - 1));
        if (!tag.IsClosing && tag.Name is "script" or "style" or "title" or "template")
        {
            var end = _html.IndexOf("</" + tag.Name, _position, StringComparison.OrdinalIgnoreCase);
            _position = end < 0 ? _html.Length : end;
            return false;
        }

        Tag = tag;
        return true;
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
}
