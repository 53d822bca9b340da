using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Net;

namespace MailOps.Smtp;

/// <summary>
/// One conversation with a server, from connecting to QUIT; carries one message after the other, one at a time. After an exception it is of
/// no further use, and <see cref="Phase"/> tells where it happened.
/// </summary>
internal sealed class SmtpConnection : IDisposable
{
    private readonly SmtpOptions _options;
    private readonly MailClock _clock;
    private NetConnection? _net;
    private SmtpReplyReader? _replies;

    public SmtpConnection(SmtpOptions options, MailClock clock)
    {
        _options = options;
        _clock = clock;
        Endpoint = HostConnector.Describe(options.Host, options.EffectivePort);
    }

    /// <summary><c>host:port</c>.</summary>
    public string Endpoint { get; }

    /// <summary>Where the conversation stands.</summary>
    public SmtpPhase Phase { get; set; } = SmtpPhase.Connect;

    /// <summary>What the server offers, after TLS when there is TLS.</summary>
    public SmtpCapabilities Capabilities { get; private set; } = SmtpCapabilities.None;

    /// <summary>The TLS version; null in the clear.</summary>
    public string? TlsVersion => _net?.TlsVersion;

    /// <summary>The connection; open after <see cref="OpenAsync"/>.</summary>
    public NetConnection Net => _net ?? throw new InvalidOperationException("The connection is not open.");

    /// <summary>The times.</summary>
    public SmtpTimeouts Timeouts => _options.Timeouts;

    /// <summary>Memory for sending.</summary>
    public SmtpBuffers Buffers { get; } = new();

    /// <summary>How many messages it has carried or tried to.</summary>
    public int Messages { get; set; }

    /// <summary>Whether the server waits for the rest of a transaction that will not come: RSET is due before the next one.</summary>
    public bool NeedsReset { get; set; }

    /// <summary>Whether the next message may use it.</summary>
    public bool IsReusable => _net is { IsClosed: false } && Messages < _options.MaxMessagesPerConnection;

    /// <summary>Connects, greets, protects, logs in.</summary>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="MailOpsException">Any step failed; see <see cref="Phase"/>.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var connector = new HostConnector(_clock, DnsHostLookup.For(_options.Resolver), _options.LocalAddress);
        var socket = await connector.ConnectAsync(_options.Host, _options.EffectivePort, Timeouts.Connect, cancellationToken).ConfigureAwait(false);
        _net = new NetConnection(socket, Endpoint, _clock, _options.Transcript);
        _replies = new SmtpReplyReader(_net);
        if (_options.Security == ConnectionSecurity.ImplicitTls)
        {
            await StartTlsAsync(cancellationToken).ConfigureAwait(false);
        }

        var greeting = await ReadAsync("greeting", Timeouts.Greeting, cancellationToken).ConfigureAwait(false);
        if (!greeting.IsPositive)
        {
            throw Closing(greeting) ?? SmtpErrors.GreetingRefused(Endpoint, greeting);
        }

