using System.Globalization;
using MailOps.Storage.Sql;

namespace MailOps.Storage.Postgres;

/// <summary>The versions of the tables, and the way from one to the next.</summary>
internal static class PostgresSchema
{
    private const string VersionKey = "schema_version";

    /// <summary>Looks for the store; null when nobody has made it yet.</summary>
    /// <returns>The number of its schema and the version of its tables.</returns>
    public static (long Schema, long Version)? Find(SqlSession session, PostgresConnections connections, string store)
    {
        if (session.QueryNumber("SELECT oid::bigint FROM pg_namespace WHERE nspname = $1", connections.Schema) is not { } schema)
        {
            return null;
        }

        if (session.QueryNumber("SELECT 1 WHERE has_schema_privilege($1::oid, 'USAGE')", schema) is null)
        {
            throw PostgresErrors.AccessDenied(store, "permission denied for schema " + connections.Schema, null);
        }

        if (session.QueryNumber("SELECT 1 FROM pg_class WHERE relnamespace = $1::oid AND relname = 'meta' AND relkind = 'r'", schema) is null)
        {
            return session.QueryNumber("SELECT count(*) FROM pg_class WHERE relnamespace = $1::oid AND relkind = 'r'", schema) > 0
                ? throw PostgresErrors.NotAStore(store)
                : null;
        }

        return ReadVersion(session) is not { } version ? throw PostgresErrors.NotAStore(store) : version <= MigrationScripts.Latest
            ? (schema, version)
            : throw PostgresErrors.NewerVersion(store, version, MigrationScripts.Latest);
    }

    /// <summary>The version of the tables; null where there is none.</summary>
    public static long? ReadVersion(SqlSession session) =>
        long.TryParse(MetaStatements.Get(session, VersionKey), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Refuses a store that would have to be changed before it can be read.</summary>
    public static void RequireCurrent(long version, string store)
    {
        if (version < MigrationScripts.Latest)
        {
            throw PostgresErrors.OlderVersion(store, version, MigrationScripts.Latest);
        }
    }

    /// <summary>Makes the store or brings it up to date, in one transaction; the number of its schema.</summary>
    public static long Migrate(SqlSession session, PostgresConnections connections, string store)
    {
        if (Find(session, connections, store) is { } current && current.Version == MigrationScripts.Latest)
        {
            return current.Schema;
        }

        // Looked at again under the lock: another process may be doing the same.
        PostgresConnections.Execute(session, string.Create(CultureInfo.InvariantCulture, $"BEGIN; SELECT pg_advisory_xact_lock({PostgresConnections.LockClass}, 0)"));
        try
        {
            var found = Find(session, connections, store);
            if (found is null && session.QueryNumber("SELECT 1 FROM pg_namespace WHERE nspname = $1", connections.Schema) is null)
            {
                PostgresConnections.Execute(session, "CREATE SCHEMA " + PostgresConnections.Quote(connections.Schema));
            }

            if (found is not null)
            {
                // New tables belong to whom the others belong to, not to the admin who happened to come first.
                PostgresConnections.Execute(session, "SET LOCAL ROLE " + PostgresConnections.Quote(FindOwner(session, connections.Schema)));
            }

            for (var version = (found?.Version ?? 0) + 1; version <= MigrationScripts.Latest; version++)
            {
                PostgresConnections.Execute(session, PostgresDdl.Translate(MigrationScripts.Read(version)));
                if (MigrationScripts.Find("Postgres", version) is { } further)
                {
                    PostgresConnections.Execute(session, further);
                }
            }

            MetaStatements.Set(session, VersionKey, MigrationScripts.Latest.ToString(CultureInfo.InvariantCulture));
            PostgresConnections.Execute(session, "COMMIT");
        }
        catch
        {
            PostgresConnections.TryRollBack(session);
            throw;
        }

        return Find(session, connections, store)!.Value.Schema;
    }

    /// <summary>The role that owns the store: its members are the admins.</summary>
    public static string FindOwner(SqlSession session, string schema) =>
        session.QueryText("SELECT pg_get_userbyid(nspowner)::text FROM pg_namespace WHERE nspname = $1", schema)!;
}
