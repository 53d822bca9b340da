using System.Collections.Generic;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Stops campaigns that do harm, and lets them go on.</summary>
internal static class CampaignStatements
{
    public static bool IsBraked(SqlSession session, string campaign) =>
        session.QueryNumber("SELECT 1 FROM campaign WHERE name = $1 AND braked_at IS NOT NULL", campaign) is not null;

    public static List<BrakedCampaign> ListBraked(SqlSession session)
    {
        List<BrakedCampaign> campaigns = [];
        using var reader = session.Query(
            "SELECT name, braked_at, hard, complaints, final FROM campaign WHERE braked_at IS NOT NULL ORDER BY braked_at");
        while (reader.Read())
        {
            campaigns.Add(new BrakedCampaign
            {
                Campaign = reader.GetString(0),
                At = reader.GetTime(1),
                Hard = reader.GetInt32(2),
                Complaints = reader.GetInt32(3),
                Of = reader.GetInt32(4),
            });
        }

        return campaigns;
    }

    /// <summary>Looks at the latest final recipients of a campaign, and stops it where too many failed or complained.</summary>
    public static void Judge(WriteScope scope, string campaign)
    {
        if (IsBraked(scope.Session, campaign))
        {
            return;
        }

        var since = scope.Session.QueryNumber("SELECT since_seq FROM campaign WHERE name = $1", campaign) ?? 0;
        var finals = ReadFinals(scope.Session, campaign, since);
        var hard = 0;
        var complaints = 0;
        foreach (var (message, number, isHard) in finals)
        {
            var (hasBounced, hasComplained) = ReadReports(scope.Session, message, number, since);
            hard += isHard || hasBounced ? 1 : 0;
            complaints += hasComplained ? 1 : 0;
        }

        if (CampaignRules.IsTooMuch(hard, complaints))
        {
            scope.Session.Execute(
                """
                INSERT INTO campaign (name, braked_at, hard, complaints, final) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (name) DO UPDATE SET braked_at = excluded.braked_at, hard = excluded.hard, complaints = excluded.complaints,
                    final = excluded.final
                """,
                campaign, scope.Now, hard, complaints, finals.Count);
            scope.Throttles.Forget();
        }
    }

    public static BrakedCampaign? Release(WriteScope scope, string campaign, string actor)
    {
        var braked = ListBraked(scope.Session).Find(c => c.Campaign == campaign);
        if (braked is null)
        {
            return null;
        }

        // What has happened was judged by a person: it does not count again.
        scope.Session.Execute(
            """
            UPDATE campaign SET braked_at = NULL, resumed_at = $2, resumed_by = $3, since_seq = (SELECT coalesce(max(seq), 0) FROM journal)
            WHERE name = $1
            """,
            campaign, scope.Now, actor);
        scope.Throttles.Forget();
        LaneStatements.WakeThrottled(scope);
        return braked;
    }

    private static List<(long Message, int Number, bool IsHard)> ReadFinals(SqlSession session, string campaign, long since)
    {
        List<(long, int, bool)> finals = [];
        using var reader = session.Query(
            """
            SELECT message, number, kind, permanence FROM journal
            WHERE campaign = $1 AND campaign <> '' AND kind IN (1, 3) AND seq > $2 AND message IS NOT NULL
            ORDER BY seq DESC LIMIT $3
            """,
            campaign, since, CampaignRules.Window);
        while (reader.Read())
        {
            var isHard = reader.GetInt32(2) == (int)JournalEventKind.Failed && IsHard(reader.GetString(3));
            finals.Add((reader.GetInt64(0), reader.GetInt32(1), isHard));
        }

        return finals;
    }

    // What came back after the server had taken it.
    private static (bool HasBounced, bool HasComplained) ReadReports(SqlSession session, long message, int number, long since)
    {
        var bounced = false;
        var complained = false;
        using var reader = session.Query(
            "SELECT kind, permanence FROM journal WHERE message = $1 AND number = $2 AND kind IN (8, 9) AND seq > $3", message, number, since);
        while (reader.Read())
        {
            bounced |= reader.GetInt32(0) == (int)JournalEventKind.Bounced && IsHard(reader.GetString(1));
            complained |= reader.GetInt32(0) == (int)JournalEventKind.Complained;
        }

        return (bounced, complained);
    }

    private static bool IsHard(string permanence) => EnumText.Read<BouncePermanence>(permanence) == BouncePermanence.Hard;
}
