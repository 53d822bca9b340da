using System.Collections.Generic;
using System.Linq;

namespace MailOps.Journal;

/// <summary>
/// What the events of one recipient of one message say together. A fold over the journal and nothing else, so that the log can be read
/// while its message is long gone.
/// </summary>
internal static class MailLogFold
{
    /// <summary>Folds the events of one recipient of one message; null when there are none.</summary>
    /// <param name="events">The events in the order of their sequence.</param>
    /// <param name="subject">The subject of the message.</param>
    public static MailLogEntry? Fold(IEnumerable<JournalEvent> events, string subject)
    {
        MailLogEntry? entry = null;
        var all = events.ToList();
        foreach (var item in all)
        {
            entry = Apply(entry ?? Start(item, subject), item, IsUndone(item, all));
        }

        return entry;
    }

    private static MailLogEntry Start(JournalEvent first, string subject) => new()
    {
        Id = first.Id ?? 0,
        Recipient = first.Recipient,
        MessageId = first.MessageId,
        Address = first.Address,
        Status = MailLogStatus.Queued,
        Subject = subject,
        Campaign = first.Campaign,
        QueuedAt = first.At,
        UpdatedAt = first.At,
        CreatedBy = first.Kind == JournalEventKind.Queued ? first.Actor : "",
    };

    // What was put back was, in the end, not taken.
    private static bool IsUndone(JournalEvent item, List<JournalEvent> all) => item.Kind == JournalEventKind.Recalled
        && all.Exists(other => other.Kind == JournalEventKind.RecallUndone && other.Attempt == item.Attempt);

    private static MailLogEntry Apply(MailLogEntry entry, JournalEvent item, bool isUndone)
    {
        var isReply = item.ReplyCode is not null || item.Text.Length > 0;
        return entry with
        {
            Status = isUndone ? entry.Status : Weightier(entry.Status, StatusOf(item.Kind) ?? entry.Status),
            UpdatedAt = item.At > entry.UpdatedAt ? item.At : entry.UpdatedAt,
            Attempts = item.Attempt > entry.Attempts && !IsOfRecall(item.Kind) ? item.Attempt : entry.Attempts,
            ReplyCode = isReply ? item.ReplyCode : entry.ReplyCode,
            ReplyStatus = isReply ? item.Status.ToString() : entry.ReplyStatus,
            LastReply = isReply ? item.Text : entry.LastReply,
            Server = item.Server.Length > 0 ? item.Server : entry.Server,
            Permanence = item.Permanence != Bounces.BouncePermanence.None ? item.Permanence : entry.Permanence,
            Reason = item.Permanence != Bounces.BouncePermanence.None ? item.Reason : entry.Reason,
        };
    }

    // A report that comes late, or twice, must not take back what a weightier one has said: a bounce is not undone by the acceptance that
    // came before it, a complaint not by a delivery report.
    private static MailLogStatus Weightier(MailLogStatus before, MailLogStatus next) => Weight(next) >= Weight(before) ? next : before;

    private static int Weight(MailLogStatus status) => status switch
    {
        MailLogStatus.Queued or MailLogStatus.Deferred or MailLogStatus.InDoubt => 0,
        MailLogStatus.Cancelled or MailLogStatus.Suppressed => 1,
        MailLogStatus.Accepted => 2,
        MailLogStatus.Delivered => 3,
        MailLogStatus.Bounced => 4,
        MailLogStatus.Complained => 5,
        _ => 6,
    };

    private static bool IsOfRecall(JournalEventKind kind) => kind is JournalEventKind.Recalled or JournalEventKind.RecallUndone;

    private static MailLogStatus? StatusOf(JournalEventKind kind) => kind switch
    {
        JournalEventKind.Queued => MailLogStatus.Queued,
        JournalEventKind.Accepted => MailLogStatus.Accepted,
        JournalEventKind.Deferred => MailLogStatus.Deferred,
        JournalEventKind.Failed or JournalEventKind.Bounced => MailLogStatus.Bounced,
        JournalEventKind.InDoubt => MailLogStatus.InDoubt,
        JournalEventKind.Cancelled => MailLogStatus.Cancelled,
        JournalEventKind.Suppressed => MailLogStatus.Suppressed,
        JournalEventKind.Delivered => MailLogStatus.Delivered,
        JournalEventKind.Complained => MailLogStatus.Complained,
        JournalEventKind.Recalled => MailLogStatus.Recalled,
        _ => null,
    };
}
