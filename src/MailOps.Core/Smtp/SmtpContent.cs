using System;

namespace MailOps.Smtp;

/// <summary>
/// The bytes of a message as they go over the wire, a buffer at a time: every line end is CRLF (a bare CR or LF would let a server see other
/// lines than we meant, RFC 5321 section 2.3.8), the last line has one, and lines that begin with a dot get a second one for DATA (section
/// 4.5.2).
/// </summary>
internal sealed class SmtpContent(ReadOnlyMemory<byte> message, bool stuffDots)
{
    private int _position;
    private bool _atLineStart = true;

    /// <summary>Whether everything has been given out.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Gives out the next bytes.</summary>
    /// <param name="buffer">Where to; at least 16 bytes.</param>
    /// <returns>How many.</returns>
    public int Fill(Span<byte> buffer)
    {
        var rest = message.Span.Slice(_position);
        var written = 0;

        // Room for a dot, one byte and CRLF: then each turn of the loop gets further.
        while (!rest.IsEmpty && buffer.Length - written >= 4)
        {
            if (_atLineStart && stuffDots && rest[0] == '.')
            {
                buffer[written++] = (byte)'.';
            }

            var room = Math.Min(rest.Length, buffer.Length - written - 2);
            var end = rest.Slice(0, room).IndexOfAny((byte)'\r', (byte)'\n');
            var length = end < 0 ? room : end;
            rest.Slice(0, length).CopyTo(buffer.Slice(written));
            written += length;
            _atLineStart = end >= 0;
            if (end >= 0)
            {
                buffer[written++] = (byte)'\r';
                buffer[written++] = (byte)'\n';
                length += rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1;
            }

            rest = rest.Slice(length);
        }

        _position = message.Length - rest.Length;
        if (rest.IsEmpty && (_atLineStart || buffer.Length - written >= 2))
        {
            if (!_atLineStart)
            {
                buffer[written++] = (byte)'\r';
                buffer[written++] = (byte)'\n';
                _atLineStart = true;
            }

            IsDone = true;
        }

        return written;
    }
}
