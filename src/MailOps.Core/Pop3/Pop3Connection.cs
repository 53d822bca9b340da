using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Pop3;

/// <summary>One conversation with a POP3 server (RFC 1939), from the greeting to QUIT.</summary>
internal sealed class Pop3Connection(Pop3Options options) : IDisposable
{
    // RFC 1939 section 3 allows 512 octets for answers; lines of messages may have any length.
    private const int MaxLine = 1 << 20;

    // Honest mailboxes and messages stay far below.
    private const int MaxListLines = 5_000_000;
    private const long MaxListOctets = 64L << 20;
    private const long MaxMessage = 1L << 30;

    private NetConnection? _net;

    public string Endpoint { get; } = HostConnector.Describe(options.Host, options.EffectivePort);

    public bool IsClosed => _net is not { IsClosed: false };

    private NetConnection Net => _net ?? throw new InvalidOperationException("The connection is not open.");

    /// <summary>Connects, protects, logs in.</summary>
    public async Task OpenAsync(string mailbox, CancellationToken cancellationToken)
    {
        var socket = await new HostConnector(options.Clock).ConnectAsync(options.Host, options.EffectivePort, options.Timeout, cancellationToken).ConfigureAwait(false);
        _net = new NetConnection(socket, Endpoint, options.Clock, options.Transcript);
        if (options.Security == ConnectionSecurity.ImplicitTls)
        {
            await StartTlsAsync(cancellationToken).ConfigureAwait(false);
        }

        Require(await ReadStatusAsync("greeting", cancellationToken).ConfigureAwait(false), "greeting");
        if (options.Security is ConnectionSecurity.StartTls or ConnectionSecurity.StartTlsWhenAvailable)
        {
            // RFC 2595 section 4. A server without STLS refuses it; then there is no TLS, and no log-in.
            var isOffered = (await CommandAsync("STLS", "STLS", cancellationToken).ConfigureAwait(false)).StartsWith("+OK", StringComparison.Ordinal);
            if (isOffered && Net.HasUnreadBytes)
            {
                Dispose();
                throw Pop3Errors.InvalidResponse(Endpoint, "clear text behind STLS");
            }

            if (isOffered)
            {
                await StartTlsAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        if (Net.TlsVersion is null && !options.DangerousAllowCleartextAuthentication)
        {
            throw Pop3Errors.Unprotected(Endpoint);
        }

        await new Pop3Login(this, options, mailbox).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a command and gives the first line of the answer.</summary>
    public async Task<string> CommandAsync(string line, string shown, CancellationToken cancellationToken)
    {
        if (line.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw Mailboxes.MailboxErrors.InvalidName("command", shown);
        }

        Net.NoteSent(shown);
        await Net.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), shown, options.Timeout, cancellationToken).ConfigureAwait(false);
        return await ReadStatusAsync(shown, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a command that must succeed.</summary>
    public async Task<string> RunAsync(string line, CancellationToken cancellationToken)
    {
        var status = await CommandAsync(line, line, cancellationToken).ConfigureAwait(false);
        Require(status, line);
        return status;
    }

    /// <summary>Reads the lines of an answer up to the final dot.</summary>
    public async Task ReadLinesAsync(Action<string> take, CancellationToken cancellationToken)
    {
        var octets = 0L;
        for (var count = 0; ; count++)
        {
            var line = await Net.ReadLineAsync(MaxLine, "list", options.Timeout, cancellationToken).ConfigureAwait(false);
            if (line.Length == 1 && line.Span[0] == '.')
            {
                return;
            }

            // The lines are kept: many of them are as bad as long ones.
            octets += line.Length;
            if (count == MaxListLines || octets > MaxListOctets)
            {
                Dispose();
                throw Pop3Errors.TooLarge(Endpoint, octets > MaxListOctets ? MaxListOctets : MaxListLines);
            }

            take(Mime.AsciiText.Latin1(line.Span));
        }
    }

    /// <summary>Reads a message up to the final dot.</summary>
    /// <param name="destination">Gets its octets.</param>
    /// <param name="limit">How many of them; the rest is read and dropped.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>How many octets the message has.</returns>
    public async Task<long> ReadMessageAsync(Stream destination, long limit, CancellationToken cancellationToken)
    {
        var total = 0L;
        while (true)
        {
            var line = await Net.ReadLineAsync(MaxLine, "RETR", options.Timeout, cancellationToken).ConfigureAwait(false);
            if (line.Length == 1 && line.Span[0] == '.')
            {
                return total;
            }

            // Section 3: a line that begins with a dot has one more before it.
            var text = line.Length > 0 && line.Span[0] == '.' ? line.Slice(1) : line;
            Write(destination, text.Span, limit - total);
            Write(destination, "\r\n"u8, limit - total - text.Length);
            total += text.Length + 2;
            if (total > MaxMessage)
            {
                Dispose();
                throw Pop3Errors.TooLarge(Endpoint, MaxMessage);
            }
        }
    }

    /// <summary>Says goodbye, which makes the server delete what was marked.</summary>
    /// <exception cref="MailOpsException">It did not confirm.</exception>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync("QUIT", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => _net?.Dispose();

    private static void Write(Stream destination, ReadOnlySpan<byte> octets, long room)
    {
        if (room > 0)
        {
            var part = octets.Slice(0, (int)Math.Min(octets.Length, room)).ToArray();
            destination.Write(part, 0, part.Length);
        }
    }

    private async Task<string> ReadStatusAsync(string activity, CancellationToken cancellationToken)
    {
        var line = await Net.ReadLineAsync(MaxLine, activity, options.Timeout, cancellationToken).ConfigureAwait(false);
        Net.NoteReceived(line.Span);
        var text = WireText.Decode(line.Span);
        if (text.StartsWith('+') || text.StartsWith("-ERR", StringComparison.Ordinal))
        {
            return text;
        }

        Dispose();
        throw Pop3Errors.InvalidResponse(Endpoint, text);
    }

    private void Require(string status, string command)
    {
        if (!status.StartsWith("+OK", StringComparison.Ordinal))
        {
            throw Pop3Errors.Refused(Endpoint, command, status);
        }
    }

    private Task StartTlsAsync(CancellationToken cancellationToken) => Net.StartTlsAsync(
        new TlsTrust
        {
            Host = options.Host.Trim('[', ']').TrimEnd('.'),
            Roots = options.TrustedRoots ?? [],
            AcceptAny = options.DangerousAcceptAnyCertificate,
        },
        options.Timeout,
        cancellationToken);
}
