using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>
/// Folds new events of the journal into the suppression list, in the transaction that appended them, behind a cursor of its own: a crash
/// neither loses a block nor counts a failure twice.
/// </summary>
internal sealed class SuppressionFolding
{
    private const string Name = "suppression";
    private const int AtOnce = 1000;

    private readonly SqlSession _session;
    private readonly SqlSuppressionLedger _ledger;
    private readonly string _policyText;
    private SuppressionFolder? _folder;
    private long _cursor;

    private SuppressionFolding(SqlSession session, long cursor, string policyText)
    {
        _session = session;
        _ledger = new SqlSuppressionLedger(session);
        _cursor = cursor;
        _policyText = policyText;
    }

    // Most transactions of a dispatcher fold nothing that needs the policy.
    private SuppressionFolder Folder => _folder ??= new SuppressionFolder(_ledger, SuppressionPolicyText.Read(_policyText));

    public static SuppressionFolding Open(SqlSession session)
    {
        var (cursor, policy) = ReadState(session);
        return new SuppressionFolding(session, cursor, policy);
    }

    public static SuppressionPolicy ReadPolicy(SqlSession session) => SuppressionPolicyText.Read(ReadState(session).Policy);

    public static void WritePolicy(SqlSession session, SuppressionPolicy policy) =>
        WriteState(session, ReadState(session).Cursor, SuppressionPolicyText.Write(policy));

    /// <summary>Folds what a transaction appended.</summary>
    /// <param name="first">The first event that it appended.</param>
    /// <param name="last">The last one.</param>
    /// <param name="events">Those between them that can change the list.</param>
    /// <returns>What the last of these events changed.</returns>
    public SuppressionStep? Fold(long first, long last, IReadOnlyList<JournalEvent> events)
    {
        CatchUp(first);
        SuppressionStep? step = null;
        _ledger.Look(events.Select(item => AddressKey.Of(item.Address)));
        foreach (var item in events)
        {
            step = Folder.Apply(item);
        }

        _ledger.Forget();
        _cursor = last;
        return step;
    }

    public void Save()
    {
        _ledger.Flush();
        WriteState(_session, _cursor, _policyText);
    }

    // Numbers may have gaps (an event that was there already takes one), and an older program may have left the fold behind.
    private void CatchUp(long end)
    {
        while (_cursor < end - 1)
        {
            var events = JournalStatements.Read(_session, _cursor, AtOnce);
            foreach (var item in events)
            {
                if (item.Sequence < end && SuppressionFold.Concerns(item))
                {
                    Folder.Apply(item);
                }
            }

            _cursor = events.Count == AtOnce && events[events.Count - 1].Sequence < end ? events[events.Count - 1].Sequence : end - 1;
        }
    }

    private static (long Cursor, string Policy) ReadState(SqlSession session)
    {
        using var reader = session.Query("SELECT seq, policy FROM fold WHERE name = $1", Name);
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : (0, SuppressionPolicyText.Write(SuppressionPolicy.Default));
    }

    private static void WriteState(SqlSession session, long cursor, string policy) => session.Post(
        "INSERT INTO fold (name, seq, policy) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, policy = excluded.policy",
        Name, cursor, policy);
}
