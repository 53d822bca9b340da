using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Mime;

/// <summary>
/// Splits an mbox file (RFC 4155) into its messages while it is read: memory holds one message at a time, however large the file.
/// </summary>
/// <remarks>
/// A file is an mbox when its first line that is not empty begins with <c>From </c>; everything else is one message. Inside, a new message
/// begins at a From_ line behind an empty line, or without one when date and following header leave no doubt; a sentence of a body that
/// begins with "From" is not taken for one. Quoted lines (<c>&gt;From </c>) stay quoted, since the variants of mbox do not agree on them.
/// Line ends may be LF, CRLF or CR.
/// </remarks>
public static class MboxReader
{
    /// <summary>How many bytes of one message are kept when nothing else is said: 32 MiB.</summary>
    public const int DefaultMaxMessageBytes = 32 << 20;

    /// <summary>The messages of a stream, each read when the one before has been dealt with.</summary>
    /// <param name="stream">An mbox file or a single message; read as far as needed, not closed.</param>
    /// <param name="maxMessageBytes">How many bytes of one message are kept; the rest of it is passed over.</param>
    /// <returns>The messages; none for an empty stream. Each has memory of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above zero.</exception>
    public static IEnumerable<MboxMessage> Read(Stream stream, int maxMessageBytes = DefaultMaxMessageBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessageBytes);
        return ReadMessages(stream, maxMessageBytes);
    }

    /// <summary>The messages of a file that is in memory already, as slices of it.</summary>
    /// <param name="content">An mbox file or a single message.</param>
    /// <returns>The messages; none for empty content.</returns>
    public static IEnumerable<MboxMessage> Split(ReadOnlyMemory<byte> content)
    {
        var start = FromLine.SkipPreface(content.Span);
        if (!FromLine.BeginsAt(content.Span, start))
        {
            if (!content.IsEmpty)
            {
                yield return new MboxMessage { Content = content, Offset = 0, IsMbox = false, IsTruncated = false };
            }

            yield break;
        }

        while (start < content.Length)
        {
            LineEnds.Find(content.Span, start, out var body);
            FromLine.TryFind(content.Span, body, body, isComplete: true, out var end);
            yield return new MboxMessage
            {
                Content = content.Slice(body, FromLine.EndOfMessage(content.Span, body, end) - body),
                Offset = start,
                IsMbox = true,
                IsTruncated = false,
            };
            start = end;
        }
    }

    private static IEnumerable<MboxMessage> ReadMessages(Stream stream, int maxMessageBytes)
    {
        var splitter = new MboxSplitter(stream, maxMessageBytes);
        while (splitter.ReadNext() is { } message)
        {
            yield return message;
        }
    }
}
