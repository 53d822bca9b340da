using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Storage;
using MailOps.Storage.Sqlite;
using MailOps.Tests.Servers;
using Npgsql;

namespace MailOps.Tests;

/// <summary>The database that the tests of this project run on: one PostgreSQL server, a schema for each store.</summary>
internal static class TestEngine
{
    private static readonly Lazy<RealServer> Server = new(() => RealServer.Start("postgres-up", new Dictionary<string, string> { ["EXTRA"] = "-c max_connections=400 -c synchronous_commit=off" }), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Why the tests cannot run here; null when they can.</summary>
    public static string? WhyMissing { get; } =
        Directory.Exists("/usr/lib/postgresql") ? null : "PostgreSQL is not installed (tests/servers/install).";

    /// <summary>How long a dispatcher that was killed counts as alive.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(2);

    public static string Database => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Server.Value.Port};Username=postgres;Database=postgres");

    public static string NewLocation(string folder)
    {
        // The name of the session is how a test finds the sessions of its own store.
        var schema = "s" + Guid.NewGuid().ToString("N")[..12];
        return Database + ";Search Path=" + schema + ";Application Name=" + schema;
    }

    public static StoreProvider Provider(SqliteTuning tuning) => new(tuning, new PostgresTuning { Lease = Lease });

    /// <summary>Changes the database behind the store's back.</summary>
    public static void Execute(string location, string sql)
    {
        using var connection = new NpgsqlConnection(location + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Marks a store as one of an earlier version, and takes back what PostgreSQL alone has got since then.</summary>
    public static void SetVersion(string location, int version)
    {
        if (version is 4 or 5)
        {
            Execute(location, "DROP POLICY IF EXISTS read ON mail_server; DROP POLICY IF EXISTS read ON throttle");
        }

        if (version < 5)
        {
            Execute(
                location,
                """
                DROP POLICY IF EXISTS own ON message; DROP POLICY IF EXISTS own ON content; DROP POLICY IF EXISTS own ON delivery;
                DROP POLICY IF EXISTS own ON journal;
                DROP FUNCTION IF EXISTS guard_message() CASCADE; DROP FUNCTION IF EXISTS guard_delivery() CASCADE;
                """);
        }

        Execute(location, $"UPDATE meta SET value = '{version}' WHERE key = 'schema_version'");
    }

    /// <summary>What time does when a process dies: its lease runs out, and nothing is signed off.</summary>
    public static void Kill(string location) => Execute(location, "DELETE FROM lease");

    /// <summary>
    /// Until those that were killed count as dead. A dispatcher that signs on earlier finds their leases good and asks again a minute later.
    /// </summary>
    public static Task OutliveAsync() => Task.Delay(Lease + TimeSpan.FromMilliseconds(500));

    /// <summary>A text as it comes back: PostgreSQL stores no NUL.</summary>
    public static string Stored(string text) => text.Replace('\0', '\uFFFD');

    /// <summary>How many dispatchers have a sign of life there.</summary>
    public static long CountSigns(string location)
    {
        using var connection = new NpgsqlConnection(location + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM lease";
        return (long)command.ExecuteScalar()!;
    }
}
