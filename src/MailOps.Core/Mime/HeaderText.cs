using System;
using System.Buffers;

namespace MailOps.Mime;

/// <summary>Turns the raw value of a field into text: unfolded, trimmed, without line ends and NULs, optionally with RFC 2047 decoded.</summary>
internal static class HeaderText
{
    private const int StackSize = 512;

    public static string Read(ReadOnlySpan<byte> raw, bool decodeWords, ref MimeFaults faults)
    {
        var value = LineEnds.Trim(raw);
        if (value.IndexOfAny(LineEnds.Cr, LineEnds.Lf, (byte)0) < 0)
        {
            return ToText(value, decodeWords, ref faults);
        }

        var rented = value.Length > StackSize ? ArrayPool<byte>.Shared.Rent(value.Length) : null;
        var buffer = rented is null ? stackalloc byte[StackSize] : rented;
        try
        {
            return ToText(buffer.Slice(0, Unfold(value, buffer, ref faults)), decodeWords, ref faults);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>
    /// Takes out the line ends (RFC 5322 section 2.2.3). A tab behind one becomes the space that the folding program had made it of; a NUL
    /// becomes a space.
    /// </summary>
    public static int Unfold(ReadOnlySpan<byte> value, Span<byte> output, ref MimeFaults faults)
    {
        var written = 0;
        while (true)
        {
            var length = value.IndexOfAny(LineEnds.Cr, LineEnds.Lf, (byte)0);
            if (length < 0)
            {
                value.CopyTo(output.Slice(written));
                return written + value.Length;
            }

            value.Slice(0, length).CopyTo(output.Slice(written));
            written += length;
            if (value[length] == 0)
            {
                faults |= MimeFaults.HeaderControl;
                output[written++] = (byte)' ';
                value = value.Slice(length + 1);
                continue;
            }

            value = value.Slice(LineEnds.Skip(value, length));
            if (value.Length > 0 && value[0] == (byte)'\t')
            {
                output[written++] = (byte)' ';
                value = value.Slice(1);
            }
        }
    }

    /// <summary>Unfolded bytes as text: UTF-8 (RFC 6532), else Windows-1252.</summary>
    public static string Literal(ReadOnlySpan<byte> bytes, ref MimeFaults faults)
    {
        if (AsciiBytes.IsAscii(bytes))
        {
            return AsciiText.Latin1(bytes);
        }

        var text = MimeCharset.DecodeGuessed(bytes, out var isUtf8);
        if (!isUtf8)
        {
            faults |= MimeFaults.HeaderCharset;
        }

        return text;
    }

    /// <summary>Decoded text without line breaks and NULs: one would become a header field wherever the text is written out again.</summary>
    public static string WithoutControls(string text, ref MimeFaults faults)
    {
        if (text.IndexOfAny(['\r', '\n', '\0']) < 0)
        {
            return text;
        }

        faults |= MimeFaults.HeaderControl;
        return text.Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');
    }

    private static string ToText(ReadOnlySpan<byte> value, bool decodeWords, ref MimeFaults faults) =>
        decodeWords && value.IndexOf("=?"u8) >= 0
            ? new EncodedWordReader().Read(value, ref faults)
            : Literal(value, ref faults);
}
