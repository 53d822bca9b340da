using System;
using System.Text;

namespace MailOps.Mime;

/// <summary>One charset of mail and how its bytes become text.</summary>
internal sealed class MimeCharset(Encoding encoding, bool isAsciiBased, bool isEscaped)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>What text is when nothing is said: UTF-8, or else Windows-1252.</summary>
    public static MimeCharset Guess { get; } = new(Encoding.UTF8, isAsciiBased: true, isEscaped: false);

    public Encoding Encoding { get; } = encoding;

    /// <summary>Text in this charset; never fails.</summary>
    public string Decode(ReadOnlySpan<byte> bytes, ref MimeFaults faults)
    {
        if (bytes.IsEmpty)
        {
            return "";
        }

        // Most text is ASCII whatever its label says. ISO-2022 charsets are plain ASCII until the first escape.
        if (isAsciiBased && AsciiBytes.IsAscii(bytes) && !(isEscaped && bytes.IndexOfAny((byte)0x1B, (byte)'~', (byte)0x0E) >= 0))
        {
            return AsciiText.Latin1(bytes);
        }

        if (ReferenceEquals(this, Guess))
        {
            faults |= MimeFaults.NoCharset;
            return DecodeGuessed(bytes);
        }

        var text = DecodeUtf16(bytes) ?? Encoding.GetString(bytes);
        if (text.Contains('\uFFFD'))
        {
            faults |= MimeFaults.WrongCharset;
            if (Encoding is UTF8Encoding)
            {
                return HasMultibyte(text) ? text : MimeCharsets.Windows1252.GetString(bytes);
            }

            return DecodeOtherwise(bytes) ?? text;
        }

        return text;
    }

    /// <summary>Bytes that say nothing of their charset: UTF-8 when they are valid UTF-8, else Windows-1252.</summary>
    public static string DecodeGuessed(ReadOnlySpan<byte> bytes) => DecodeGuessed(bytes, out _);

    public static string DecodeGuessed(ReadOnlySpan<byte> bytes, out bool isUtf8)
    {
        var text = Encoding.UTF8.GetString(bytes);
        isUtf8 = !text.Contains('\uFFFD') || IsValidUtf8(bytes);
        return isUtf8 ? text : MimeCharsets.Windows1252.GetString(bytes);
    }

    // RFC 2781 section 4: under the name UTF-16 a mark at the beginning says which octet comes first, and is not part of the text.
    private string? DecodeUtf16(ReadOnlySpan<byte> bytes) =>
        Encoding.CodePage is not (1200 or 1201) || bytes.Length < 2 ? null
        : bytes[0] == 0xFE && bytes[1] == 0xFF ? Encoding.BigEndianUnicode.GetString(bytes.Slice(2))
        : bytes[0] == 0xFF && bytes[1] == 0xFE ? Encoding.Unicode.GetString(bytes.Slice(2))
        : null;

    // A text may hold U+FFFD in good UTF-8. The exception is rare: only such texts come here.
    private static bool IsValidUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetCharCount(bytes) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Under a wrong label: UTF-8, which nothing else is by chance; or one of the other Japanese charsets, which relays there convert into
    // each other without a change of label.
    private string? DecodeOtherwise(ReadOnlySpan<byte> bytes)
    {
        var names = Encoding.CodePage is 50220 or 932 or 51932 or 20932 ? new[] { "utf-8", "euc-jp", "shift_jis" } : ["utf-8"];
        foreach (var name in names)
        {
            if (MimeCharsets.Find(name)?.Encoding.GetString(bytes) is { } text && !text.Contains('\uFFFD'))
            {
                return text;
            }
        }

        return null;
    }

    private static bool HasMultibyte(string text)
    {
        foreach (var c in text)
        {
            if (c is >= '\u0080' and not '\uFFFD')
            {
                return true;
            }
        }

        return false;
    }
}
