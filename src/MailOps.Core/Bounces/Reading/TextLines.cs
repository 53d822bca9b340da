using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>The lines of a text; LF, CRLF and CR end one.</summary>
internal sealed class TextLines
{
    private readonly string _text;
    private readonly List<(int Start, int End)> _lines = new(64);

    /// <param name="text">The text.</param>
    /// <param name="maxLines">How many lines to read; the rest is left out.</param>
    public TextLines(string text, int maxLines = 20_000)
    {
        _text = text;
        var start = 0;
        while (start < text.Length && _lines.Count < maxLines)
        {
            var end = text.AsSpan(start).IndexOfAny('\r', '\n');
            end = end < 0 ? text.Length : start + end;
            _lines.Add((start, end));
            start = end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1;
        }
    }

    public int Count => _lines.Count;

    public ReadOnlySpan<char> this[int index] => _text.AsSpan(_lines[index].Start, _lines[index].End - _lines[index].Start);

    /// <summary>Where a line begins in the text.</summary>
    public int StartOf(int index) => index < _lines.Count ? _lines[index].Start : _text.Length;

    /// <summary>The text from the start of one line up to the start of another.</summary>
    public ReadOnlySpan<char> Slice(int from, int to)
    {
        var start = StartOf(from);
        return _text.AsSpan(start, Math.Max(0, StartOf(to) - start));
    }

    /// <summary>The first line at or behind a place that has the words; -1 when there is none.</summary>
    public int Find(string words, int from = 0, int to = int.MaxValue)
    {
        for (var i = Math.Max(0, from); i < Math.Min(to, Count); i++)
        {
            if (this[i].IndexOf(words.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return i;
            }
        }

        return -1;
    }

    public bool IsBlank(int index) => this[index].Trim().IsEmpty;
}
