using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Smtp;

/// <summary>
/// Hands one message over an open connection: MAIL, RCPT, DATA or BDAT, the message, the last reply. Whatever ends it, each recipient has one
/// outcome, and only from the moment when the end of the message is being written can that be "in doubt".
/// </summary>
internal sealed class SmtpTransaction(
    SmtpConnection connection, SmtpEnvelopeText envelope, IReadOnlyList<int> recipients, ReadOnlyMemory<byte> message, SmtpMessageTraits traits,
    bool useChunking)
{
    // RFC 2920 section 3.1: whoever writes on and on while the server waits for its replies to be read makes both wait forever.
    private const int MaxGroupOctets = 8 * 1024;
    private const int MaxGroupCommands = 50;

    private readonly SmtpTransactionOutcomes _outcomes = new(connection, envelope, recipients);
    private readonly SmtpCapabilities _offered = connection.Capabilities;

    /// <inheritdoc cref="SmtpTransactionOutcomes.WasDead"/>
    public bool WasDead => _outcomes.WasDead;

    /// <summary>Whether the server offered CHUNKING and does not know BDAT.</summary>
    public bool ChunkingFailed { get; private set; }

    /// <summary>What the message lacks for this server, known before a word is said; null when nothing.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="traits">The message.</param>
    public static SmtpException? FindObstacle(SmtpConnection connection, SmtpEnvelopeText envelope, SmtpMessageTraits traits)
    {
        var offered = connection.Capabilities;
        return (traits.HasUtf8Header || envelope.SenderNeedsUtf8) && !offered.SmtpUtf8 ? SmtpErrors.Utf8NotOffered(connection.Endpoint)
            : traits.Is8Bit && !offered.EightBitMime ? SmtpErrors.EightBitNotOffered(connection.Endpoint)
            : offered.MaxSize is { } limit && traits.Size > limit ? SmtpErrors.MessageTooLarge(connection.Endpoint, traits.Size, limit)
            : null;
    }

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>One outcome for each of the recipients.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before the end of the message was on its way.</exception>
    public async Task<IReadOnlyList<RecipientOutcome>> RunAsync(CancellationToken cancellationToken)
    {
        connection.Messages++;
        connection.NeedsReset = true;
        try
        {
            await RunStepsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e)
        {
            _outcomes.Fail(e);
        }
        catch (OperationCanceledException) when (connection.Phase == SmtpPhase.FinalDot)
        {
            _outcomes.Fail(SmtpErrors.Cancelled(connection.Endpoint));
        }

        return _outcomes.All;
    }

    private async Task RunStepsAsync(CancellationToken cancellationToken)
    {
        var useUtf8 = SetAsideForUtf8();
        var pending = Enumerable.Range(0, recipients.Count).Where(_outcomes.IsOpen).ToList();
        if (pending.Count == 0)
        {
            connection.NeedsReset = false;
            return;
        }

        var chunked = useChunking && _offered.Chunking;
        var dataReply = _offered.Pipelining
            ? await SendEnvelopePipelinedAsync(pending, useUtf8, withData: !chunked, cancellationToken).ConfigureAwait(false)
            : await SendEnvelopeAsync(pending, useUtf8, withData: !chunked, cancellationToken).ConfigureAwait(false);
        if (_outcomes.Accepted == 0)
        {
            await EndEmptyAsync(dataReply, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!chunked && dataReply is { Code: not 354 })
        {
            _outcomes.DecideAccepted(dataReply, SmtpPhase.Data);
            return;
        }

        await SendMessageAsync(chunked, cancellationToken).ConfigureAwait(false);
        var reply = await connection.ReadAsync("the message", connection.Timeouts.FinalDot, cancellationToken).ConfigureAwait(false);

        if (chunked && reply.Code is 500 or 502)
        {
            // Often it is a filter in front of the server that does not know BDAT. It takes the lines of the message for commands: away from
            // here, and DATA the next time.
            ChunkingFailed = true;
            _outcomes.Fail(SmtpErrors.UnexpectedReply(connection.Endpoint, "BDAT", reply), SmtpPhase.Data);
            return;
        }

        // RFC 3030 section 2: after a refused chunk only RSET makes sense; after DATA the transaction is over in any case.
        connection.NeedsReset = chunked && !reply.IsPositive;
        _outcomes.DecideAccepted(reply, SmtpPhase.FinalDot);
    }

    /// <summary>
    /// RFC 6531 section 3.2: where the server lacks SMTPUTF8, recipients with other letters than ASCII cannot be named; the others still get
    /// the message.
    /// </summary>
    private bool SetAsideForUtf8()
    {
        var needed = traits.HasUtf8Header || envelope.SenderNeedsUtf8;
        for (var i = 0; i < recipients.Count; i++)
        {
            if (envelope.Recipients[recipients[i]].NeedsUtf8)
            {
                needed = true;
                if (!_offered.SmtpUtf8)
                {
                    _outcomes.Set(i, MailOutcome.Rejected, SmtpPhase.RcptTo, reply: null, SmtpErrors.Utf8NotOffered(connection.Endpoint));
                }
            }
        }

        return needed && _offered.SmtpUtf8;
    }

    // One command at a time (RFC 5321 section 3.3).
    private async Task<SmtpReply?> SendEnvelopeAsync(List<int> pending, bool useUtf8, bool withData, CancellationToken cancellationToken)
    {
        var command = connection.Timeouts.Command;
        connection.Phase = SmtpPhase.MailFrom;
        var mail = await connection.CommandAsync(envelope.Mail(_offered, traits, useUtf8), command, cancellationToken).ConfigureAwait(false);
        if (!_outcomes.TakeMailReply(mail))
        {
            return null;
        }

        connection.Phase = SmtpPhase.RcptTo;
        foreach (var i in pending)
        {
            var rcpt = envelope.Recipients[recipients[i]].Rcpt(_offered);
            _outcomes.TakeRcptReply(i, await connection.CommandAsync(rcpt, command, cancellationToken).ConfigureAwait(false));
        }

        if (_outcomes.Accepted == 0 || !withData)
        {
            return null;
        }

        connection.Phase = SmtpPhase.Data;
        return await connection.CommandAsync("DATA", connection.Timeouts.DataStart, cancellationToken).ConfigureAwait(false);
    }

    // Groups of commands, each group's replies read before the next one is written (RFC 2920 section 3.1); DATA is the last of the last group.
    private async Task<SmtpReply?> SendEnvelopePipelinedAsync(List<int> pending, bool useUtf8, bool withData, CancellationToken cancellationToken)
    {
        connection.Phase = SmtpPhase.MailFrom;
        var group = connection.Buffers.Commands;
        group.Clear();
        Append(group, envelope.Mail(_offered, traits, useUtf8));
        var refused = false;
        for (var next = 0; next < pending.Count;)
        {
            var first = next;
            while (next < pending.Count && next - first < MaxGroupCommands && group.Length < MaxGroupOctets)
            {
                Append(group, envelope.Recipients[recipients[pending[next++]]].Rcpt(_offered));
            }

            var isLast = next == pending.Count;
            if (isLast && withData)
            {
                Append(group, "DATA");
            }

            await connection.Net.WriteAsync(group.Bytes, "MAIL", connection.Timeouts.Command, cancellationToken).ConfigureAwait(false);
            group.Clear();
            if (first == 0)
            {
                refused = !_outcomes.TakeMailReply(await ReadAsync("MAIL", connection.Timeouts.Command, cancellationToken).ConfigureAwait(false));
                connection.Phase = SmtpPhase.RcptTo;
            }

            for (var i = first; i < next; i++)
            {
                _outcomes.TakeRcptReply(pending[i], await ReadAsync("RCPT", connection.Timeouts.Command, cancellationToken).ConfigureAwait(false));
            }

            if (refused && !isLast)
            {
                return null;
            }
        }

        if (!withData)
        {
            return null;
        }

        connection.Phase = SmtpPhase.Data;
        return await ReadAsync("DATA", connection.Timeouts.DataStart, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Nobody gets the message. Where DATA was pipelined and the server wants the message all the same, RFC 2920 section 3.1 has the client
    /// send an empty one.
    /// </summary>
    private async Task EndEmptyAsync(SmtpReply? dataReply, CancellationToken cancellationToken)
    {
        if (dataReply is { Code: 354 })
        {
            await connection.CommandAsync(".", connection.Timeouts.FinalDot, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendMessageAsync(bool chunked, CancellationToken cancellationToken)
    {
        connection.Phase = SmtpPhase.Data;
        var content = new SmtpContent(message, stuffDots: !chunked);
        var buffer = connection.Buffers.Content;
        var length = 0;
        if (chunked)
        {
            // RFC 3030 section 2: the size is known, so one chunk carries the message, without dots to double.
            connection.Buffers.Commands.Clear();
            Append(connection.Buffers.Commands, "BDAT " + traits.Size.ToString(CultureInfo.InvariantCulture) + " LAST");
            connection.Buffers.Commands.Bytes.Span.CopyTo(buffer);
            length = connection.Buffers.Commands.Length;
        }

        while (true)
        {
            length += content.Fill(buffer.AsSpan(length, SmtpBuffers.ContentLength - length));
            if (content.IsDone)
            {
                break;
            }

            await WriteAsync(buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            length = 0;
        }

        if (!chunked)
        {
            // The buffer is longer than what Fill may use by the three octets of the end.
            ".\r\n"u8.CopyTo(buffer.AsSpan(length));
            length += 3;
        }

        // From here on the server may have it all, whatever happens to us.
        connection.Net.NoteSent("<message, " + traits.Size.ToString(CultureInfo.InvariantCulture) + " octets>");
        cancellationToken.ThrowIfCancellationRequested();
        connection.Phase = SmtpPhase.FinalDot;
        await WriteAsync(buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        connection.Net.WriteAsync(bytes, "the message", connection.Timeouts.DataBlock, cancellationToken);

    private async ValueTask<SmtpReply> ReadAsync(string activity, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var reply = await connection.ReadAsync(activity, timeout, cancellationToken).ConfigureAwait(false);
        _outcomes.HasReply = true;
        return reply;
    }

    private void Append(SmtpCommandBuffer group, string line)
    {
        group.AppendLine(line);
        connection.Net.NoteSent(line);
    }
}
