using System.Text;

namespace MailOps.Mime;

/// <summary>Which charset a text is written in.</summary>
internal static class MimeTextEncoding
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// The charset asked for when it has all characters of the text and is based on ASCII (RFC 2046 section 4.1.2 wants line breaks to be
    /// CR and LF as bytes, so UTF-16 and UTF-32 cannot carry text); else UTF-8.
    /// </summary>
    public static Encoding For(string text, Encoding? wanted)
    {
        if (wanted is null or UTF8Encoding || !IsAsciiBased(wanted))
        {
            return Utf8;
        }

        // Best-fit characters count as lost, too: they come back as others.
        return wanted.GetString(wanted.GetBytes(text)) == text ? wanted : Utf8;
    }

    private static bool IsAsciiBased(Encoding encoding)
    {
        var bytes = encoding.GetBytes("A+");
        return bytes.Length == 2 && bytes[0] == (byte)'A' && bytes[1] == (byte)'+';
    }
}
