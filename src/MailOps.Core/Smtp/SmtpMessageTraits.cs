using System;

namespace MailOps.Smtp;

/// <summary>What a message demands of a server, read off its bytes.</summary>
public sealed record SmtpMessageTraits
{
    /// <summary>Its size in octets once all line ends are CRLF and the last line has one, without dot-stuffing (RFC 1870 section 5).</summary>
    public long Size { get; init; }

    /// <summary>Whether a byte above 127 occurs, so that 8BITMIME is needed (RFC 6152).</summary>
    public bool Is8Bit { get; init; }

    /// <summary>Whether such a byte occurs in the header, so that SMTPUTF8 is needed (RFC 6531 section 3.6).</summary>
    public bool HasUtf8Header { get; init; }

    /// <summary>Reads the traits in one pass.</summary>
    /// <param name="message">The message.</param>
    public static SmtpMessageTraits Of(ReadOnlySpan<byte> message)
    {
        long extra = 0;
        var is8Bit = false;
        var utf8Header = false;
        var inHeader = true;
        var rest = message;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? rest : rest.Slice(0, end);
            if (!is8Bit || (inHeader && !utf8Header))
            {
                var high = HasHighByte(line);
                is8Bit |= high;
                utf8Header |= high && inHeader;
            }

            inHeader &= !line.IsEmpty;
            if (end < 0)
            {
                extra += 2;
                break;
            }

            var isCrLf = rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n';
            if (!isCrLf)
            {
                extra++;
            }

            rest = rest.Slice(end + (isCrLf ? 2 : 1));
        }

        return new SmtpMessageTraits
        {
            Size = message.Length + extra,
            Is8Bit = is8Bit,
            HasUtf8Header = utf8Header,
        };
    }

    private static bool HasHighByte(ReadOnlySpan<byte> bytes)
    {
        var words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            if ((word & 0x8080808080808080) != 0)
            {
                return true;
            }
        }

        foreach (var b in bytes.Slice(words.Length * sizeof(ulong)))
        {
            if (b > 127)
            {
                return true;
            }
        }

        return false;
    }
}
