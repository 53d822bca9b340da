using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Net;

namespace MailOps.Imap;

/// <summary>
/// One conversation with a server: connecting, TLS, log-in, then commands, which may be sent ahead of the answers to earlier ones. After an
/// exception other than a refusal it is of no further use.
/// </summary>
internal sealed class ImapConnection : IDisposable
{
    // Between two responses that bring a command forward a server may say other things, for so many times the time of one.
    private const int PatienceFactor = 10;

    private readonly ImapOptions _options;
    private readonly HashSet<string> _outstanding = [];
    private readonly Dictionary<string, ImapResponse> _finished = [];
    private NetConnection? _net;
    private ImapResponseReader? _reader;
    private NetDeadline _patience;
    private int _tags;
    private int _unsolicited;

    public ImapConnection(ImapOptions options)
    {
        _options = options;
        Endpoint = HostConnector.Describe(options.Host, options.EffectivePort);
    }

    /// <summary><c>host:port</c>.</summary>
    public string Endpoint { get; }

    /// <summary>What the server offers now.</summary>
    public ImapCapabilities Capabilities { get; set; } = ImapCapabilities.None;

    /// <summary>Sees every untagged response first: what it says about the open folder counts whatever command is under way.</summary>
    public Action<ImapResponse>? Observer { get; set; }

    public bool IsClosed => _net is not { IsClosed: false };

    /// <summary>Whether nothing has come in that was not read.</summary>
    public bool IsQuiet => _net is { IsQuiet: true };

    public string? TlsVersion => _net?.TlsVersion;

    private NetConnection Net => _net ?? throw new InvalidOperationException("The connection is not open.");

    private ImapResponseReader Reader => _reader ?? throw new InvalidOperationException("The connection is not open.");

    /// <summary>Connects, takes the greeting, protects the connection.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var connector = new HostConnector(_options.Clock, DnsHostLookup.For(_options.Resolver));
        var times = _options.Timeouts;
        var socket = await connector.ConnectAsync(_options.Host, _options.EffectivePort, times.Connect, cancellationToken).ConfigureAwait(false);
        _net = new NetConnection(socket, Endpoint, _options.Clock, _options.Transcript);
        _reader = new ImapResponseReader(_net, _options.Clock, _options.Limits);
        if (_options.Security == ConnectionSecurity.ImplicitTls)
        {
            await StartTlsAsync(cancellationToken).ConfigureAwait(false);
        }

        var greeting = await Reader.ReadAsync("greeting", times.Greeting, cancellationToken).ConfigureAwait(false);

        // A greeting that claims to have logged us in already would skip TLS and the choice of the mailbox: nobody asked for that.
        if (!greeting.IsUntagged || greeting.Status != ImapStatus.Ok)
        {
            Dispose();
            throw greeting.IsUntagged && greeting.Status is ImapStatus.Bye or ImapStatus.PreAuth
                ? ImapErrors.GreetingRefused(Endpoint, greeting)
                : ImapErrors.InvalidResponse(Endpoint, greeting.Tag + " " + greeting);
        }

