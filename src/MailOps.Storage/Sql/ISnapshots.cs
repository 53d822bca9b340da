using System;

namespace MailOps.Storage.Sql;

/// <summary>Connections that read, each in a snapshot of its own.</summary>
internal interface ISnapshots
{
    /// <summary>Opens a connection.</summary>
    SqlSession Open();

    /// <summary>Begins a snapshot.</summary>
    void Begin(SqlSession session);

    /// <summary>Ends it; whatever state the connection is in.</summary>
    void End(SqlSession session);

    /// <summary>Whether a connection that was idle must be expected to have been lost meanwhile, as one to a server.</summary>
    bool MayBeLost { get; }

    /// <summary>What a failure of the database means; every other one as it is.</summary>
    Exception Translate(Exception exception);
}
