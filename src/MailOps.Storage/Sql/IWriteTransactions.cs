using System;

namespace MailOps.Storage.Sql;

/// <summary>The transactions of the one connection of a process that writes. Used by one thread.</summary>
internal interface IWriteTransactions : IDisposable
{
    /// <summary>The connection and its statements; another one after a connection was lost.</summary>
    SqlSession Session { get; }

    /// <summary>
    /// Whether a commit that failed has surely changed nothing. When a server is lost at that moment nobody knows, and doing the work again
    /// could do it twice.
    /// </summary>
    bool IsFailedCommitUndone { get; }

    /// <summary>Whether another process waits for this one to end its transaction. Asking costs as much as a statement.</summary>
    bool IsAwaited { get; }

    /// <summary>Begins a transaction if that takes no time.</summary>
    bool TryBegin();

    /// <summary>Begins a transaction once no other process has one.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Store.Busy</c> and others: there is no transaction.</exception>
    void Begin();

    /// <summary>Ends it, durably.</summary>
    void Commit();

    /// <summary>Whether the files of the database want to be tidied up, which takes a while and concerns no transaction.</summary>
    bool IsTidyingDue { get; }

    /// <summary>Tidies them up.</summary>
    void Tidy();

    /// <summary>Ends it without effect; some errors have done so already.</summary>
    void RollBack();

    /// <summary>What a failure of the database means; every other one as it is.</summary>
    Exception Translate(Exception exception);
}
