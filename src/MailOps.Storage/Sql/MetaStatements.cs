using System.Globalization;

namespace MailOps.Storage.Sql;

/// <summary>What a store knows about itself.</summary>
internal static class MetaStatements
{
    private const string Tick = "last_tick";
    private const string Instance = "instance";
    private const long TickEvery = 1000;

    /// <summary>Notes that a dispatcher was here; at most once a second, so that an idle one writes next to nothing.</summary>
    public static void WriteTick(WriteScope scope)
    {
        if (ReadTick(scope.Session) is not { } last || scope.Now >= last + TickEvery || scope.Now < last)
        {
            Set(scope.Session, Tick, scope.Now.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static long? ReadTick(SqlSession session) =>
        long.TryParse(Get(session, Tick), NumberStyles.Integer, CultureInfo.InvariantCulture, out var time) ? time : null;

    /// <summary>The name that the store got with its first dispatcher; null before.</summary>
    public static string? ReadInstance(SqlSession session) => Get(session, Instance);

    /// <summary>The name of the store; it gets one now if it has none.</summary>
    public static string EnsureInstance(SqlSession session) => ReadInstance(session) ?? RenewInstance(session);

    /// <summary>Gives the store another name: what anybody has seen of the old one does not concern it any more.</summary>
    public static string RenewInstance(SqlSession session)
    {
        var name = System.Guid.NewGuid().ToString("N");
        Set(session, Instance, name);
        return name;
    }

    public static string? Get(SqlSession session, string key) => session.QueryText("SELECT value FROM meta WHERE key = $1", key);

    public static void Set(SqlSession session, string key, string value) => session.Execute(
        "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value);
}
