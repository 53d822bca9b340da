using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Imap;

/// <summary>Takes the octets of a literal as they come.</summary>
internal delegate ValueTask ImapLiteralSink(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken);

/// <summary>
/// Reads responses: lines, and the literals that <c>{n}</c> at the end of a line announces. Bounded in the length of lines, of literals and
/// of the whole response, and in time.
/// </summary>
internal sealed class ImapResponseReader(NetConnection connection, MailClock clock, ImapLimits limits)
{
    // A literal gets the time of a line and this much per second on top: slow links are fine, a trickle is not.
    private const double OctetsPerSecond = 8 * 1024;

    // Literals in one response: a FETCH has one per section asked for, a BODYSTRUCTURE one per odd string.
    private const int MaxLiterals = 10_000;

    private readonly List<byte[]> _literals = [];
    private byte[] _text = new byte[1024];
    private int _length;

    /// <summary>Where literals of message contents go; null keeps them in the response.</summary>
    public ImapLiteralSink? Sink { get; set; }

    /// <summary>Reads the next response.</summary>
    /// <param name="activity">What is going on, for messages.</param>
    /// <param name="timeout">For each line, and as a start for each literal.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <exception cref="MailOpsException">No response, or none within the limits; the connection is of no further use.</exception>
    public async ValueTask<ImapResponse> ReadAsync(string activity, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _length = 0;
        _literals.Clear();
        var total = 0L;
        while (true)
        {
            var line = await connection.ReadLineAsync(limits.MaxLine, activity, timeout, cancellationToken).ConfigureAwait(false);
            Append(line.Span);
            if (!EndsWithLiteral(line.Span, out var size, out var marker) || IsStatus())
            {
                NoteText();

                // Status responses outlive the next one: errors quote them.
                return new ImapResponse(IsStatus() ? _text.AsSpan(0, _length).ToArray() : _text, _length, _literals.Count == 0 ? [] : [.. _literals]);
            }

            total += size;
            var streamed = Sink is not null && AnnouncesContent(_text.AsSpan(0, _length - marker));
            var limit = streamed ? limits.MaxMessage : limits.MaxLiteral;
            if (size > limit || (!streamed && total > limit) || _literals.Count == MaxLiterals)
            {
                connection.Dispose();
                throw ImapErrors.LiteralTooLarge(connection.Endpoint, size, limit);
            }

            var deadline = new NetDeadline(clock, timeout + TimeSpan.FromSeconds(size / OctetsPerSecond));
            if (streamed)
            {
                await PassOnAsync(size, activity, deadline, cancellationToken).ConfigureAwait(false);
                _literals.Add([]);
            }
            else
            {
                _literals.Add(await ReadLiteralAsync((int)size, activity, deadline, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    // Grown as the octets come: a server that only announces 64 MB does not get them allocated.
    private async ValueTask<byte[]> ReadLiteralAsync(int size, string activity, NetDeadline deadline, CancellationToken cancellationToken)
    {
        var content = new byte[Math.Min(size, 64 * 1024)];
        for (var read = 0; read < size;)
        {
            if (read == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(size, content.Length * 4L));
            }

            var part = await ReadPartAsync(content.Length - read, activity, deadline, cancellationToken).ConfigureAwait(false);
            part.CopyTo(content.AsMemory(read));
            read += part.Length;
        }

        return content;
    }

    private async ValueTask PassOnAsync(long size, string activity, NetDeadline deadline, CancellationToken cancellationToken)
    {
        while (size > 0)
        {
            var part = await ReadPartAsync((int)Math.Min(size, int.MaxValue), activity, deadline, cancellationToken).ConfigureAwait(false);
            await Sink!(part, cancellationToken).ConfigureAwait(false);
            size -= part.Length;
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadPartAsync(
        int wanted, string activity, NetDeadline deadline, CancellationToken cancellationToken)
    {
        var left = deadline.Left;
        if (left == TimeSpan.Zero)
        {
            connection.Dispose();
            throw NetErrors.Timeout(connection.Endpoint, activity, deadline.Timeout);
        }

        var part = await connection.ReadAsync(wanted, activity, left, cancellationToken).ConfigureAwait(false);
        if (part.IsEmpty)
        {
            connection.Dispose();
            throw NetErrors.ConnectionLost(connection.Endpoint, activity, cause: null);
        }

        return part;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        var needed = _length + line.Length;
        if (needed > limits.MaxText)
        {
            connection.Dispose();
            throw ImapErrors.ResponseTooLong(connection.Endpoint, limits.MaxText);
        }

        if (needed > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(needed, 2 * _text.Length));
        }

        line.CopyTo(_text.AsSpan(_length));
        _length += line.Length;
    }

    // literal = "{" number64 ["+"] "}" CRLF *CHAR8
    private static bool EndsWithLiteral(ReadOnlySpan<byte> line, out long size, out int marker)
    {
        size = 0;
        marker = 0;
        if (line.IsEmpty || line[line.Length - 1] != '}')
        {
            return false;
        }

        var open = line.LastIndexOf((byte)'{');
        if (open < 0)
        {
            return false;
        }

        var number = new ImapTokens(line.Slice(open + 1, line.Length - open - 2), []);
        marker = line.Length - open;
        if (!number.TryNumber(out size))
        {
            // So many digits that no number holds them is an announcement too.
            size = long.MaxValue;
            return line.Length - open > 20 && AllDigits(line.Slice(open + 1, line.Length - open - 2));
        }

        number.TryTake('+');
        return number.IsAtEnd;
    }

    private static bool AllDigits(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (b is not (>= (byte)'0' and <= (byte)'9'))
            {
                return false;
            }
        }

        return true;
    }

    // The words of a status response may end in anything, "{3}" included.
    private bool IsStatus()
    {
        var text = _text.AsSpan(0, _length);
        var space = text.IndexOf((byte)' ');
        if (space < 0 || text[0] == '+')
        {
            return true;
        }

        var rest = text.Slice(space + 1);
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest.Slice(0, end);
        return ImapAscii.EqualsIgnoreCase(word, "OK") || ImapAscii.EqualsIgnoreCase(word, "NO") || ImapAscii.EqualsIgnoreCase(word, "BAD")
            || ImapAscii.EqualsIgnoreCase(word, "BYE") || ImapAscii.EqualsIgnoreCase(word, "PREAUTH");
    }

    // "... BODY[1.2]<0> {5}": a literal that is content, not one of the odd strings of a structure.
    private static bool AnnouncesContent(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[text.Length - 1] is (byte)' ' or (byte)'~')
        {
            text = text.Slice(0, text.Length - 1);
        }

        return !text.IsEmpty && text[text.Length - 1] is (byte)']' or (byte)'>';
    }

    // What FETCH brings are contents of messages, and the transcript keeps none.
    private void NoteText()
    {
        var text = _text.AsSpan(0, _length);
        var list = text.IndexOf((byte)'(');
        var fetch = text.IndexOf(" FETCH "u8);
        connection.NoteReceived(fetch > 0 && list > fetch && text[0] == '*' ? text.Slice(0, list + 1) : text);
    }
}
