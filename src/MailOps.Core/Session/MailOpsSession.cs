using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Intake;

namespace MailOps.Session;

/// <summary>
/// What one command works with: resolver, clock and store, each made when first asked for, so that a syntax check opens neither a
/// socket nor a database. Safe for many threads. Answers of the DNS are kept as long as the session and no longer: an admin who repairs a
/// record and asks again wants to see it.
/// </summary>
public sealed class MailOpsSession : IAsyncDisposable, IDisposable
{
    private readonly MailOpsOptions _options;
    private readonly Func<IStoreProvider> _storeProvider;
    private readonly Lazy<IDnsResolver> _resolver;
    private readonly Lazy<StoreLocation> _storeLocation;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Dictionary<StoreAccess, IMailOpsStore> _stores = [];
    private bool _isDisposed;

    /// <summary>A session.</summary>
    /// <param name="options">What the caller said.</param>
    /// <param name="storeProvider">Gives what opens stores; called when a store is first needed.</param>
    public MailOpsSession(MailOpsOptions options, Func<IStoreProvider> storeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(storeProvider);
        _options = options;
        _storeProvider = storeProvider;
        _resolver = new Lazy<IDnsResolver>(MakeResolver);
        _storeLocation = new Lazy<StoreLocation>(() => new StoreLocator().Find(options.Store));
    }

    /// <summary>The clock.</summary>
    public MailClock Clock => _options.Clock;

    /// <summary>The resolver: the recording to replay or the zone file where there is one, else the network.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Dns.*</c>: options contradict each other, a file cannot be read, or the recording not be written.</exception>
    public IDnsResolver Resolver => _resolver.Value;

    /// <summary>What the network resolver did so far; null when none was needed.</summary>
    public DnsStatistics? DnsStatistics => _resolver.IsValueCreated ? NetworkOf(_resolver.Value)?.GetStatistics() : null;

    /// <summary>The data that replaces what MailOps brings along.</summary>
    public MailOpsDataFolder Data { get; } = new();

    /// <summary>Where the store is, without opening it.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: it cannot be found.</exception>
    public StoreLocation StoreLocation => _storeLocation.Value;

    /// <summary>What the store remembers of mailboxes; it outlives the session, and opens the store when it is asked.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be found.</exception>
    public IIntakeStore CreateIntakeMemory() => new IntakeMemory(StoreLocation, new StoreOptions { Clock = Clock, Warn = _options.Warn }, _storeProvider);

    /// <summary>The store, opened at the first call for this access and closed with the session.</summary>
    /// <param name="access">What it is needed for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: it cannot be found or opened.</exception>
    /// <exception cref="ObjectDisposedException">The session has ended.</exception>
    public async ValueTask<IMailOpsStore> OpenStoreAsync(StoreAccess access, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_stores.TryGetValue(access, out var store))
            {
                var options = new StoreOptions { Clock = Clock, Warn = _options.Warn };
                store = await _storeProvider().OpenAsync(StoreLocation, access, options, cancellationToken).ConfigureAwait(false);
                _stores.Add(access, store);
            }

            return store;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Closes what was opened; the store finishes what it is writing.</summary>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            _isDisposed = true;
            foreach (var store in _stores.Values)
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }

            _stores.Clear();
        }
        finally
        {
            _opening.Release();
        }

        if (_resolver.IsValueCreated)
        {
            if (DnsStatistics is { } statistics)
            {
                DnsActivity.Add(statistics);
            }

            (_resolver.Value as IDisposable)?.Dispose();
        }
    }

    /// <summary>As <see cref="DisposeAsync"/>, waiting for it.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The network resolver in a resolver; null when it needs no network.</summary>
    internal static DnsResolver? NetworkOf(IDnsResolver resolver) => (resolver is DnsRecorder recorder ? recorder.Inner : resolver) as DnsResolver;

    private IDnsResolver MakeResolver()
    {
        DnsSourceRules.Check(_options);
        var resolver = MakeSource();
        return string.IsNullOrEmpty(_options.RecordDnsPath) ? resolver : DnsRecorder.Create(_options.RecordDnsPath!, resolver, Clock);
    }

    private IDnsResolver MakeSource()
    {
        if (!string.IsNullOrEmpty(_options.ReplayDnsPath))
        {
            return DnsRecording.Load(_options.ReplayDnsPath!);
        }

        if (!string.IsNullOrEmpty(_options.ZonePath))
        {
            return ZoneResolver.Load(_options.ZonePath!);
        }

        var servers = _options.DnsServers.Count > 0 ? _options.DnsServers : _options.Dns.Servers;
        return new DnsResolver(_options.Dns with { Servers = servers, Clock = Clock });
    }
}
