using System;

namespace MailOps.Mime;

/// <summary>
/// Where lines end: CRLF, LF, CR, and CR CR LF, which some servers make of CRLF. Nothing longer is looked for, so that a megabyte of
/// CRs stays a matter of one pass.
/// </summary>
internal static class LineEnds
{
    public const byte Cr = (byte)'\r';
    public const byte Lf = (byte)'\n';

    /// <summary>The end of the line that begins at a position: of its text, and of its line end.</summary>
    public static int Find(ReadOnlySpan<byte> source, int position, out int next)
    {
        var length = source.Slice(position).IndexOfAny(Cr, Lf);
        if (length < 0)
        {
            next = source.Length;
            return source.Length;
        }

        next = Skip(source, position + length);
        return position + length;
    }

    /// <summary>The position behind the line end at a position; the position itself when there is none.</summary>
    public static int Skip(ReadOnlySpan<byte> source, int position)
    {
        if (position >= source.Length)
        {
            return position;
        }

        var first = source[position];
        if (first == Lf)
        {
            return position + 1;
        }

        if (first != Cr)
        {
            return position;
        }

        if (position + 1 < source.Length && source[position + 1] == Lf)
        {
            return position + 2;
        }

        return position + 2 < source.Length && source[position + 1] == Cr && source[position + 2] == Lf ? position + 3 : position + 1;
    }

    /// <summary>
    /// The position before the line end that ends at a position, not below a start: the line end before a boundary belongs to the
    /// boundary (RFC 2046 section 5.1.1).
    /// </summary>
    public static int Before(ReadOnlySpan<byte> source, int start, int position)
    {
        if (position > start && source[position - 1] == Lf)
        {
            position--;
            if (position > start && source[position - 1] == Cr)
            {
                position--;
            }
        }
        else if (position > start && source[position - 1] == Cr)
        {
            position--;
        }

        return Math.Max(position, start);
    }

    public static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t';

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && text[start] is (byte)' ' or (byte)'\t' or Cr or Lf)
        {
            start++;
        }

        while (end > start && text[end - 1] is (byte)' ' or (byte)'\t' or Cr or Lf)
        {
            end--;
        }

        return text.Slice(start, end - start);
    }
}
