using System;
using System.Globalization;
using MailOps.Session;
using MailOps.Storage.Sql;
using Npgsql;

namespace MailOps.Storage.Postgres;

/// <summary>Opens connections with the settings that the guarantees of the store rest on.</summary>
internal sealed class PostgresConnections : IDisposable
{
    /// <summary>"MOps": the first half of our advisory locks, the second is the schema.</summary>
    public const int LockClass = 0x4D4F7073;

    private readonly NpgsqlDataSource _source;
    private readonly string _store;

    public PostgresConnections(StoreLocation location, StoreOptions options)
    {
        _store = location.Display;
        var text = PostgresAddress.Read(location.Value);
        Schema = text.SearchPath!;
        text.SearchPath = Quote(Schema);
        text.MaxAutoPrepare = 200;
        text.AutoPrepareMinUsages = 2;
        text.Pooling = false;
        text.TcpKeepAlive = true;
        text.IncludeErrorDetail = false;
        // A client that freezes or loses its network in the middle of a transaction must not hold up all others: the server ends it, and the
        // transaction with it. Waiting for other writers ends after the caller's patience.
        var patience = ((long)options.BusyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        text.Options = (text.Options + " -c idle_in_transaction_session_timeout=30000 -c lock_timeout=" + patience).Trim();
        text.CommandTimeout = Math.Max(text.CommandTimeout, (int)options.BusyTimeout.TotalSeconds + 10);
        _source = new NpgsqlDataSourceBuilder(text.ConnectionString).Build();
    }

    /// <summary>The schema that holds the tables.</summary>
    public string Schema { get; }

    /// <summary>Begins a transaction and waits for its turn to write; known once the schema has been found.</summary>
    public string BeginWrite { get; private set; } = "";

    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Tells the schema's number, which its lock is named by.</summary>
    public void UseSchema(long number) => BeginWrite = string.Create(
        CultureInfo.InvariantCulture, $"BEGIN; SELECT pg_advisory_xact_lock({LockClass}, {unchecked((int)number)})");

    public SqlSession OpenSession()
    {
        var connection = _source.CreateConnection();
        try
        {
            connection.Open();
            var session = new PostgresSession(connection);

            // What was acknowledged survives a power cut, also on a server that trades that for speed by default.
            Execute(session, "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')");
            return session;
        }
        catch (Exception e)
        {
            connection.Dispose();
            throw Translate(e);
        }
    }

    /// <summary>Runs a constant text that is not worth preparing.</summary>
    public static void Execute(SqlSession session, string sql)
    {
        using var command = session.Connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts and migrations.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Ends a transaction without effect; false when the connection is lost, and with it the transaction.</summary>
    public static bool TryRollBack(SqlSession session)
    {
        session.Abandon();
        try
        {
            Execute(session, "ROLLBACK");
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }

    public Exception Translate(Exception exception) => PostgresErrors.Translate(exception, _store);

    public void Dispose() => _source.Dispose();
}
