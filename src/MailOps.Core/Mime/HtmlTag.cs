using System;
using System.Net;

namespace MailOps.Mime;

/// <summary>The inside of a tag, <c>/name attribute="value"</c>.</summary>
internal sealed class HtmlTag
{
    private readonly string _inside;
    private readonly int _nameEnd;

    public HtmlTag(string inside)
    {
        _inside = inside;
        IsClosing = inside.StartsWith('/');
        var start = IsClosing ? 1 : 0;
        _nameEnd = start;
        while (_nameEnd < inside.Length && (char.IsLetterOrDigit(inside[_nameEnd]) || inside[_nameEnd] is '!' or '?' or ':' or '-'))
        {
            _nameEnd++;
        }

        Name = inside.Substring(start, _nameEnd - start).ToLowerInvariant();
    }

    public string Name { get; }

    public bool IsClosing { get; }

    /// <summary>The decoded value of an attribute; null when it is not there.</summary>
    public string? Attribute(string name)
    {
        var position = _nameEnd;
        while (position < _inside.Length)
        {
            var start = position = Skip(position, static c => char.IsWhiteSpace(c) || c == '/');
            position = Skip(position, static c => !char.IsWhiteSpace(c) && c is not ('=' or '/'));
            var found = _inside.Substring(start, position - start);
            position = Skip(position, char.IsWhiteSpace);
            if (position >= _inside.Length || _inside[position] != '=')
            {
                if (position == start)
                {
                    position++;
                }

                continue;
            }

            position = Skip(position + 1, char.IsWhiteSpace);
            var value = ReadValue(ref position);
            if (string.Equals(found, name, StringComparison.OrdinalIgnoreCase))
            {
                return WebUtility.HtmlDecode(value);
            }
        }

        return null;
    }

    private string ReadValue(ref int position)
    {
        if (position < _inside.Length && _inside[position] is '"' or '\'')
        {
            var close = _inside.IndexOf(_inside[position], position + 1);
            var start = position + 1;
            var end = close < 0 ? _inside.Length : close;
            position = Math.Min(end + 1, _inside.Length);
            return _inside.Substring(start, end - start);
        }

        var from = position;
        position = Skip(position, static c => !char.IsWhiteSpace(c));
        return _inside.Substring(from, position - from);
    }

    private int Skip(int position, Func<char, bool> isSkipped)
    {
        while (position < _inside.Length && isSkipped(_inside[position]))
        {
            position++;
        }

        return position;
    }
}
