using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Intake;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Recall;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>The parts that a store consists of, the same on every database that an engine drives.</summary>
internal abstract class SqlStore : IMailOpsStore, IStoreEngine
{
    protected SqlStore(StoreLocation location, StoreOptions options)
    {
        Location = location;
        Clock = options.Clock;
        Witness = new StoreWitness(options.WitnessFolder);
        Journal = new JournalStore(this);
        Suppression = new SuppressionStore(this);
        AddressHistory = new AddressHistoryStore(this);
        Outbox = new OutboxStore(this);
        Throttles = new ThrottleStore(this);
        Servers = new MailServerStore(this);
        Recalls = new RecallStore(this);
        Intake = new IntakeStore(this);
        Upkeep = new StoreUpkeep(this);
    }

    public StoreLocation Location { get; }

    public MailClock Clock { get; }

    public StoreWitness Witness { get; }

    public IJournalStore Journal { get; }

    public ISuppressionStore Suppression { get; }

    public IAddressHistory AddressHistory { get; }

    public IOutboxStore Outbox { get; }

    public IThrottleStore Throttles { get; }

    public IMailServerStore Servers { get; }

    public IRecallStore Recalls { get; }

    public IIntakeStore Intake { get; }

    public IStoreUpkeep Upkeep { get; }

    public abstract string Account { get; }

    public abstract Task<T> WriteAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken);

    public abstract Task<T> WriteBrieflyAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken);

    public abstract Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken);

    public abstract Task<T> ReadBrieflyAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken);

    public abstract Task WipeAsync(CancellationToken cancellationToken);

    public abstract (long Version, long Size) Measure(SqlSession session);

    public virtual FindingList InspectPlace() => FindingList.Empty;

    public abstract IOwnerSign RaiseSign();

    public abstract bool IsDead(SqlSession session, string token);

    public abstract void Bury(string token);

    public abstract Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
