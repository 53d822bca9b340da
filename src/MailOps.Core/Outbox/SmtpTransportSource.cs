using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Net;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>What a transport source is told about its surroundings.</summary>
public sealed record SmtpTransportSourceOptions
{
    /// <summary>The server of mail that names none; null: such mail waits.</summary>
    public SmtpOptions? Default { get; init; }

    /// <summary>
    /// The profile, or the text of the reference, that mail goes through that names none, in place of <see cref="Default"/>; empty for none.
    /// </summary>
    public string DefaultServer { get; init; } = "";

    /// <summary>
    /// Credentials that this process holds in memory, by the name of a profile or the text of <see cref="MailServerReference"/>; they win over what a reference
    /// says about its secret.
    /// </summary>
    public IReadOnlyDictionary<string, MailCredential> Credentials { get; init; } = new Dictionary<string, MailCredential>();

    /// <summary>
    /// Gets secrets out of vaults (<c>secret:Vault/Name</c>; the argument is what follows the colon); null where there is no vault.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<string>>? Vault { get; init; }

    /// <summary>
    /// How many connections to one server may be open at once, where its profile does not say less; as many as messages are sent at the same time.
    /// </summary>
    public int MaxConnections { get; init; } = 8;

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
    private readonly Dictionary<string, Way> _ways = new(StringComparer.Ordinal);
    private readonly List<Way> _retired = [];
    private Dictionary<string, MailServerProfile> _profiles = new(StringComparer.Ordinal);

    /// <summary>A source.</summary>
    /// <param name="options">The surroundings.</param>
    public SmtpTransportSource(SmtpTransportSourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Takes up the profiles as they are now; the connections of one that has changed are not used for further mail.</summary>
    /// <param name="profiles">All profiles.</param>
    public void Use(IEnumerable<MailServerProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        lock (_gate)
        {
            var before = _profiles;
            _profiles = new Dictionary<string, MailServerProfile>(StringComparer.Ordinal);
            foreach (var profile in profiles)
            {
                _profiles[profile.Name] = profile;
            }

            foreach (var name in new List<string>(_ways.Keys))
            {
                var key = name.Length == 0 ? _options.DefaultServer : name;
                before.TryGetValue(key, out var old);
                _profiles.TryGetValue(key, out var now);
                if (old?.UpdatedAt != now?.UpdatedAt || old?.Throttle.MaxConnections != now?.Throttle.MaxConnections)
                {
                    // Closed at the end: messages may be under way on it.
                    _retired.Add(_ways[name]);
                    _ways.Remove(name);
                }
            }
        }
    }

    /// <inheritdoc/>
    public IMailTransport Get(string server)
    {
        ArgumentNullException.ThrowIfNull(server);
        lock (_gate)
        {
            if (!_ways.TryGetValue(server, out var way))
            {
                way = Open(server.Length == 0 ? _options.DefaultServer : server);
                _ways.Add(server, way);
            }

            return way.Transport;
        }
    }

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Way> ways;
        lock (_gate)
        {
            ways = [.. _ways.Values, .. _retired];
            _ways.Clear();
            _retired.Clear();
        }

        foreach (var way in ways)
        {
            await way.Smtp.DisposeAsync().ConfigureAwait(false);
            way.Signer?.Dispose();
        }
    }

    private Way Open(string server)
    {
        _profiles.TryGetValue(server, out var profile);
        var options = server.Length == 0 ? _options.Default ?? throw OutboxErrors.NoServer()
            : profile is not null ? OptionsFor(profile)
            : MailServerNames.TryNormalize(server, out _) && !server.Contains('.') && _profiles.Count > 0 ? throw OutboxErrors.UnknownProfile(server)
            : OptionsFor(MailServerReference.Parse(server), server);
        options = _options.Transcript is { } transcript ? options with { Transcript = transcript } : options;
        options = _options.Configure?.Invoke(options) ?? options;
        var rehearsal = _options.Rehearsal
            ?? (profile is { RedirectTo.Length: > 0 } ? MailRehearsal.Into(profile.RedirectTo, profile.AllowedDomains) : null);

        // The key is read last: behind it nothing can fail and leave it in memory.
        var smtp = new SmtpTransport(options, _options.Clock);
        var signer = profile is { DkimKey.Length: > 0 } ? DkimSigner.Load(DkimKeyReference.Parse(profile.DkimKey)) : null;
        IMailTransport transport = signer is null ? smtp : new SigningTransport(smtp, signer);
        return new Way(smtp, signer, rehearsal is null ? transport : new RehearsalTransport(transport, rehearsal));
    }

    private SmtpOptions OptionsFor(MailServerProfile profile)
    {
        var options = OptionsFor(profile.Reference, profile.Name);
        return options with
        {
            TrustedRoots = profile.TrustedRootPath.Length == 0 ? options.TrustedRoots : TrustedRootFile.Read(profile.TrustedRootPath),
            DangerousAcceptAnyCertificate = profile.DangerousAcceptAnyCertificate,
            DangerousAllowCleartextAuthentication = profile.DangerousAllowCleartextAuthentication,
            MaxConnections = Math.Min(profile.Throttle.MaxConnections ?? int.MaxValue, options.MaxConnections),
        };
    }

    private SmtpOptions OptionsFor(MailServerReference reference, string name)
    {
        var credential = _options.Credentials.TryGetValue(name, out var known) ? known
            : reference.UserName.Length == 0 ? null
            : MailCredential.WithPassword(reference.UserName, SecretOf(reference));
        return reference.ToOptions(credential) with { MaxConnections = _options.MaxConnections };
    }

    // Read at each log-in: a secret that was changed takes effect without a restart.
    private Func<CancellationToken, ValueTask<string>> SecretOf(MailServerReference reference)
    {
        try
        {
            var secret = SecretReference.Resolve(reference.Secret, _options.Vault);
            return token => ReadSecretAsync(reference, secret, token);
        }
        catch (MailOpsException e) when (e.ErrorId == NetErrors.SecretUnavailableId)
        {
            throw OutboxErrors.SecretUnavailable(reference, e);
        }
    }

    // An error of the outbox says whose password it is, and at which server.
    private static async ValueTask<string> ReadSecretAsync(
        MailServerReference reference, Func<CancellationToken, ValueTask<string>> secret, CancellationToken cancellationToken)
    {
        try
        {
            return await secret(cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e) when (e.ErrorId == NetErrors.SecretUnavailableId)
        {
            throw OutboxErrors.SecretUnavailable(reference, e);
        }
    }

    // The way to one server: the connections, and what wraps them.
    private sealed record Way(SmtpTransport Smtp, DkimSigner? Signer, IMailTransport Transport);
}
