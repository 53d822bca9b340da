using System;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>What a recaller is told about its surroundings.</summary>
public sealed record MailRecallerOptions
{
    /// <summary>The clock.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>The account that asks; that of this process unless told otherwise.</summary>
    public string Actor { get; init; } = CurrentAccount.Name;

    /// <summary>How many mailboxes are worked on at the same time, above zero.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>
    /// After how long the first report is due, counted from the beginning of the plan. Shortly before, no further mailbox is begun and what hangs is ended;
    /// what is left goes on with the next turn.
    /// </summary>
    public TimeSpan ReportAfter { get; init; } = TimeSpan.FromMinutes(5);
}
