namespace MailOps.Tests;

/// <summary>Makes a store look as an earlier version of the program left it: takes back what the migrations since then added.</summary>
internal static class OlderStore
{
    private static readonly (int Version, string Undo)[] Steps =
    [
        (11, "ALTER TABLE mail_server DROP COLUMN trusted_root;"),
        (10, "DROP INDEX suppression_held;"),
        (9, "DROP TABLE intake_completion; DROP TABLE intake_folder;"),
        (8, "ALTER TABLE recall DROP COLUMN report_to; ALTER TABLE recall DROP COLUMN report_from; ALTER TABLE recall DROP COLUMN report_server;"),
        (7, "ALTER TABLE message DROP COLUMN dkim_key;"),
        (6, "DROP TABLE recall_copy; DROP TABLE recall_recipient; DROP TABLE recall; DROP TABLE recall_audit;"),
        (5, "DROP INDEX message_to_forget; DROP INDEX journal_outside; ALTER TABLE message DROP COLUMN forgotten_at;"),
        (4,
            """
            DROP INDEX lane_busy; DROP INDEX lane_by_server; DROP INDEX lane_by_campaign; DROP INDEX journal_by_campaign;
            DROP TABLE throttle; DROP TABLE throttle_use; DROP TABLE campaign; DROP TABLE mail_server; DROP TABLE server_state;
            ALTER TABLE lane DROP COLUMN domain; ALTER TABLE lane DROP COLUMN sender; ALTER TABLE lane DROP COLUMN campaign;
            ALTER TABLE lane DROP COLUMN throttled_until; ALTER TABLE lane DROP COLUMN busy; ALTER TABLE message DROP COLUMN warned_at;
            """),
        (3,
            """
            DROP INDEX journal_by_run; DROP INDEX suppression_hard_by_domain; DROP INDEX suppression_hard_by_server; DROP INDEX message_by_sender;
            DROP TABLE sent_tally;
            ALTER TABLE journal DROP COLUMN sent_at; ALTER TABLE journal DROP COLUMN run; ALTER TABLE journal DROP COLUMN source;
            ALTER TABLE journal DROP COLUMN refers;
            ALTER TABLE suppression DROP COLUMN basis; ALTER TABLE suppression DROP COLUMN server; ALTER TABLE suppression DROP COLUMN run;
            ALTER TABLE suppression DROP COLUMN hard_at;
            """),
        (2, "DROP TABLE address_result;"),
    ];

    /// <summary>Takes a store back.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="version">The version it is to have.</param>
    /// <param name="further">SQL to run in it, such as an entry that must survive.</param>
    public static void Make(string location, int version, string further = "")
    {
        foreach (var (step, undo) in Steps)
        {
            if (step > version)
            {
                TestEngine.Execute(location, undo);
            }
        }

        if (further.Length > 0)
        {
            TestEngine.Execute(location, further);
        }

        TestEngine.SetVersion(location, version);
    }
}
