using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>
/// What became of one mail for one recipient, from all events about it. However many reports say that a mail failed, it failed once; however
/// late they come, it was sent when it was sent.
/// </summary>
internal sealed class MailFate
{
    public DateTime SentAt { get; private set; } = DateTime.MaxValue;

    public long Sequence { get; private set; } = long.MaxValue;

    /// <summary>When a server took it; its 250 proves nothing by itself.</summary>
    public DateTime? AcceptedAt { get; private set; }

    public DateTime? DeliveredAt { get; private set; }

    /// <summary>The weightiest failure: one about the recipient before any other, a hard one before a soft one, the first of equals.</summary>
    public JournalEvent? Failure { get; private set; }

    /// <summary>The latest notice that it is still being tried.</summary>
    public JournalEvent? Delay { get; private set; }

    public JournalEvent? Complaint { get; private set; }

    /// <summary>Gathers events by the mail they are about; what a person did is about none.</summary>
    public static List<MailFate> Gather(IReadOnlyList<JournalEvent> events, HashSet<long> voided)
    {
        Dictionary<string, MailFate> fates = new(StringComparer.Ordinal);
        List<MailFate> inOrder = [];
        foreach (var item in events)
        {
            if (IsOfPerson(item.Kind) || voided.Contains(item.Sequence))
            {
                continue;
            }

            var key = KeyOf(item);
            if (!fates.TryGetValue(key, out var fate))
            {
                fate = new MailFate();
                fates.Add(key, fate);
                inOrder.Add(fate);
            }

            fate.Add(item);
        }

        return inOrder;
    }

    /// <summary>Whether an event says what a person did with the address.</summary>
    public static bool IsOfPerson(JournalEventKind kind) =>
        kind is JournalEventKind.SuppressionAdded or JournalEventKind.SuppressionRemoved or JournalEventKind.SuppressionRestored;

    /// <summary>When it counts as arrived, as seen at a moment; null while it does not.</summary>
    public DateTime? ArrivedAt(DateTime asOf, TimeSpan quiet)
    {
        if (Failure is not null || Complaint is not null)
        {
            return null;
        }

        if (DeliveredAt is { } delivered)
        {
            return delivered;
        }

        var last = Delay is null || Delay.At < AcceptedAt ? AcceptedAt : Delay.At;
        return last + quiet <= asOf ? last + quiet : null;
    }

    private static string KeyOf(JournalEvent item) => item.Id is { } id
        ? "#" + id.ToString(CultureInfo.InvariantCulture) + "/" + item.Recipient.ToString(CultureInfo.InvariantCulture)
        : item.MessageId.Length > 0 ? item.MessageId
        : item.ExternalKey ?? item.Sequence.ToString(CultureInfo.InvariantCulture);

    private void Add(JournalEvent item)
    {
        var sent = item.SentAt ?? item.At;
        SentAt = sent < SentAt ? sent : SentAt;
        Sequence = Math.Min(Sequence, item.Sequence);
        switch (item.Kind)
        {
            case JournalEventKind.Accepted:
                AcceptedAt = AcceptedAt > item.At ? AcceptedAt : item.At;
                break;
            case JournalEventKind.Delivered:
                DeliveredAt = DeliveredAt ?? item.At;
                break;
            case JournalEventKind.Deferred:
                Delay = Delay?.At > item.At ? Delay : item;
                break;
            case JournalEventKind.Complained:
                Complaint ??= item;
                break;
            default:
                Failure = Failure is null || Weight(item) > Weight(Failure) ? item : Failure;
                break;
        }
    }

    private static int Weight(JournalEvent failure) =>
        (SuppressionGuard.IsAboutRecipient(failure) ? 2 : 0) + (failure.Permanence == BouncePermanence.Hard ? 1 : 0)
        + (SuppressionGuard.IsProven(failure) ? 4 : 0);
}
