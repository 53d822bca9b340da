using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Intake;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Recall;
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

    /// <summary>
    /// Makes a store where there is none, brings it up to date, and gives it the rights of its owner or of a group. A folder that was there keeps
    /// its rights, unless it is the machine's own (<see cref="StoreSource.Machine"/>) and a group is to be let in.
    /// </summary>
    /// <param name="location">Where it is to be.</param>
    /// <param name="group">The group that may use it, on PostgreSQL a role; null: its owner alone, on PostgreSQL as it is.</param>
    /// <param name="options">How to open it.</param>
    /// <param name="whatIf">True: say what would be done, change nothing.</param>
    /// <param name="cancellationToken">Gives up before it has begun.</param>
    /// <returns>What was done, or would be.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    Task<StoreSteps> SetUpAsync(
        StoreLocation location, string? group, StoreOptions options, bool whatIf, CancellationToken cancellationToken);
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

    /// <summary>
    /// The folder in which this account notes what it has last seen of each store, so that one that went back in time is noticed; null: the
    /// local application data of the account.
    /// </summary>
    public string? WitnessFolder { get; init; }

    /// <summary>Make a store also on a disk that goes away with a job or container.</summary>
    public bool AllowsSandboxDisk { get; init; }

    /// <summary>Told what is doubtful about the place of a store that an opening has made; on any thread.</summary>
    internal Action<Finding>? Warn { get; init; }
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

    /// <summary>The mails that were taken back.</summary>
    IRecallStore Recalls { get; }

    /// <summary>What is remembered of mailboxes that are read.</summary>
    IIntakeStore Intake { get; }

    /// <summary>What the store does for itself: facts, retention, erasure.</summary>
    IStoreUpkeep Upkeep { get; }

    /// <summary>
    /// Who this process is in the store: the database role on PostgreSQL, else the account of the process. Not a matter of parameters, since
    /// approvals rest on it.
    /// </summary>
    string Account { get; }

    /// <summary>Checks the whole database: pages, foreign keys, kept counts.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, one line each; empty when all is well.</returns>
    Task<System.Collections.Generic.IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken);
}
