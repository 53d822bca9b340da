using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace MailOps.Mime;

/// <summary>Where one field stands in the source; the value reaches from the colon to the line end that no continuation follows.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderField(int Start, int NameLength, int ValueStart, int ValueEnd);

/// <summary>What a block of fields is the header of.</summary>
internal enum HeaderPlace
{
    /// <summary>A message: remains of a protocol, an mbox line and empty lines may precede it.</summary>
    Message,

    /// <summary>A part of a multipart: an empty line at the start means that there are no fields.</summary>
    Part,

    /// <summary>A group in message/delivery-status and its like: no body follows, so a line that is no field is only skipped.</summary>
    Group,
}

/// <summary>Finds the fields of one header, line by line, and the end of the header (RFC 5322 section 2.2).</summary>
internal sealed class HeaderScanner(MimeLimits limits)
{
    // Longer than any name in use; bounds what a line without colon costs.
    private const int MaxNameLength = 256;

    // A body has text in its first lines, a header a field in each.
    private const int MaxStrayLines = 4;

    private readonly List<HeaderField> _fields = [];

    public MimeFaults Faults { get; private set; }

    /// <summary>Where the first field begins, behind whatever precedes a message.</summary>
    public int FieldsStart { get; private set; }

    /// <summary>Where the fields end, before the empty line.</summary>
    public int FieldsEnd { get; private set; }

    /// <summary>Where the body begins.</summary>
    public int BodyStart { get; private set; }

    public HeaderField[] TakeFields() => _fields.Count == 0 ? [] : [.. _fields];

    public void Scan(ReadOnlySpan<byte> source, int start, HeaderPlace place, BoundaryStack? boundaries)
    {
        _fields.Clear();
        Faults = MimeFaults.None;
        var position = place == HeaderPlace.Part ? start : SkipPreface(source, start, place, boundaries);
        FieldsStart = position;
        var stored = 0L;
        var inField = false;
        while (true)
        {
            if (position >= source.Length)
            {
                End(position, position);
                return;
            }

            var first = source[position];
            if (first is LineEnds.Cr or LineEnds.Lf)
            {
                End(position, LineEnds.Skip(source, position));
                return;
            }

            if (first == (byte)'-' && boundaries is not null && boundaries.Matches(source, position))
            {
                Faults |= MimeFaults.MissingSeparator;
                End(position, position);
                return;
            }

            if (LineEnds.IsSpace(first))
            {
                var lineEnd = LineEnds.Find(source, position, out var next);
                if (IsBlank(source, position, lineEnd) && (place == HeaderPlace.Group || !ContinuesBehind(source, next)))
                {
                    End(position, next);
                    return;
                }

                if (inField)
                {
                    Extend(ref stored, lineEnd);
                }

                position = next;
                continue;
            }

            var nameLength = NameLength(source, position, out var colon);
            if (nameLength > 0)
            {
                var lineEnd = LineEnds.Find(source, colon + 1, out var next);
                inField = Add(ref stored, new HeaderField(position, nameLength, colon + 1, lineEnd));
                position = next;
                continue;
            }

            if (!SkipStray(source, ref position, place))
            {
                Faults |= _fields.Count == 0 ? MimeFaults.NoHeader : MimeFaults.MissingSeparator;
                End(position, position);
                return;
            }

            inField = false;
        }
    }

    /// <summary>Whether a field begins at a position.</summary>
    public static bool IsField(ReadOnlySpan<byte> source, int position) => NameLength(source, position, out _) > 0;

    private void End(int fieldsEnd, int bodyStart)
    {
        FieldsEnd = fieldsEnd;
        BodyStart = bodyStart;
    }

    private bool Add(ref long stored, HeaderField field)
    {
        if (_fields.Count >= limits.MaxHeaders)
        {
            Faults |= MimeFaults.HeaderCountLimit;
            return false;
        }

        var length = field.ValueEnd - field.ValueStart;
        if (length > limits.MaxHeaderLength)
        {
            Faults |= MimeFaults.HeaderLengthLimit;
            length = limits.MaxHeaderLength;
            field = field with { ValueEnd = field.ValueStart + length };
        }

        if (stored + length > limits.MaxHeaderBytes)
        {
            Faults |= MimeFaults.HeaderBytesLimit;
            return false;
        }

        stored += length;
        _fields.Add(field);
        return true;
    }

