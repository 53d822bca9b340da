using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Storage.Sql;

/// <summary>What the statements of a store need of a database: transactions, snapshots, and a proof of life for dispatchers.</summary>
internal interface IStoreEngine
{
    /// <summary>The clock that stamps what is stored.</summary>
    MailClock Clock { get; }

    /// <summary>What was last seen of stores, kept outside them.</summary>
    StoreWitness Witness { get; }

    /// <summary>
    /// Runs work in a write transaction and ends when it is durable. Work of several callers may share one transaction; when one of them
    /// throws, all are rolled back and each runs again on its own, so work changes nothing but the database.
    /// </summary>
    Task<T> WriteAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken);

    /// <summary>
    /// The same for work of a few statements. Where the database lies in this process and nobody writes, it is done on the caller's thread, since it
    /// takes less time than the journeys to another thread and back.
    /// </summary>
    Task<T> WriteBrieflyAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken);

    /// <summary>Runs queries in one snapshot.</summary>
    Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken);

    /// <summary>The same for a few rows that are found by their keys; as <see cref="WriteBrieflyAsync"/>.</summary>
    Task<T> ReadBrieflyAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken);

    /// <summary>Wipes what was erased out of the files of the database, as far as nobody reads them at this moment.</summary>
    Task WipeAsync(CancellationToken cancellationToken);

    /// <summary>The version of the tables, and how many bytes the store takes.</summary>
    (long Version, long Size) Measure(SqlSession session);

    /// <summary>Says what is doubtful about where the database lies.</summary>
    FindingList InspectPlace();

    /// <summary>Makes a sign of life that the system takes from a dead process.</summary>
    IOwnerSign RaiseSign();

    /// <summary>Whether the owner of a sign is dead. A doubt is no death.</summary>
    bool IsDead(SqlSession session, string token);

    /// <summary>Removes what a dead owner's sign left behind.</summary>
    void Bury(string token);
}

/// <summary>The sign of life of one dispatcher; disposing it takes it down.</summary>
internal interface IOwnerSign : IDisposable
{
    /// <summary>The name by which others find it.</summary>
    string Token { get; }

    /// <summary>
    /// Shows, in the transaction that claims, that the owner lives.
    /// </summary>
    /// <returns>False: it was out of touch for so long that it may have been taken for dead, and signed off by others.</returns>
    bool Confirm(SqlSession session);
}
