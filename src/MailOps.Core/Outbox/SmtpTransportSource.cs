using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>What a transport source is told about its surroundings.</summary>
public sealed record SmtpTransportSourceOptions
{
    /// <summary>The server of mail that names none; null: such mail waits.</summary>
    public SmtpOptions? Default { get; init; }

    /// <summary>
    /// Credentials that this process holds in memory, by the text of <see cref="MailServerReference"/>; they win over what a reference
    /// says about its secret.
    /// </summary>
    public IReadOnlyDictionary<string, MailCredential> Credentials { get; init; } = new Dictionary<string, MailCredential>();

    /// <summary>
    /// Gets secrets out of vaults (<c>secret:Vault/Name</c>; the argument is what follows the colon); null where there is no vault.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<string>>? Vault { get; init; }

    /// <summary>Changes what every connection has in common, such as timeouts; null for nothing.</summary>
    public Func<SmtpOptions, SmtpOptions>? Configure { get; init; }

    /// <summary>Where mail goes in place of its recipients; null: to them.</summary>
    public MailRehearsal? Rehearsal { get; init; }

    /// <summary>Where all conversations are written down, without secrets and contents; null for nowhere. The caller closes it.</summary>
    public ProtocolTranscript? Transcript { get; init; }

    /// <summary>The clock; null for that of the machine.</summary>
    public MailClock? Clock { get; init; }
}

/// <summary>Makes an SMTP transport for each server that queued mail names, and keeps it.</summary>
public sealed class SmtpTransportSource : IMailTransportSource, IAsyncDisposable
{
    private readonly SmtpTransportSourceOptions _options;
    private readonly object _gate = new();
    private readonly Dictionary<string, SmtpTransport> _transports = new(StringComparer.Ordinal);

    /// <summary>A source.</summary>
    /// <param name="options">The surroundings.</param>
    public SmtpTransportSource(SmtpTransportSourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <inheritdoc/>
    public IMailTransport Get(string server)
    {
        ArgumentNullException.ThrowIfNull(server);
        lock (_gate)
        {
            if (!_transports.TryGetValue(server, out var transport))
            {
                var options = server.Length == 0 ? _options.Default ?? throw OutboxErrors.NoServer() : OptionsFor(server);
                options = _options.Transcript is { } transcript ? options with { Transcript = transcript } : options;
                transport = new SmtpTransport(_options.Configure?.Invoke(options) ?? options, _options.Clock);
                _transports.Add(server, transport);
            }

            return _options.Rehearsal is { } rehearsal ? new RehearsalTransport(transport, rehearsal) : transport;
        }
    }

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        List<SmtpTransport> transports;
        lock (_gate)
        {
            transports = [.. _transports.Values];
            _transports.Clear();
        }

        foreach (var transport in transports)
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    private SmtpOptions OptionsFor(string server)
    {
        var reference = MailServerReference.Parse(server);
        if (_options.Credentials.TryGetValue(server, out var known))
        {
            return reference.ToOptions(known);
        }

        if (reference.UserName.Length == 0)
        {
            return reference.ToOptions(null);
        }

        return reference.ToOptions(MailCredential.WithPassword(reference.UserName, SecretOf(reference)));
    }

    private Func<CancellationToken, ValueTask<string>> SecretOf(MailServerReference reference)
    {
        var colon = reference.Secret.IndexOf(':');
        var name = colon < 0 ? "" : reference.Secret.Substring(colon + 1);
        switch (colon < 0 ? "" : reference.Secret.Substring(0, colon))
        {
            case "env":
                var value = Environment.GetEnvironmentVariable(name);
                return string.IsNullOrEmpty(value) ? throw OutboxErrors.SecretUnavailable(reference) : _ => new ValueTask<string>(value!);
            case "file":
                return File.Exists(name) ? _ => new ValueTask<string>(ReadSecret(reference, name)) : throw OutboxErrors.SecretUnavailable(reference);
            case "secret" when _options.Vault is { } vault:
                return token => vault(name, token);
            default:
                throw OutboxErrors.SecretUnavailable(reference);
        }
    }

    // Read at each log-in: a secret that was changed on disk takes effect without a restart.
    private static string ReadSecret(MailServerReference reference, string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutboxErrors.SecretUnavailable(reference, e);
        }
    }
}