        Phase = SmtpPhase.Ehlo;
        await HelloAsync(cancellationToken).ConfigureAwait(false);
        if (_options.Security is ConnectionSecurity.StartTls or ConnectionSecurity.StartTlsWhenAvailable)
        {
            Phase = SmtpPhase.StartTls;
            await UpgradeAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_options.Credential is { } credential)
        {
            Phase = SmtpPhase.Auth;
            await new SmtpLogin(this, _options, credential).RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends one command and reads its reply.</summary>
    /// <param name="line">The command.</param>
    /// <param name="timeout">For the reply.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <param name="shown">What the transcript shows instead, where the command holds a secret.</param>
    public async ValueTask<SmtpReply> CommandAsync(
        string line, TimeSpan timeout, CancellationToken cancellationToken, string? shown = null)
    {
        Buffers.Commands.Clear();
        Buffers.Commands.AppendLine(line);
        Net.NoteSent(shown ?? line);
        await Net.WriteAsync(Buffers.Commands.Bytes, Activity(line), timeout, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(Activity(line), timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a reply.</summary>
    public ValueTask<SmtpReply> ReadAsync(string activity, TimeSpan timeout, CancellationToken cancellationToken) =>
        (_replies ?? throw new InvalidOperationException("The connection is not open.")).ReadAsync(activity, timeout, cancellationToken);

    /// <summary>Ends an unfinished transaction; the server forgets sender and recipients.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        var reply = await CommandAsync("RSET", Timeouts.Command, cancellationToken).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            Dispose();
            throw Closing(reply) ?? SmtpErrors.UnexpectedReply(Endpoint, "RSET", reply);
        }

        NeedsReset = false;
    }

    /// <summary>Says goodbye and closes; whatever happens meanwhile is of no interest.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_net is { IsClosed: false })
            {
                await CommandAsync("QUIT", Timeouts.Quit, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is MailOpsException or OperationCanceledException)
        {
            // RFC 5321 section 4.1.1.10 wants the reply awaited; nothing depends on it, and every outcome has been told already.
            _net?.Note("QUIT: " + e.Message);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes without a word.</summary>
    public void Dispose() => _net?.Dispose();

    /// <summary>The error for 421, after which the server hangs up (RFC 5321 section 3.8); null for other replies.</summary>
    public SmtpException? Closing(SmtpReply reply) => reply.Code == 421 ? SmtpErrors.ServiceClosing(Endpoint, reply) : null;

    private static string Activity(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', ':');
        return end < 0 ? line : line.Substring(0, end);
    }

    private async Task HelloAsync(CancellationToken cancellationToken)
    {
        var name = _options.HeloName ?? SmtpHeloName.ForThisHost(Net.LocalAddress);
        var reply = await CommandAsync("EHLO " + name, Timeouts.Command, cancellationToken).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            Capabilities = SmtpCapabilities.Parse(reply);
            return;
        }

        // RFC 5321 section 3.2: a server that does not know EHLO gets HELO. Not a 4xx one, which has no time now.
        if (reply.IsPermanent)
        {
            var second = await CommandAsync("HELO " + name, Timeouts.Command, cancellationToken).ConfigureAwait(false);
            if (second.IsPositive)
            {
                Capabilities = SmtpCapabilities.None;
                return;
            }

            reply = second;
        }

        throw Closing(reply) ?? SmtpErrors.HelloRefused(Endpoint, name, reply);
    }

    private async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        if (!Capabilities.StartTls)
        {
            var needed = _options.Security == ConnectionSecurity.StartTls
                || (_options.Credential is not null && !_options.DangerousAllowCleartextAuthentication);
            if (needed)
            {
                throw SmtpErrors.StartTlsNotOffered(Endpoint);
            }

            return;
        }

        var reply = await CommandAsync("STARTTLS", Timeouts.Command, cancellationToken).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            throw Closing(reply) ?? SmtpErrors.StartTlsRefused(Endpoint, reply);
        }

        // RFC 3207 section 6 lets nothing from before TLS count. What has come in behind the reply was sent by whoever stands between, to be
        // taken as the server's word after the handshake.
        if (Net.HasUnreadBytes)
        {
            Dispose();
            throw SmtpErrors.StartTlsInjection(Endpoint);
        }

        Capabilities = SmtpCapabilities.None;
        await StartTlsAsync(cancellationToken).ConfigureAwait(false);
        await HelloAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task StartTlsAsync(CancellationToken cancellationToken) => Net.StartTlsAsync(
        new TlsTrust
        {
            Host = _options.Host.Trim('[', ']').TrimEnd('.'),
            Roots = _options.TrustedRoots ?? [],
            AcceptAny = _options.DangerousAcceptAnyCertificate,
        },
        Timeouts.Tls,
        cancellationToken);
}
