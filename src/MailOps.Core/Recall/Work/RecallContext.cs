using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Recall;

/// <summary>What the visits of one recall share.</summary>
internal sealed class RecallContext
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)];

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public required MailRecall Recall { get; init; }

    public required IRecallStore Store { get; init; }

    public required IMailStore Mailboxes { get; init; }

    public required MailClock Clock { get; init; }

    public required string Actor { get; init; }

    public required RecallQuarantine Quarantine { get; init; }

    public async Task<MailRecallRecipient> SaveAsync(MailRecallRecipient recipient, string action, CancellationToken cancellationToken)
    {
        var stamped = recipient with { ChangedAt = Clock.UtcNow };
        await Store.SaveAsync(stamped, Actor, action, cancellationToken).ConfigureAwait(false);
        return stamped;
    }

    /// <summary>The recipient with a status that may still change, as long as 24 hours are not over; then it failed.</summary>
    public MailRecallRecipient Again(MailRecallRecipient recipient, MailRecallStatus status, string detail)
    {
        var next = Clock.UtcNow + Pauses[Math.Min(recipient.Attempts, Pauses.Length) - 1];
        var isOver = next > Recall.CreatedAt + Lifetime;
        return recipient with
        {
            Status = isOver ? MailRecallStatus.Failed : status,
            Detail = isOver ? (detail + " " + RecallTexts.GivenUp.Current).Trim() : detail,
            NextAt = isOver ? null : next,
        };
    }
}
