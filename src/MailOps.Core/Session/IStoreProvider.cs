using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Suppression;

namespace MailOps.Session;

/// <summary>Opens stores. The one implementation lives in MailOps.Storage, so that Core needs no database.</summary>
public interface IStoreProvider
{
    /// <summary>Opens a store, makes it if it may, and brings its tables up to date.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="access">What it is needed for.</param>
    /// <param name="options">How to open it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>, listed in docs/errors.md: it cannot be opened.</exception>
    Task<IMailOpsStore> OpenAsync(StoreLocation location, StoreAccess access, StoreOptions options, CancellationToken cancellationToken);
}

/// <summary>How to open a store.</summary>
public sealed record StoreOptions
{
    /// <summary>The options unless told otherwise.</summary>
    public static readonly StoreOptions Default = new();

    /// <summary>The clock that stamps what is stored.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>How long to wait for another process that writes before the error <c>MailOps.Store.Busy</c>; above zero.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>An open store. It may be used from several threads; disposing it waits for what is being written.</summary>
public interface IMailOpsStore : IAsyncDisposable
{
    /// <summary>Where it is.</summary>
    StoreLocation Location { get; }

    /// <summary>What happened to every message and recipient.</summary>
    IJournalStore Journal { get; }

    /// <summary>The block list, folded from the journal.</summary>
    ISuppressionStore Suppression { get; }

    /// <summary>Results of address checks, kept for later runs.</summary>
    IAddressHistory AddressHistory { get; }

    /// <summary>The messages and deliveries.</summary>
    IOutboxStore Outbox { get; }

    /// <summary>How fast mail may go, and the campaigns that were stopped.</summary>
    IThrottleStore Throttles { get; }

    /// <summary>The server profiles.</summary>
    IMailServerStore Servers { get; }

    /// <summary>Checks the whole database: pages, foreign keys, kept counts.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, one line each; empty when all is well.</returns>
    Task<System.Collections.Generic.IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken);
}
