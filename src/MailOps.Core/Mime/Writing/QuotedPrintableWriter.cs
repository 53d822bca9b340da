using System;

namespace MailOps.Mime;

/// <summary>Writes text with CRLF line ends as quoted-printable (RFC 2045 section 6.7), lines of at most 76 characters.</summary>
internal static class QuotedPrintableWriter
{
    private const int MaxLine = 76;

    public static void Write(MimeOutput output, ReadOnlySpan<byte> text)
    {
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // Nearly all of a usual text is such runs. The first byte of a line may need a guard, the last one may use one column more.
            if (column is > 0 and < MaxLine - 1 && PlainRun(text.Slice(i, Math.Min(text.Length - i, MaxLine - 1 - column))) is > 0 and var run)
            {
                output.Write(text.Slice(i, run));
                column += run;
                i += run - 1;
                continue;
            }

            var b = text[i];
            if (b == (byte)'\r' && i + 1 < text.Length && text[i + 1] == (byte)'\n')
            {
                output.Write("\r\n"u8);
                column = 0;
                i++;
                continue;
            }

            var atLineEnd = i + 1 == text.Length || (text[i + 1] == (byte)'\r' && i + 2 < text.Length && text[i + 2] == (byte)'\n');
            var isPlain = IsPlain(b, atLineEnd) && !(column == 0 && NeedsGuard(text.Slice(i)));
            var width = isPlain ? 1 : 3;

            // The last column belongs to the equals sign of a soft line break, unless the line ends here anyway.
            if (column + width > (atLineEnd ? MaxLine : MaxLine - 1))
            {
                output.Write("=\r\n"u8);
                column = 0;
                isPlain = IsPlain(b, atLineEnd) && !NeedsGuard(text.Slice(i));
                width = isPlain ? 1 : 3;
            }

            WriteByte(output, b, isPlain);
            column += width;
        }
    }

    /// <summary>How long the text becomes, soft line breaks not counted.</summary>
    public static long EncodedLength(ReadOnlySpan<byte> text)
    {
        long length = 0;
        foreach (var b in text)
        {
            length += b is >= 32 and <= 126 and not (byte)'=' or (byte)'\r' or (byte)'\n' or (byte)'\t' ? 1 : 3;
        }

        return length;
    }

    private static int PlainRun(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (text[length] is (>= 32 and <= 126 and not (byte)'=') or (byte)'\t'))
        {
            length++;
        }

        // A blank at the end of a line is encoded; whether it is one, the byte behind it tells.
        while (length > 0 && text[length - 1] is (byte)' ' or (byte)'\t')
        {
            length--;
        }

        return length;
    }

    private static bool IsPlain(byte b, bool atLineEnd) =>
        b is >= 33 and <= 126 and not (byte)'=' || (b is (byte)' ' or (byte)'\t' && !atLineEnd);

    // A line that begins with "From " is changed by mbox files, one with a dot by careless SMTP programs.
    private static bool NeedsGuard(ReadOnlySpan<byte> rest) => rest[0] == (byte)'.' || rest.StartsWith("From "u8);

    private static void WriteByte(MimeOutput output, byte b, bool isPlain)
    {
        var room = output.Room(3);
        if (isPlain)
        {
            room[0] = b;
            output.Advance(1);
            return;
        }

        var digits = "0123456789ABCDEF"u8;
        room[0] = (byte)'=';
        room[1] = digits[b >> 4];
        room[2] = digits[b & 15];
        output.Advance(3);
    }
}
