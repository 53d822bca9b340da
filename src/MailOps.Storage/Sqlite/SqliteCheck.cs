using System.Collections.Generic;
using MailOps.Storage.Sql;

namespace MailOps.Storage.Sqlite;

/// <summary>What SQLite itself finds broken: pages, indexes, references.</summary>
internal static class SqliteCheck
{
    public static List<string> Faults(SqlSession session)
    {
        var faults = session.QueryOnce("PRAGMA integrity_check(20)", [], reader => reader.GetString(0));
        faults.RemoveAll(fault => fault == "ok");
        faults.AddRange(session.QueryOnce(
            "SELECT 'foreign key: ' || \"table\" || ' row ' || coalesce(rowid, '?') FROM pragma_foreign_key_check LIMIT 20", [],
            reader => reader.GetString(0)));
        return faults;
    }
}
