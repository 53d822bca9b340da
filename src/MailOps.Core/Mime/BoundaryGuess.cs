using System;
using System.Text;

namespace MailOps.Mime;

/// <summary>
/// Which boundary to read a multipart by: the one it names, or, where it names none or one that does not occur, the one its body seems
/// to use.
/// </summary>
internal static class BoundaryGuess
{
    // RFC 2046 section 5.1.1 allows 70 characters; a line has 998 (RFC 5322 section 2.1.1).
    private const int MaxBoundaryLength = 996;

    // How far to look for the first delimiter: each multipart may cost this much.
    private const int MaxPreamble = 16 * 1024;

    public static byte[]? Choose(
        ReadOnlySpan<byte> source, int bodyStart, string? named, BoundaryStack around, out MimeFaults faults)
    {
        faults = MimeFaults.None;
        var boundary = ToBytes(named);
        if (boundary is null)
        {
            faults = MimeFaults.NoBoundary;
            return Find(source, bodyStart, null, around);
        }

        var guess = Find(source, bodyStart, boundary, around);
        if (guess is null || guess.AsSpan().SequenceEqual(boundary))
        {
            return boundary;
        }

        faults = MimeFaults.NoBoundary;
        return guess;
    }

    private static byte[]? ToBytes(string? named)
    {
        if (named is null)
        {
            return null;
        }

        var text = named.TrimEnd(' ', '\t');
        return text.Length is 0 or > MaxBoundaryLength ? null : Encoding.UTF8.GetBytes(text);
    }

    // The first line that begins with two hyphens and has a Content field behind it; the named boundary wins wherever it stands.
    private static byte[]? Find(ReadOnlySpan<byte> source, int bodyStart, byte[]? named, BoundaryStack around)
    {
        var end = Math.Min(source.Length, bodyStart + MaxPreamble);
        byte[]? guess = null;
        var position = bodyStart;
        while (position < end)
        {
            var rest = source.Slice(position);
            if (rest.StartsWith("--"u8))
            {
                if (named is not null && rest.Slice(2).StartsWith(named))
                {
                    return named;
                }

                if (around.Matches(source, position))
                {
                    break;
                }
            }

            var lineEnd = LineEnds.Find(source, position, out var next);
            if (guess is null && lineEnd - position is > 4 and <= MaxBoundaryLength && rest.StartsWith("--"u8)
                && AsciiText.StartsWithIgnoreCase(source.Slice(next), "Content-"))
            {
                guess = LineEnds.Trim(source.Slice(position + 2, lineEnd - position - 2)).ToArray();
            }

            position = next;
        }

        return guess;
    }
}
