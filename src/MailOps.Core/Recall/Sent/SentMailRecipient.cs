using MailOps.Journal;

namespace MailOps.Recall;

/// <summary>One recipient of a mail that went wrong, with what log and recall know about him.</summary>
public sealed record SentMailRecipient
{
    /// <summary>Where the mail ended, behind aliases and redirections: also where a correction goes.</summary>
    public required string Address { get; init; }

    /// <summary>The address that the mail was sent to.</summary>
    public required string SentTo { get; init; }

    /// <summary>What the log says; null when the mail did not go through the outbox.</summary>
    public MailLogStatus? Log { get; init; }

    /// <summary>What the recall says; null when there was none, or not for him.</summary>
    public MailRecallRecipient? Recall { get; init; }

    /// <summary>
    /// Whether he has the mail as far as we know: it left and did not come back, and no recall took it, looked in vain, or is still at it.
    /// </summary>
    public bool HasMail => HasLeft && (Recall is null ? Log is not (MailLogStatus.Queued or MailLogStatus.Deferred) : Recall is { HasMail: true, IsPending: false });

    /// <summary>Whether it is not known yet: a recall is still at it, or the mail has not left.</summary>
    public bool IsUndecided => HasLeft && (Recall?.IsPending ?? Log is MailLogStatus.Queued or MailLogStatus.Deferred);

    /// <summary>Whether an address is his: where the mail was sent to, or where it ended.</summary>
    /// <param name="address">The address.</param>
    public bool IsAt(string address) => AddressKey.Of(address) is var key && (key == AddressKey.Of(Address) || key == AddressKey.Of(SentTo));

    /// <summary>Address and what is known.</summary>
    public override string ToString() => DisplayText.Clean(Address) + ": " + (Recall?.Status.ToString() ?? Log?.ToString() ?? "");

    // What was refused, cancelled or suppressed reached nobody, whatever a recall saw of it.
    private bool HasLeft => Log is not (MailLogStatus.Bounced or MailLogStatus.Cancelled or MailLogStatus.Suppressed);
}
