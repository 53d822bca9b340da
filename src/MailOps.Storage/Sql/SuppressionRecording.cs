using System.Collections.Generic;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>Records events with what each of them does to the list, folds again under another policy, and previews both.</summary>
internal static class SuppressionRecording
{
    public static IReadOnlyList<SuppressionOutcome> Record(WriteScope scope, IReadOnlyList<JournalEvent> events)
    {
        // What other callers of this transaction appended must not be taken for ours.
        scope.FoldSuppression();
        var outcomes = new SuppressionOutcome[events.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var sequence = JournalStatements.Append(scope, events[i]);
            var step = sequence is null ? null : scope.FoldSuppression();
            outcomes[i] = OutcomeOf(sequence is null, step, () => SuppressionStatements.Find(scope.Session, AddressKey.Of(events[i].Address)));
        }

        return Held(outcomes, new SqlSuppressionLedger(scope.Session));
    }

    public static IReadOnlyList<SuppressionOutcome> Preview(SqlSession session, IReadOnlyList<JournalEvent> events)
    {
        var ledger = new PreviewLedger(session);
        var folder = new SuppressionFolder(ledger, SuppressionFolding.ReadPolicy(session));
        var outcomes = new SuppressionOutcome[events.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var added = ledger.Append(events[i]);
            outcomes[i] = OutcomeOf(added is null, added is null ? null : folder.Apply(added), () => ledger.Find(AddressKey.Of(events[i].Address)));
        }

        return Held(outcomes, ledger);
    }

    public static IReadOnlyList<SuppressionChange> SetPolicy(WriteScope scope, SuppressionPolicy policy)
    {
        scope.FoldSuppression();
        scope.ForgetFolding();
        SuppressionFolding.WritePolicy(scope.Session, policy);
        return FoldAgain(scope.Session, new SqlSuppressionLedger(scope.Session), policy);
    }

    public static IReadOnlyList<SuppressionChange> SimulatePolicy(SqlSession session, SuppressionPolicy policy) =>
        FoldAgain(session, new PreviewLedger(session), policy);

    // Two passes: bursts are counted over entries, so all of them have to be there first.
    private static List<SuppressionChange> FoldAgain(SqlSession session, ISuppressionLedger ledger, SuppressionPolicy policy)
    {
        var folder = new SuppressionFolder(ledger, policy);
        List<(string Key, SuppressionEntry? Before, SuppressionEntry? After)> folded = [];
        foreach (var key in JournalStatements.ReadConcerned(session))
        {
            var before = ledger.Find(key);
            var after = folder.Derive(key, before);
            folder.Save(key, before, after);
            if (after != before)
            {
                folded.Add((key, before, after));
            }
        }

        foreach (var (key, before, after) in folded)
        {
            folder.CheckBurst(key, before, after);
        }

        List<SuppressionChange> changes = [];
        foreach (var (key, before, _) in folded)
        {
            var after = ledger.Find(key);
            if (after?.State != before?.State)
            {
                changes.Add(new SuppressionChange { Before = before, After = after });
            }
        }

        return changes;
    }

    private static SuppressionOutcome OutcomeOf(bool isKnown, SuppressionStep? step, System.Func<SuppressionEntry?> find)
    {
        if (step is { } done)
        {
            return new SuppressionOutcome { Before = done.Before, After = done.After };
        }

        var entry = find();
        return new SuppressionOutcome { IsKnown = isKnown, Before = entry, After = entry };
    }

    // The first ones of a burst were blocked before it was seen to be one.
    private static SuppressionOutcome[] Held(SuppressionOutcome[] outcomes, ISuppressionLedger ledger)
    {
        if (!System.Array.Exists(outcomes, o => o is { IsKnown: false, After.State: SuppressionState.Held }))
        {
            return outcomes;
        }

        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is { IsKnown: false, After: { State: SuppressionState.Blocked } after }
                && ledger.Find(AddressKey.Of(after.Address)) is { State: SuppressionState.Held } held && held.Evidence == after.Evidence)
            {
                outcomes[i] = outcomes[i] with { After = held };
            }
        }

        return outcomes;
    }
}
