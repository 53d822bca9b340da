using System;
using System.Collections.Generic;

namespace MailOps.Mime;

/// <summary>A line that delimits parts.</summary>
internal readonly record struct BoundaryLine(int Level, bool IsClosing, int Start, int Next);

/// <summary>The boundaries of all multiparts around the place being read, outermost first.</summary>
internal sealed class BoundaryStack
{
    // "must be followed by ... linear whitespace": more than this is no delimiter, so that a long line costs nothing.
    private const int MaxTransportPadding = 256;

    private readonly List<(int Level, byte[] Boundary, bool Closed)> _boundaries = [];

    public int Count => _boundaries.Count;

    public void Push(int level, byte[] boundary) => _boundaries.Add((level, boundary, false));

    public bool Holds(byte[] boundary)
    {
        foreach (var entry in _boundaries)
        {
            if (entry.Boundary.AsSpan().SequenceEqual(boundary))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets the boundaries of all levels from the given one on.</summary>
    public void PopTo(int level)
    {
        while (_boundaries.Count > 0 && _boundaries[_boundaries.Count - 1].Level >= level)
        {
            _boundaries.RemoveAt(_boundaries.Count - 1);
        }
    }

    /// <summary>The closing delimiter has been seen: from now on others of the same name come first.</summary>
    public void Close(int level)
    {
        for (var i = 0; i < _boundaries.Count; i++)
        {
            if (_boundaries[i].Level == level)
            {
                _boundaries[i] = _boundaries[i] with { Closed = true };
            }
        }
    }

    public bool Matches(ReadOnlySpan<byte> source, int position) => TryMatch(source, position, out _);

    /// <summary>
    /// Whether the line at a position is a delimiter. RFC 2046 section 5.1.1 would take any line that begins with a boundary; here white
    /// space alone may follow, as in most programs, since a quoted message often has boundaries that begin like those around it.
    /// </summary>
    public bool TryMatch(ReadOnlySpan<byte> source, int position, out BoundaryLine line)
    {
        line = default;
        if (position + 1 >= source.Length || source[position] != (byte)'-' || source[position + 1] != (byte)'-')
        {
            return false;
        }

        return TryMatch(source, position, closed: false, out line) || TryMatch(source, position, closed: true, out line);
    }

    /// <summary>The next delimiter at the start of a line, at or behind a position that is one.</summary>
    public bool TryFind(ReadOnlySpan<byte> source, int position, out BoundaryLine line)
    {
        line = default;
        if (_boundaries.Count == 0)
        {
            return false;
        }

        if (TryMatch(source, position, out line))
        {
            return true;
        }

        var from = position;
        while (true)
        {
            var offset = source.Slice(from).IndexOf("--"u8);
            if (offset < 0)
            {
                return false;
            }

            var start = from + offset;
            if (start > position && source[start - 1] is LineEnds.Lf or LineEnds.Cr && TryMatch(source, start, out line))
            {
                return true;
            }

            from = start + 2;
            while (from < source.Length && source[from] == (byte)'-')
            {
                from++;
            }
        }
    }

    private bool TryMatch(ReadOnlySpan<byte> source, int position, bool closed, out BoundaryLine line)
    {
        var text = source.Slice(position + 2);
        for (var i = _boundaries.Count - 1; i >= 0; i--)
        {
            var (level, boundary, isClosed) = _boundaries[i];
            if (isClosed != closed || !text.StartsWith(boundary))
            {
                continue;
            }

            var end = position + 2 + boundary.Length;
            if (EndsLine(source, end, out var next))
            {
                line = new BoundaryLine(level, false, position, next);
                return true;
            }

            if (source.Slice(end).StartsWith("--"u8) && EndsLine(source, end + 2, out next))
            {
                line = new BoundaryLine(level, true, position, next);
                return true;
            }
        }

        line = default;
        return false;
    }

    private static bool EndsLine(ReadOnlySpan<byte> source, int position, out int next)
    {
        var limit = Math.Min(source.Length, position + MaxTransportPadding);
        while (position < limit && LineEnds.IsSpace(source[position]))
        {
            position++;
        }

        next = LineEnds.Skip(source, position);
        return position >= source.Length || next > position;
    }
}
