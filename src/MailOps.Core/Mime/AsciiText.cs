using System;
using System.Text;

namespace MailOps.Mime;

/// <summary>Bytes compared with and turned into text where both are ASCII or one byte is one character.</summary>
internal static class AsciiText
{
    public static string Latin1(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : Encoding.Latin1.GetString(bytes);

    public static bool EqualsExactly(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length != text.Length)
        {
            return false;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether both are equal but for the case of ASCII letters.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> bytes, string text) =>
        bytes.Length == text.Length && StartsWithIgnoreCase(bytes, text);

    public static bool StartsWithIgnoreCase(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length < text.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            int a = bytes[i];
            int b = text[i];
            if (a != b && ((a | 0x20) != (b | 0x20) || (a | 0x20) is < 'a' or > 'z'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int Hex(byte b) =>
        b is >= (byte)'0' and <= (byte)'9' ? b - '0'
        : (b | 0x20) is >= 'a' and <= 'f' ? (b | 0x20) - 'a' + 10
        : -1;
}
