using System;
using System.Text;

namespace MailOps.Mime;

/// <summary>A text on its way into a part: CRLF line ends, a charset, and the transfer encoding that suits its bytes.</summary>
internal sealed class TextBody
{
    // RFC 5322 section 2.1.1: SHOULD be 78; longer lines are wrapped by nobody but quoted-printable.
    private const int MaxPlainLine = 78;

    private TextBody(byte[] bytes, string charset, string encodingName)
    {
        Bytes = bytes;
        Charset = charset;
        EncodingName = encodingName;
    }

    public byte[] Bytes { get; }

    public string Charset { get; }

    public string EncodingName { get; }

    public static TextBody Create(string text, Encoding? wanted, TransferEncoding? wantedTransfer)
    {
        text = WithCrlf(text);
        var encoding = MimeTextEncoding.For(text, wanted);
        var bytes = encoding.GetBytes(text);
        var charset = AsciiBytes.IsAscii(bytes) && bytes.AsSpan().IndexOf((byte)0x1B) < 0 ? "us-ascii" : encoding.WebName;
        return new TextBody(bytes, charset, wantedTransfer switch
        {
            TransferEncoding.Base64 => "base64",
            TransferEncoding.QuotedPrintable => "quoted-printable",
            _ => IsPlain(bytes) ? "7bit"
                : QuotedPrintableWriter.EncodedLength(bytes) <= Base64Writer.EncodedLength(bytes.Length) ? "quoted-printable"
                : "base64",
        });
    }

    public void WriteTo(MimeOutput output)
    {
        switch (EncodingName)
        {
            case "base64":
                Base64Writer.Write(output, Bytes);
                break;
            case "quoted-printable":
                QuotedPrintableWriter.Write(output, Bytes);
                break;
            default:
                output.Write(Bytes);
                break;
        }
    }

    /// <summary>The text with each CRLF, CR or LF as CRLF.</summary>
    public static string WithCrlf(string text)
    {
        var position = text.IndexOfAny(['\r', '\n']);
        if (position < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + (text.Length / 32));
        var start = 0;
        while (position >= 0)
        {
            result.Append(text, start, position - start).Append("\r\n");
            start = position + (text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n' ? 2 : 1);
            position = text.IndexOfAny(['\r', '\n'], start);
        }

        return result.Append(text, start, text.Length - start).ToString();
    }

    // 7bit: ASCII without NUL and other controls, in short lines that nothing on the way changes.
    private static bool IsPlain(byte[] bytes)
    {
        var lineStart = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (i == lineStart && (b == (byte)'.' || bytes.AsSpan(i).StartsWith("From "u8)))
            {
                return false;
            }

            if (b == (byte)'\n')
            {
                lineStart = i + 1;
            }
            else if (b is not ((byte)'\r' or (byte)'\t') && (b is < 32 or > 126 || i - lineStart >= MaxPlainLine))
            {
                return false;
            }
        }

        return true;
    }
}
