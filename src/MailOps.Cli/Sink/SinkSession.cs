using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Cli.Sink;

/// <summary>One conversation of the sink (RFC 5321). Replies to pipelined commands leave together (RFC 2920 section 3.2).</summary>
internal sealed class SinkSession(LoopbackSmtpSink sink, Stream stream)
{
    private const int MaxLine = 4096;
    private const int MaxRecipients = 1000;

    private static readonly byte[] CrLf = "\r\n"u8.ToArray();

    private readonly PipeReader _input = PipeReader.Create(stream);
    private readonly PipeWriter _output = PipeWriter.Create(stream);
    private readonly List<string> _recipients = [];
    private bool _hello;
    private string? _sender;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ReplyAsync("220 localhost ESMTP MailOps sink", cancellationToken);
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var verb = (space < 0 ? line : line[..space]).ToUpperInvariant();
            var arguments = space < 0 ? "" : line[(space + 1)..].Trim();
            if (verb == "QUIT")
            {
                await ReplyAsync("221 2.0.0 bye", cancellationToken);
                return;
            }

            await ReplyAsync(verb == "DATA" ? await DataAsync(cancellationToken) : Answer(verb, arguments), cancellationToken);
        }
    }

    private string Answer(string verb, string arguments)
    {
        switch (verb)
        {
            case "EHLO" or "HELO":
                _hello = true;
                Reset();
                return verb == "HELO"
                    ? "250 localhost"
                    : $"250-localhost\r\n250-PIPELINING\r\n250-SIZE {sink.MaxSize}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES";
            case "MAIL":
                return Mail(arguments);
            case "RCPT":
                return Rcpt(arguments);
            case "RSET":
                Reset();
                return "250 2.0.0 ok";
            case "NOOP":
                return "250 2.0.0 ok";
            case "VRFY":
                return "252 2.0.0 send some mail and see";
            default:
                return "500 5.5.2 unknown command";
        }
    }

    private string Mail(string arguments)
    {
        if (!_hello)
        {
            return "503 5.5.1 EHLO first";
        }

        if (_sender is not null)
        {
            return "503 5.5.1 one sender only";
        }

        if (!TryReadPath(arguments, "FROM:", out var path, out var parameters))
        {
            return "501 5.5.4 MAIL FROM:<address>";
        }

        foreach (var parameter in parameters)
        {
            var name = parameter.ToUpperInvariant();
            if (name.StartsWith("SIZE=", StringComparison.Ordinal))
            {
                if (!long.TryParse(name.AsSpan("SIZE=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                {
                    return "501 5.5.4 SIZE is a number";
                }

                if (size > sink.MaxSize)
                {
                    return "552 5.3.4 too large";
                }
            }
            else if (name is not ("BODY=8BITMIME" or "BODY=7BIT" or "SMTPUTF8"))
            {
                return "555 5.5.4 unknown parameter";
            }
        }

        _sender = path;
        return "250 2.1.0 ok";
    }

    private string Rcpt(string arguments)
    {
        if (_sender is null)
        {
            return "503 5.5.1 MAIL first";
        }

        if (!TryReadPath(arguments, "TO:", out var path, out var parameters) || path.Length == 0)
        {
            return "501 5.5.4 RCPT TO:<address>";
        }

        if (parameters.Length > 0)
        {
            return "555 5.5.4 unknown parameter";
        }

        if (_recipients.Count == MaxRecipients)
        {
            return "452 4.5.3 too many recipients";
        }

        _recipients.Add(path);
        return "250 2.1.5 ok";
    }

    private async Task<string> DataAsync(CancellationToken cancellationToken)
    {
        if (_sender is null || _recipients.Count == 0)
        {
            return _sender is null ? "503 5.5.1 MAIL first" : "554 5.5.1 no valid recipients";
        }

        await ReplyAsync("354 end with a dot on a line of its own", cancellationToken);
        await _output.FlushAsync(cancellationToken);
        var content = await ReadMessageAsync(cancellationToken);
        var reply = content is null ? "552 5.3.4 too large"
            : sink.Keep(_sender, [.. _recipients], content) is { } number ? $"250 2.0.0 taken as {number}"
            : "452 4.3.1 full";
        Reset();
        return reply;
    }

    /// <summary>Reads up to the final dot; only CRLF ends a line, so nothing else can end the message (RFC 5321 section 4.1.1.4).</summary>
    /// <returns>The message, or null when it is too large; then it has been read to its end all the same.</returns>
    private async Task<byte[]?> ReadMessageAsync(CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>();
        var isTooLarge = false;
        var atLineStart = true;
        while (true)
        {
            var result = await _input.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            while (true)
            {
                var isWhole = TryTakeLine(ref rest, out var line);
                if (!isWhole && !TryTakePart(ref rest, out line))
                {
                    break;
                }

                if (atLineStart && !line.IsEmpty && line.FirstSpan[0] == '.')
                {
                    if (isWhole && line.Length == 1)
                    {
                        _input.AdvanceTo(rest.Start);
                        return isTooLarge ? null : content.WrittenSpan.ToArray();
                    }

                    line = line.Slice(1);
                }

                atLineStart = isWhole;
                isTooLarge |= content.WrittenCount + line.Length + 2 > sink.MaxSize;
                if (!isTooLarge)
                {
                    foreach (var segment in line)
                    {
                        content.Write(segment.Span);
                    }

                    content.Write(isWhole ? CrLf : []);
                }
            }

            _input.AdvanceTo(rest.Start, result.Buffer.End);
            if (result.IsCompleted)
            {
                throw new EndOfStreamException();
            }
        }
    }

    // A long line is taken in parts, so that the memory of one line is bounded; the last bytes stay, since they may begin a CRLF.
    private static bool TryTakePart(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> part)
    {
        part = rest.Length > MaxLine ? rest.Slice(0, rest.Length - 2) : default;
        rest = rest.Slice(part.Length);
        return !part.IsEmpty;
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(rest);
        if (!reader.TryReadTo(out line, CrLf))
        {
            return false;
        }

        rest = rest.Slice(reader.Position);
        return true;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!_input.TryRead(out var result))
            {
                // Nothing more has come: now the replies collected so far are waited for.
                await _output.FlushAsync(cancellationToken);
                result = await _input.ReadAsync(cancellationToken);
            }

            var rest = result.Buffer;
            if (TryTakeLine(ref rest, out var line))
            {
                var text = Encoding.UTF8.GetString(line);
                _input.AdvanceTo(rest.Start);
                return text;
            }

            _input.AdvanceTo(rest.Start, rest.End);
            if (result.IsCompleted)
            {
                return null;
            }

            if (rest.Length > MaxLine)
            {
                await ReplyAsync("500 5.5.6 line too long", cancellationToken);
                return null;
            }
        }
    }

    private async ValueTask ReplyAsync(string reply, CancellationToken cancellationToken)
    {
        Encoding.UTF8.GetBytes(reply, _output);
        _output.Write(CrLf);
        if (reply.StartsWith("22", StringComparison.Ordinal) || reply.StartsWith("500 5.5.6", StringComparison.Ordinal))
        {
            await _output.FlushAsync(cancellationToken);
        }
    }

    private void Reset()
    {
        _sender = null;
        _recipients.Clear();
    }

    // "FROM:<path> PARAMETER PARAMETER"; a quoted local part may hold ">".
    private static bool TryReadPath(string text, string keyword, out string path, out string[] parameters)
    {
        path = "";
        parameters = [];
        if (!text.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = text[keyword.Length..].TrimStart();
        var end = rest.StartsWith('<') ? EndOfPath(rest) : -1;
        if (end < 0)
        {
            return false;
        }

        path = rest[1..end];
        parameters = rest[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return true;
    }

    private static int EndOfPath(string text)
    {
        var isQuoted = false;
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isQuoted:
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '>' when !isQuoted:
                    return i;
            }
        }

        return -1;
    }
}
