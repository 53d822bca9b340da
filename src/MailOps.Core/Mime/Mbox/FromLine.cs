using System;

namespace MailOps.Mime;

/// <summary>Tells the line that begins a message in an mbox file from a line of a body: <c>From address date</c>.</summary>
internal static class FromLine
{
    /// <summary>No From_ line is longer.</summary>
    public const int MaxLength = 512;

    /// <summary>How many bytes behind the beginning of a line must be known to judge it.</summary>
    public const int Window = MaxLength + 512;

    /// <summary>The position behind a byte order mark and empty lines.</summary>
    public static int SkipPreface(ReadOnlySpan<byte> source)
    {
        var position = MimeTreeReader.ByteOrderMarkLength(source);
        while (position < source.Length && source[position] is LineEnds.Cr or LineEnds.Lf)
        {
            position++;
        }

        return position;
    }

    public static bool BeginsAt(ReadOnlySpan<byte> source, int position) => source.Slice(position).StartsWith("From "u8);

    /// <summary>Finds the next From_ line at or behind a position.</summary>
    /// <param name="source">The bytes known.</param>
    /// <param name="start">Where the message begins, a line start; -1 when that is not in the source any more.</param>
    /// <param name="from">Where to begin the search.</param>
    /// <param name="isComplete">Whether nothing follows the source.</param>
    /// <param name="position">Where the line begins; if there is none, where to go on searching when more is known.</param>
    public static bool TryFind(ReadOnlySpan<byte> source, int start, int from, bool isComplete, out int position)
    {
        position = from;
        while (true)
        {
            var offset = source.Slice(position).IndexOf("From "u8);
            if (offset < 0)
            {
                position = isComplete ? source.Length : Math.Max(position, source.Length - 4);
                return false;
            }

            position += offset;
            if (!isComplete && source.Length - position < Window)
            {
                return false;
            }

            if (position == start ? IsFromLine(source, position, isBehindEmptyLine: true)
                : source[position - 1] is LineEnds.Lf or LineEnds.Cr && IsFromLine(source, position, IsBehindEmptyLine(source, position)))
            {
                return true;
            }

            position += 5;
        }
    }

    /// <summary>Where a message ends whose successor's From_ line begins at a position: the empty line before that is none of its own.</summary>
    public static int EndOfMessage(ReadOnlySpan<byte> source, int start, int next)
    {
        if (next >= source.Length)
        {
            return next;
        }

        var lineStart = LineEnds.Before(source, start, next);
        return lineStart == start || source[lineStart - 1] is LineEnds.Lf or LineEnds.Cr ? lineStart : next;
    }

    private static bool IsBehindEmptyLine(ReadOnlySpan<byte> source, int position)
    {
        var before = LineEnds.Before(source, 0, position);
        return before == 0 || source[before - 1] is LineEnds.Lf or LineEnds.Cr;
    }

    // Behind an empty line a time of day or a well-known field on the next line is enough; elsewhere it takes the whole date and a field.
    private static bool IsFromLine(ReadOnlySpan<byte> source, int position, bool isBehindEmptyLine)
    {
        var window = source.Slice(position, Math.Min(Window, source.Length - position));
        var end = LineEnds.Find(window, 0, out var next);
        if (end > MaxLength)
        {
            return false;
        }

        var line = window.Slice(5, end - 5);
        var hasTime = HasTimeOfDay(line);
        return isBehindEmptyLine
            ? hasTime || KnownHeaders.BeginsAt(window, next)
            : hasTime && HasYear(line) && HeaderScanner.IsField(window, next);
    }

    // 1*2DIGIT ":" 2DIGIT
    private static bool HasTimeOfDay(ReadOnlySpan<byte> line)
    {
        for (var i = 1; i + 2 < line.Length; i++)
        {
            if (line[i] == (byte)':' && IsDigit(line[i - 1]) && IsDigit(line[i + 1]) && IsDigit(line[i + 2]))
            {
                return true;
            }
        }

        return false;
    }

    // A word of four digits.
    private static bool HasYear(ReadOnlySpan<byte> line)
    {
        var digits = 0;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && IsDigit(line[i]))
            {
                digits++;
            }
            else
            {
                if (digits == 4 && (i == 4 || line[i - 5] == (byte)' '))
                {
                    return true;
                }

                digits = 0;
            }
        }

        return false;
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