    private void Extend(ref long stored, int lineEnd)
    {
        var field = _fields[_fields.Count - 1];
        var end = lineEnd;
        if (end - field.ValueStart > limits.MaxHeaderLength)
        {
            Faults |= MimeFaults.HeaderLengthLimit;
            end = field.ValueStart + limits.MaxHeaderLength;
        }

        var room = limits.MaxHeaderBytes - stored;
        if (end - field.ValueEnd > room)
        {
            Faults |= MimeFaults.HeaderBytesLimit;
            end = field.ValueEnd + (int)room;
        }

        if (end > field.ValueEnd)
        {
            stored += end - field.ValueEnd;
            _fields[_fields.Count - 1] = field with { ValueEnd = end };
        }
    }

    // field-name = 1*ftext, %d33-57 / %d59-126 (RFC 5322 section 3.6.8). Laxer: white space before the colon (section 4.5, "Status : ").
    private static int NameLength(ReadOnlySpan<byte> source, int position, out int colon)
    {
        colon = -1;
        var end = Math.Min(source.Length, position + MaxNameLength);
        var i = position;
        while (i < end && source[i] is > 32 and < 127 and not (byte)':')
        {
            i++;
        }

        var length = i - position;
        while (i < end && LineEnds.IsSpace(source[i]))
        {
            i++;
        }

        if (i >= end || source[i] != (byte)':')
        {
            return 0;
        }

        colon = i;
        return length;
    }

    // What may stand before the header of a message: empty lines (between the header of a message/rfc822 part and the message many servers
    // put two), an mbox line, a line of POP3 or IMAP.
    private int SkipPreface(ReadOnlySpan<byte> source, int start, HeaderPlace place, BoundaryStack? boundaries)
    {
        var position = start;
        while (position < source.Length && source[position] is LineEnds.Cr or LineEnds.Lf)
        {
            position = LineEnds.Skip(source, position);
        }

        if (place == HeaderPlace.Group || position == start)
        {
            return position;
        }

        // A message without fields begins with an empty line, too: only lines in front of a field were preface.
        var headerFollows = position < source.Length
            && (IsField(source, position) || IsFromLine(source, position))
            && boundaries?.Matches(source, position) != true;
        if (!headerFollows)
        {
            return start;
        }

        Faults |= MimeFaults.LeadingLines;
        return position;
    }

    // Deals with a line that is no field; false when it must be the first line of the body.
    private bool SkipStray(ReadOnlySpan<byte> source, ref int position, HeaderPlace place)
    {
        var isFrom = IsFromLine(source, position);
        LineEnds.Find(source, position, out var next);

        if (place != HeaderPlace.Group && !isFrom && !GoesOnBehind(source, next))
        {
            return false;
        }

        position = next;
        if (_fields.Count > 0 || place != HeaderPlace.Message)
        {
            Faults |= MimeFaults.StrayHeaderLine;
            return true;
        }

        FieldsStart = next;
        Faults |= isFrom ? MimeFaults.None : MimeFaults.LeadingLines;
        return true;
    }

    // Lines that a broken program wrapped without indenting them: real fields go on behind them. Only names that mail uses count, since
    // the first lines of a body may look like fields, too.
    private static bool GoesOnBehind(ReadOnlySpan<byte> source, int position)
    {
        for (var lines = 0; lines < MaxStrayLines && position < source.Length; lines++)
        {
            if (KnownHeaders.BeginsAt(source, position))
            {
                return true;
            }

            var end = LineEnds.Find(source, position, out var next);
            if (IsBlank(source, position, end))
            {
                return false;
            }

            position = next;
        }

        return false;
    }

    // "From " of mbox (RFC 4155), also quoted with ">".
    private static bool IsFromLine(ReadOnlySpan<byte> source, int position)
    {
        var rest = source.Slice(position);
        return rest.StartsWith("From "u8) || rest.StartsWith(">From "u8);
    }

    private static bool IsBlank(ReadOnlySpan<byte> source, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!LineEnds.IsSpace(source[i]))
            {
                return false;
            }
        }

        return true;
    }

    // A line of white space only is a continuation (obs-FWS, RFC 5322 section 4.2) when the header goes on behind it; otherwise somebody
    // meant an empty line.
    private static bool ContinuesBehind(ReadOnlySpan<byte> source, int next) =>
        next < source.Length && (LineEnds.IsSpace(source[next]) || IsField(source, next) || source[next] is LineEnds.Cr or LineEnds.Lf);
}
