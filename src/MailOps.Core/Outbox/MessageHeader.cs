using System;

namespace MailOps.Outbox;

/// <summary>Finds, removes and prepends fields of a message without reading it as a whole: all other bytes stay as they are.</summary>
internal static class MessageHeader
{
    /// <summary>The message without all fields of a name, continuation lines included.</summary>
    public static ReadOnlyMemory<byte> Remove(ReadOnlyMemory<byte> message, string name)
    {
        var rest = message;
        while (TryFind(rest.Span, name, out var start, out var end))
        {
            var copy = new byte[rest.Length - (end - start)];
            rest.Span.Slice(0, start).CopyTo(copy);
            rest.Span.Slice(end).CopyTo(copy.AsSpan(start));
            rest = copy;
        }

        return rest;
    }

    public static bool Contains(ReadOnlySpan<byte> message, string name) => TryFind(message, name, out _, out _);

    /// <summary>The message with a field in front. The value must be printable ASCII on one line.</summary>
    public static byte[] Prepend(ReadOnlySpan<byte> message, string name, string value)
    {
        var field = System.Text.Encoding.ASCII.GetBytes(name + ": " + value + "\r\n");
        var copy = new byte[field.Length + message.Length];
        field.CopyTo(copy, 0);
        message.CopyTo(copy.AsSpan(field.Length));
        return copy;
    }

    private static bool TryFind(ReadOnlySpan<byte> message, string name, out int start, out int end)
    {
        var position = 0;
        start = -1;
        while (position < message.Length)
        {
            var line = message.Slice(position);
            var length = LineLength(line);
            var isContinuation = line[0] is (byte)' ' or (byte)'\t';
            if (start >= 0 && !isContinuation)
            {
                break;
            }

            // The empty line ends the header (RFC 5322 section 2.1).
            if (line[0] is (byte)'\r' or (byte)'\n')
            {
                break;
            }

            if (start < 0 && IsField(line, name))
            {
                start = position;
            }

            position += length;
        }

        end = position;
        return start >= 0;
    }

    private static int LineLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 ? text.Length
            : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2
            : end + 1;
    }

    // RFC 5322 section 4.5: old software puts blanks before the colon.
    private static bool IsField(ReadOnlySpan<byte> line, string name)
    {
        if (line.Length <= name.Length)
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if ((line[i] | 0x20) != (name[i] | 0x20))
            {
                return false;
            }
        }

        var position = name.Length;
        while (position < line.Length && line[position] == ' ')
        {
            position++;
        }

        return position < line.Length && line[position] == ':';
    }
}
