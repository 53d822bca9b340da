using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>A mail that was checked and can be queued, together with others in one transaction.</summary>
public sealed class PreparedMail
{
    internal PreparedMail(OutgoingMail mail, NewMessage? message, IReadOnlyList<RefusedRecipient> invalid, string subject)
    {
        Mail = mail;
        Message = message;
        Invalid = invalid;
        Subject = subject;
    }

    /// <summary>The mail it was made from.</summary>
    public OutgoingMail Mail { get; }

    /// <summary>The decoded subject.</summary>
    public string Subject { get; }

    /// <summary>How many recipients it has that are addresses.</summary>
    public int ValidRecipients => Message?.Recipients.Count ?? 0;

    /// <summary>What goes into the store; null when no recipient is left.</summary>
    internal NewMessage? Message { get; }

    internal IReadOnlyList<RefusedRecipient> Invalid { get; }
}

/// <summary>A recipient that is no address.</summary>
internal readonly record struct RefusedRecipient
{
    public required string Address { get; init; }

    public required string Reason { get; init; }
}
