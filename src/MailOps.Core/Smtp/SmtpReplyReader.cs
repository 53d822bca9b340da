using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Smtp;

/// <summary>
/// Reads replies (RFC 5321 section 4.2): <c>250-text</c> lines and a last one, <c>250 text</c>. Bounded in the length of a line and in
/// lines.
/// </summary>
internal sealed class SmtpReplyReader(NetConnection connection)
{
    // Section 4.5.3.1.5 allows 512 octets; some servers put whole paragraphs and URLs into one line.
    private const int MaxLine = 2048;

    // EHLO replies have up to about 30 lines, rejections with explanations about 10.
    private const int MaxLines = 128;

    /// <summary>Reads the next reply.</summary>
    /// <param name="activity">What is going on, for messages.</param>
    /// <param name="timeout">For each line.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <exception cref="MailOpsException">No reply, or none that is one; the connection is of no further use.</exception>
    public async ValueTask<SmtpReply> ReadAsync(string activity, TimeSpan timeout, CancellationToken cancellationToken)
    {
        List<string>? lines = null;
        while (true)
        {
            var line = await connection.ReadLineAsync(MaxLine, activity, timeout, cancellationToken).ConfigureAwait(false);
            connection.NoteReceived(line.Span);
            if (!TryRead(line.Span, out var code, out var isLast, out var text))
            {
                connection.Dispose();
                throw SmtpErrors.InvalidReply(connection.Endpoint, WireText.Decode(line.Span));
            }

            if (isLast && lines is null)
            {
                return new SmtpReply { Code = code, Lines = [text] };
            }

            (lines ??= []).Add(text);
            if (isLast)
            {
                // Lines that disagree break section 4.2.1; the last one is the one that every client waits for.
                return new SmtpReply { Code = code, Lines = lines };
            }

            if (lines.Count == MaxLines)
            {
                connection.Dispose();
                throw SmtpErrors.ReplyTooLong(connection.Endpoint, MaxLines);
            }
        }
    }

    // Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF, with codes from 200 to 599.
    private static bool TryRead(ReadOnlySpan<byte> line, out int code, out bool isLast, out string text)
    {
        code = 0;
        isLast = true;
        text = "";
        if (line.Length < 3 || line[0] is < (byte)'2' or > (byte)'5' || !IsDigit(line[1]) || !IsDigit(line[2]))
        {
            return false;
        }

        code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
        if (line.Length > 3)
        {
            isLast = line[3] != '-';
            if (isLast && line[3] != ' ')
            {
                return false;
            }

            text = WireText.Decode(line.Slice(4));
        }

        return true;
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
