using System;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>Folds events into the list, one by one, and holds what comes in bursts.</summary>
internal sealed class SuppressionFolder(ISuppressionLedger ledger, SuppressionPolicy policy)
{
    // Nobody fails a thousand times without being blocked; what a busy address was sent before says nothing any more.
    private const int MaxEvents = 1000;

    // One of three recipients is a third; a share means something only from here on.
    private const int BurstMinimum = 10;

    /// <summary>Folds one event that has been added to the journal.</summary>
    public SuppressionStep Apply(JournalEvent item)
    {
        var key = AddressKey.Of(item.Address);
        CountSent(item, key);
        var before = SuppressionFold.Concerns(item) ? ledger.Find(key) : null;
        if (!SuppressionFold.Concerns(item) || (before is null && !SuppressionFold.Begins(item)))
        {
            return new SuppressionStep { Before = before, After = before };
        }

        if (item.Kind == JournalEventKind.Accepted)
        {
            // It proves nothing before it has stayed without a bounce; the next failure asks for that.
            var touched = before! with { AcceptedAt = before.AcceptedAt > item.At ? before.AcceptedAt : item.At };
            ledger.Write(key, touched);
            return new SuppressionStep { Before = before, After = touched };
        }

        var after = Derive(key, before);
        Save(key, before, after);
        return new SuppressionStep { Before = before, After = CheckBurst(key, before, after) };
    }

    /// <summary>What an address is by its events alone.</summary>
    public SuppressionEntry? Derive(string key, SuppressionEntry? before)
    {
        var events = ledger.ReadEvents(key, MaxEvents);
        var after = SuppressionFold.Derive(events, policy);

        // The evidence of a block may lie before what is read; what is out of sight is not undone.
        return before is { State: SuppressionState.Blocked or SuppressionState.Held } && after?.State != SuppressionState.Blocked
            && events.Count == MaxEvents && before.Evidence < events[0].Sequence
            ? before
            : after;
    }

    public void Save(string key, SuppressionEntry? before, SuppressionEntry? after)
    {
        if (after is null)
        {
            if (before is not null)
            {
                ledger.Remove(key);
            }
        }
        else if (after != before)
        {
            ledger.Write(key, after);
        }
    }

    /// <summary>
    /// Holds an entry that is one of too many: a provider once answered 5.1.1 for live accounts for hours. All of the burst are held, the
    /// first ones too.
    /// </summary>
    public SuppressionEntry? CheckBurst(string key, SuppressionEntry? before, SuppressionEntry? after)
    {
        if (after is not { State: SuppressionState.Blocked, Basis: SuppressionBasis.Hard })
        {
            return after;
        }

        if (before is not null && before.Evidence == after.Evidence && before.State == after.State)
        {
            return after;
        }

        var isHeld = before is { State: SuppressionState.Held } && before.Evidence == after.Evidence;
        isHeld |= IsBurst(BurstScope.Domain, key.Substring(key.LastIndexOf('@') + 1), after);
        isHeld |= after.Server.Length > 0 && IsBurst(BurstScope.Server, after.Server, after);
        if (!isHeld)
        {
            return after;
        }

        var held = after with { State = SuppressionState.Held };
        ledger.Write(key, held);
        return held;
    }

    private bool IsBurst(BurstScope scope, string value, SuppressionEntry entry) =>
        IsBurst(scope, value, entry.Since - policy.BurstWindow, entry.Since) | IsBurst(scope, value, entry.Since, entry.Since + policy.BurstWindow);

    private bool IsBurst(BurstScope scope, string value, DateTime from, DateTime until)
    {
        var entries = ledger.FindHard(scope, value, from, until, policy.BurstLimit + 1);
        if (entries.Count <= policy.BurstLimit)
        {
            var sent = entries.Count < BurstMinimum ? 0 : ledger.CountSent(scope, value, from, until);
            if (sent == 0 || entries.Count <= policy.BurstShare * sent)
            {
                return false;
            }
        }

        foreach (var entry in entries)
        {
            if (entry.State == SuppressionState.Blocked)
            {
                ledger.Write(AddressKey.Of(entry.Address), entry with { State = SuppressionState.Held });
            }
        }

        return true;
    }

    private void CountSent(JournalEvent item, string key)
    {
        if (item.Kind is JournalEventKind.Accepted or JournalEventKind.Failed)
        {
            ledger.AddSent(BurstScope.Domain, key.Substring(key.LastIndexOf('@') + 1), item.At);
            if (item.Server.Length > 0)
            {
                ledger.AddSent(BurstScope.Server, item.Server, item.At);
            }
        }
    }
}

/// <summary>What one event changed.</summary>
internal readonly record struct SuppressionStep
{
    public SuppressionEntry? Before { get; init; }

    public SuppressionEntry? After { get; init; }
}