        TakeCode(greeting);
        if (_options.Security is ConnectionSecurity.StartTls or ConnectionSecurity.StartTlsWhenAvailable)
        {
            await UpgradeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks what the server offers, unless it has said so.</summary>
    public async Task LearnCapabilitiesAsync(CancellationToken cancellationToken)
    {
        if (Capabilities == ImapCapabilities.None)
        {
            await RunAsync(Command("CAPABILITY"), null, cancellationToken).ConfigureAwait(false);
        }
    }

    public ImapCommand Command(string name) => new(name, Capabilities);

    /// <summary>Sends a command; <see cref="NextAsync"/> reads what comes of it.</summary>
    /// <returns>Its tag.</returns>
    /// <exception cref="MailOpsException">The server refused it before it had all of it, or the connection failed.</exception>
    public async ValueTask<string> SendAsync(ImapCommand command, CancellationToken cancellationToken)
    {
        var tag = "A" + (++_tags).ToString(CultureInfo.InvariantCulture);
        var bytes = command.Bytes;
        var line = new byte[tag.Length + 1 + bytes.Length + 2];
        System.Text.Encoding.ASCII.GetBytes(tag + " ", 0, tag.Length + 1, line, 0);
        bytes.CopyTo(line, tag.Length + 1);
        line[line.Length - 2] = (byte)'\r';
        line[line.Length - 1] = (byte)'\n';
        Net.NoteSent(tag + " " + (command.Shown ?? WireText.Preview(WireText.Decode(bytes), 1000)));
        _outstanding.Add(tag);
        BeginPatience();
        var start = 0;
        foreach (var wait in command.Waits)
        {
            var end = tag.Length + 1 + wait;
            await WriteAsync(line.AsMemory(start, end - start), command.Name, cancellationToken).ConfigureAwait(false);
            start = end;
            var response = await NextAsync(tag, command.Name, cancellationToken).ConfigureAwait(false);
            while (!response.IsContinuation)
            {
                if (response.Tag == tag)
                {
                    // It said OK to half a command.
                    throw Violation(response);
                }

                response = await NextAsync(tag, command.Name, cancellationToken).ConfigureAwait(false);
            }
        }

        await WriteAsync(line.AsMemory(start), command.Name, cancellationToken).ConfigureAwait(false);
        return tag;
    }

    /// <summary>Reads the next response while a command is under way.</summary>
    /// <param name="tag">The command whose end is waited for.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>Something untagged, a continuation, or the OK with this tag.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Imap.Refused</c>: the command was; or the connection failed.</exception>
    public async ValueTask<ImapResponse> NextAsync(string tag, string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_finished.TryGetValue(tag, out var finished))
            {
                _finished.Remove(tag);
                return Judge(finished, name);
            }

            var response = await Reader.ReadAsync(name, _options.Timeouts.Command, cancellationToken).ConfigureAwait(false);
            if (response.IsUntagged || response.IsContinuation)
            {
                Take(response);
                return response;
            }

            if (!_outstanding.Remove(response.Tag) || response.Status is not (ImapStatus.Ok or ImapStatus.No or ImapStatus.Bad))
            {
                throw Violation(response);
            }

            TakeCode(response);
            _finished.Add(response.Tag, response);
        }
    }

    /// <summary>Sends a command and reads to its end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="take">Gets each untagged response; says whether it was wanted.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>The OK that ended it.</returns>
    public async Task<ImapResponse> RunAsync(ImapCommand command, Func<ImapResponse, bool>? take, CancellationToken cancellationToken)
    {
        var tag = await SendAsync(command, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(tag, command.Name, take, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads to the end of a command.</summary>
    public async Task<ImapResponse> FinishAsync(
        string tag, string name, Func<ImapResponse, bool>? take, CancellationToken cancellationToken)
    {
        while (true)
        {
            var response = await NextAsync(tag, name, cancellationToken).ConfigureAwait(false);
            if (response.Tag == tag)
            {
                return response;
            }

            if (take?.Invoke(response) == true)
            {
                Wanted();
            }
        }
    }

    /// <summary>The last response brought the command forward.</summary>
    public void Wanted()
    {
        _unsolicited = 0;
        BeginPatience();
    }

    /// <summary>Sends a line within a command, such as an answer to a challenge.</summary>
    public async ValueTask ContinueAsync(string line, string shown, string name, CancellationToken cancellationToken)
    {
        Net.NoteSent(shown);
        await WriteAsync(System.Text.Encoding.ASCII.GetBytes(line + "\r\n"), name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Streams contents of messages instead of keeping them in memory, until the result is disposed.</summary>
    public IDisposable PassContentsTo(ImapLiteralSink sink)
    {
        Reader.Sink = sink;
        return new SinkEnd(Reader);
    }

    /// <summary>What a response that breaks the protocol comes to.</summary>
    public MailOpsException Violation(ImapResponse response)
    {
        Dispose();
        return ImapErrors.InvalidResponse(Endpoint, response.Tag + " " + response);
    }

    /// <summary>Says goodbye and closes.</summary>
    public async ValueTask LogoutAsync()
    {
        try
        {
            if (!IsClosed && _outstanding.Count == 0)
            {
                var line = System.Text.Encoding.ASCII.GetBytes("A0 LOGOUT\r\n");
                await Net.WriteAsync(line, "LOGOUT", _options.Timeouts.Logout, CancellationToken.None).ConfigureAwait(false);
                var response = await Reader.ReadAsync("LOGOUT", _options.Timeouts.Logout, CancellationToken.None).ConfigureAwait(false);
                Net.Note("LOGOUT: " + response);
            }
        }
        catch (MailOpsException e)
        {
            // RFC 9051 section 6.1.3 wants the answer awaited; nothing depends on it, and every outcome has been told already.
            _net?.Note("LOGOUT: " + e.Message);
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => _net?.Dispose();

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, string name, CancellationToken cancellationToken) =>
        await Net.WriteAsync(bytes, name, _options.Timeouts.Command, cancellationToken).ConfigureAwait(false);

    private ImapResponse Judge(ImapResponse response, string name) =>
        response.Status == ImapStatus.Ok ? response : throw ImapErrors.Refused(Endpoint, name, response);

    private void Take(ImapResponse response)
    {
        if (++_unsolicited > _options.Limits.MaxUnsolicited || _patience.Left == TimeSpan.Zero)
        {
            Dispose();
            throw ImapErrors.Flood(Endpoint, _options.Limits.MaxUnsolicited);
        }

        if (response.Status == ImapStatus.Bye)
        {
            Dispose();
            throw ImapErrors.Closing(Endpoint, response.Text);
        }

        TakeCode(response);
        if (response.Name == "CAPABILITY")
        {
            Learn(response.Tokens.Rest);
        }

        Observer?.Invoke(response);
    }

    private void TakeCode(ImapResponse response)
    {
        if (response.Status == ImapStatus.Ok && response.Code == "CAPABILITY")
        {
            Learn(response.CodeArguments);
        }
    }

    private void Learn(ReadOnlySpan<byte> names)
    {
        var learned = ImapCapabilities.Read(names);
        learned.Utf8Enabled = Capabilities.Utf8Enabled;
        Capabilities = learned;
    }

    private void BeginPatience() =>
        _patience = new NetDeadline(_options.Clock, TimeSpan.FromTicks(_options.Timeouts.Command.Ticks * PatienceFactor));

    private async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        await LearnCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        if (!Capabilities.StartTls)
        {
            if (_options.Security == ConnectionSecurity.StartTls || !_options.DangerousAllowCleartextAuthentication)
            {
                throw ImapErrors.StartTlsNotOffered(Endpoint);
            }

            return;
        }

        await RunAsync(Command("STARTTLS"), null, cancellationToken).ConfigureAwait(false);

        // What came in behind the OK was said before TLS, by whoever stands between (RFC 9051 section 6.2.1).
        if (Net.HasUnreadBytes)
        {
            Dispose();
            throw ImapErrors.StartTlsInjection(Endpoint);
        }

        Capabilities = ImapCapabilities.None;
        await StartTlsAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task StartTlsAsync(CancellationToken cancellationToken) => Net.StartTlsAsync(
        new TlsTrust
        {
            Host = _options.Host.Trim('[', ']').TrimEnd('.'),
            Roots = _options.TrustedRoots ?? [],
            AcceptAny = _options.DangerousAcceptAnyCertificate,
        },
        _options.Timeouts.Tls,
        cancellationToken);

    private sealed class SinkEnd(ImapResponseReader reader) : IDisposable
    {
        public void Dispose() => reader.Sink = null;
    }
}
