using System;
using System.Text;

namespace MailOps.Net;

/// <summary>Turns bytes of a server into text for people and logs.</summary>
internal static class WireText
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text of a line: UTF-8 (RFC 6531 section 3.7.4.1), or Latin-1 where it is not valid UTF-8, so that no byte is lost. Control
    /// characters are replaced: replies end up on terminals and in logs.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> line)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            text = Encoding.Latin1.GetString(line);
        }

        return Printable(text);
    }

    /// <summary>The text with each control character but the tab replaced by U+FFFD.</summary>
    public static string Printable(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) && c != '\t')
            {
                return Replace(text);
            }
        }

        return text;
    }

    /// <summary>At most so many characters of a text, with an ellipsis where it was cut.</summary>
    public static string Preview(string text, int length = 80) => text.Length <= length ? text : text.Remove(length) + "…";

    private static string Replace(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            builder.Append(char.IsControl(c) && c != '\t' ? '\uFFFD' : c);
        }

        return builder.ToString();
    }
}
