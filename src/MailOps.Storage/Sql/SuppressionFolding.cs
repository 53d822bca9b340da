using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Journal;
using MailOps.Json;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>
/// Folds new events of the journal into the suppression list, in the transaction that appended them, behind a cursor of its own: a crash
/// neither loses a block nor counts a failure twice.
/// </summary>
internal static class SuppressionFolding
{
    private const string Name = "suppression";
    private const int AtOnce = 1000;

    /// <summary>Folds what a transaction appended.</summary>
    /// <param name="session">The session of the transaction.</param>
    /// <param name="first">The first event that it appended.</param>
    /// <param name="last">The last one.</param>
    /// <param name="events">Those between them that can change the list.</param>
    public static void Continue(SqlSession session, long first, long last, IReadOnlyList<JournalEvent> events)
    {
        var (cursor, policy) = ReadState(session);
        if (cursor != first - 1)
        {
            CatchUp(session, cursor, policy);
            return;
        }

        Fold(session, events, policy);
        WriteState(session, last, policy);
    }

    public static void Rebuild(SqlSession session, SuppressionPolicy policy)
    {
        SuppressionStatements.Clear(session);
        CatchUp(session, 0, WritePolicy(policy));
    }

    // Numbers may have gaps (an event that was there already takes one), and an older program may have left the fold behind.
    private static void CatchUp(SqlSession session, long cursor, string policy)
    {
        List<JournalEvent> events;
        do
        {
            events = JournalStatements.Read(session, cursor, AtOnce);
            cursor = events.Count == 0 ? cursor : events[events.Count - 1].Sequence;
            Fold(session, events.FindAll(item => SuppressionFold.Concerns(item.Kind)), policy);
        }
        while (events.Count == AtOnce);
        WriteState(session, cursor, policy);
    }

    private static void Fold(SqlSession session, IReadOnlyList<JournalEvent> events, string policyText)
    {
        var policy = events.Count == 0 ? SuppressionPolicy.Default : ReadPolicy(policyText);
        foreach (var item in events)
        {
            var before = SuppressionStatements.Find(session, AddressKey.Of(item.Address));
            if (SuppressionFold.Apply(before, item, policy) is { } after && after != before)
            {
                SuppressionStatements.Write(session, after);
            }
        }
    }

    private static (long Cursor, string Policy) ReadState(SqlSession session)
    {
        using var reader = session.Query("SELECT seq, policy FROM fold WHERE name = $1", Name);
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : (0, WritePolicy(SuppressionPolicy.Default));
    }

    private static void WriteState(SqlSession session, long cursor, string policy) => session.Execute(
        "INSERT INTO fold (name, seq, policy) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, policy = excluded.policy",
        Name, cursor, policy);

    private static string WritePolicy(SuppressionPolicy policy)
    {
        var writer = new JsonWriter();
        writer.WriteStartObject();
        writer.WriteMember("blockHardAtOnce", policy.BlockHardAtOnce);
        writer.WriteMember("blockComplaintAtOnce", policy.BlockComplaintAtOnce);
        writer.WriteMember("softLimit", policy.SoftLimit?.ToString(CultureInfo.InvariantCulture));
        writer.WriteMember("quietAfterAcceptanceSeconds", (long)policy.QuietAfterAcceptance.TotalSeconds);
        writer.WriteEndObject();
        return writer.ToString();
    }

    private static SuppressionPolicy ReadPolicy(string text)
    {
        var json = JsonValue.Parse(text);
        return new SuppressionPolicy
        {
            BlockHardAtOnce = json.RequireMember("blockHardAtOnce").RequireBoolean(),
            BlockComplaintAtOnce = json.RequireMember("blockComplaintAtOnce").RequireBoolean(),
            SoftLimit = json.MemberString("softLimit") is { } limit ? int.Parse(limit, CultureInfo.InvariantCulture) : null,
            QuietAfterAcceptance = TimeSpan.FromSeconds(json.RequireMember("quietAfterAcceptanceSeconds").RequireInt64()),
        };
    }
}
