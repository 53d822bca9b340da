namespace MailOps.Outbox;

/// <summary>What a mail outbox is told about its surroundings.</summary>
public sealed record MailOutboxOptions
{
    /// <summary>The clock.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>The account that queues, cancels and resumes; the account of this process unless told otherwise.</summary>
    public string Actor { get; init; } = CurrentAccount.Name;

    /// <summary>The store's name in decisions and warnings.</summary>
    public string StoreName { get; init; } = "";
}
