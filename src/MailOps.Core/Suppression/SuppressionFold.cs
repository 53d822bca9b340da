using System.Collections.Generic;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>
/// What all events about one address say together: a pure function, so that the order in which a mailbox is read decides nothing, and the list
/// can be made again from the journal at any time. Mails count in the order in which they were sent.
/// </summary>
internal static class SuppressionFold
{
    /// <summary>Whether an event can change the list at all.</summary>
    public static bool Concerns(JournalEvent item) => item.Kind switch
    {
        // The outbox's own attempts are no notices: it goes on trying by itself.
        JournalEventKind.Deferred => item.ExternalKey is not null,
        JournalEventKind.Accepted or JournalEventKind.Failed or JournalEventKind.Delivered or JournalEventKind.Bounced
            or JournalEventKind.Complained => true,
        _ => MailFate.IsOfPerson(item.Kind),
    };

    /// <summary>Whether an event can make an entry for an address that the list does not know.</summary>
    public static bool Begins(JournalEvent item) => item.Kind is
        JournalEventKind.Failed or JournalEventKind.Bounced or JournalEventKind.Deferred or JournalEventKind.Complained
        or JournalEventKind.SuppressionAdded;

    /// <summary>Folds all events about one address.</summary>
    /// <param name="events">The events, in the order of their sequence.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>What is known; null: nothing worth keeping.</returns>
    public static SuppressionEntry? Derive(IReadOnlyList<JournalEvent> events, SuppressionPolicy policy)
    {
        HashSet<long> voided = [];
        var asOf = System.DateTime.MinValue;
        foreach (var item in events)
        {
            asOf = item.At > asOf ? item.At : asOf;
            if (item is { Kind: JournalEventKind.SuppressionRestored, Refers: { } refers })
            {
                voided.Add(refers);
            }
        }

        List<Step> steps = [];
        foreach (var fate in MailFate.Gather(events, voided))
        {
            steps.Add(new Step { At = fate.SentAt, Sequence = fate.Sequence, Fate = fate });
        }

        foreach (var item in events)
        {
            if (item.Kind is JournalEventKind.SuppressionAdded or JournalEventKind.SuppressionRemoved && !voided.Contains(item.Sequence))
            {
                steps.Add(new Step { At = item.At, Sequence = item.Sequence, Person = item });
            }
        }

        steps.Sort(static (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Sequence.CompareTo(b.Sequence));
        var walk = new SuppressionWalk(policy, asOf);
        foreach (var step in steps)
        {
            if (step.Person is { } person)
            {
                walk.Pass(person);
            }
            else
            {
                walk.Pass(step.Fate!);
            }
        }

        return walk.ToEntry();
    }

    private readonly record struct Step
    {
        public required System.DateTime At { get; init; }

        public required long Sequence { get; init; }

        public MailFate? Fate { get; init; }

        public JournalEvent? Person { get; init; }
    }
}
