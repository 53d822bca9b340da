using System;
using System.Text;

namespace MailOps.Mime;

/// <summary>Writes text as encoded words (RFC 2047), no character split over two of them, each at most 75 characters long.</summary>
internal static class EncodedWordWriter
{
    private const int MaxWord = 75;
    private const int MaxLine = 76;

    // Less room than this at the end of a line is not worth a word of its own.
    private const int LeastText = 12;

    private const string HexDigits = "0123456789ABCDEF";

    /// <summary>Adds the text to a field.</summary>
    /// <param name="line">The field.</param>
    /// <param name="text">The text.</param>
    /// <param name="charset">A charset that has all of its characters.</param>
    /// <param name="space">The white space before the first word.</param>
    public static void Write(FoldedLine line, string text, Encoding charset, string space = " ")
    {
        var useBase64 = PrefersBase64(charset.GetBytes(text));
        var prefix = "=?" + charset.WebName + (useBase64 ? "?B?" : "?Q?");
        var overhead = prefix.Length + 2;
        for (var start = 0; start < text.Length;)
        {
            var room = Math.Min(MaxWord, MaxLine - line.Column - space.Length) - overhead;
            if (room < LeastText)
            {
                room = MaxWord - overhead;
            }

            var length = FittingLength(text, start, charset, useBase64, room);
            line.Add(prefix + Encode(charset.GetBytes(text.Substring(start, length)), useBase64) + "?=", space, mayLeaveFirstLineEmpty: true);
            start += length;
            space = " ";
        }
    }

    private static int FittingLength(string text, int start, Encoding charset, bool useBase64, int room)
    {
        var fitting = 0;
        for (var end = start; end < text.Length;)
        {
            end += char.IsHighSurrogate(text[end]) && end + 1 < text.Length && char.IsLowSurrogate(text[end + 1]) ? 2 : 1;
            var bytes = charset.GetBytes(text.Substring(start, end - start));
            if (fitting > 0 && EncodedLength(bytes, useBase64) > room)
            {
                break;
            }

            fitting = end - start;
        }

        return fitting;
    }

    // Q stays readable in logs and raw views, so it may be somewhat longer.
    private static bool PrefersBase64(byte[] bytes) =>
        EncodedLength(bytes, useBase64: false) > EncodedLength(bytes, useBase64: true) * 4 / 3;

    private static int EncodedLength(byte[] bytes, bool useBase64)
    {
        if (useBase64)
        {
            return (bytes.Length + 2) / 3 * 4;
        }

        var length = 0;
        foreach (var b in bytes)
        {
            length += IsPlain(b) || b == (byte)' ' ? 1 : 3;
        }

        return length;
    }

    private static string Encode(byte[] bytes, bool useBase64)
    {
        if (useBase64)
        {
            return Convert.ToBase64String(bytes);
        }

        var text = new StringBuilder();
        foreach (var b in bytes)
        {
            if (IsPlain(b))
            {
                text.Append((char)b);
            }
            else if (b == (byte)' ')
            {
                text.Append('_');
            }
            else
            {
                text.Append('=').Append(HexDigits[b >> 4]).Append(HexDigits[b & 15]);
            }
        }

        return text.ToString();
    }

    // RFC 2047 section 5 (3): what may stand unencoded in a phrase; used everywhere.
    private static bool IsPlain(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
            or (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/';
}
