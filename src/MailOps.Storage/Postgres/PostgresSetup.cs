using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Session;
using MailOps.Storage.Sql;

namespace MailOps.Storage.Postgres;

/// <summary>
/// Makes a store's schema, and lets the members of a role in. Members of the role that owns the schema are the admins: they see all, approve
/// and deliver. Members of the group queue, and see and change what is theirs (row security).
/// </summary>
internal static class PostgresSetup
{
    // Delivering is for admins: whoever cannot see all mail must neither free a dead dispatcher's nor wake its lanes.
    private static readonly string[] AdminTables = ["owner", "lease"];

    public static StoreSteps SetUp(StoreLocation location, string? group, StoreOptions options, bool whatIf)
    {
        using var connections = new PostgresConnections(location, options);
        try
        {
            using var session = connections.OpenSession();
            List<string> steps = [];
            var found = PostgresSchema.Find(session, connections, location.Display);
            if (found is null)
            {
                steps.Add(Text(SetupTexts.MakeStore, location.Display));
            }
            else if (found.Value.Version < MigrationScripts.Latest)
            {
                steps.Add(Text(SetupTexts.Upgrade, location.Display, MigrationScripts.Latest));
            }

            if (group is not null && !HasGrant(session, connections.Schema, group))
            {
                steps.Add(Text(SetupTexts.Grant, group));
            }

            if (!whatIf && steps.Count > 0)
            {
                PostgresSchema.Migrate(session, connections, location.Display);
                if (group is not null)
                {
                    Grant(session, connections, group);
                }
            }

            return new StoreSteps { Steps = steps };
        }
        catch (Exception e) when (connections.Translate(e) is { } error && error != e)
        {
            throw error;
        }
    }

    private static bool HasGrant(SqlSession session, string schema, string group)
    {
        if (session.QueryNumber("SELECT 1 FROM pg_roles WHERE rolname = $1", group) is null)
        {
            throw new MailOpsException(
                "MailOps.Store.GroupNotFound", MailOpsErrorKind.NotFound,
                $"The database server has no role '{group}'.",
                "Make it first with CREATE ROLE, and GRANT it to the roles that queue mail.");
        }

        return session.QueryNumber(
            "SELECT 1 FROM pg_namespace WHERE nspname = $1 AND EXISTS (SELECT 1 FROM aclexplode(nspacl) AS a "
            + "WHERE a.privilege_type = 'USAGE' AND a.grantee = (SELECT oid FROM pg_roles WHERE rolname = $2))",
            schema, group) is not null;
    }

    private static void Grant(SqlSession session, PostgresConnections connections, string group)
    {
        var schema = PostgresConnections.Quote(connections.Schema);
        var role = PostgresConnections.Quote(group);
        var owner = PostgresConnections.Quote(PostgresSchema.FindOwner(session, connections.Schema));
        var closed = string.Join(", ", AdminTables.Select(table => schema + "." + table));
        PostgresConnections.Execute(
            session,
            $"""
            GRANT USAGE ON SCHEMA {schema} TO {role};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
            REVOKE ALL ON {closed} FROM {role};
            ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}
            """);
    }

    private static string Text(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);
}
