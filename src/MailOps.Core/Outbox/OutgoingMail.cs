using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Mime;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>A mail that is to be queued.</summary>
public sealed record OutgoingMail
{
    /// <summary>
    /// The bytes of the message (RFC 5322), kept as they are. Without a Message-ID it gets one when it is queued, without a Date when it is
    /// sent.
    /// </summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The recipients of the envelope, at least one; equal ones count once.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The reverse path of the envelope; empty for the null reverse path, null for the author of the message.</summary>
    public string? Sender { get; init; }

    /// <summary>When it is to leave.</summary>
    public MailDueTime Due { get; init; } = MailDueTime.After(OutboxDefaults.UndoWindow);

    /// <summary>The server to go through, as a transport source knows it; empty for the configured default.</summary>
    public string Server { get; init; } = "";

    /// <summary>The campaign; empty for none.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>
    /// What makes it the same mail when it is queued again (<see cref="OutboxKey"/>); null: nothing, each call queues another one.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Whether it waits until a person resumes it, as after a warning of the preflight.</summary>
    public bool Hold { get; init; }

    /// <summary>Whether it waits until another account than the one that queues it has approved it.</summary>
    public bool RequireApproval { get; init; }

    /// <summary>What the preflight found.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>What to do when a downtime made it much too late.</summary>
    public MissedAction IfMissed { get; init; }

    /// <summary>Why addresses on the suppression list get it nevertheless; empty: they do not. The reason is kept with the mail.</summary>
    public string SuppressionOverride { get; init; } = "";

    /// <summary>Which notifications are wanted (NOTIFY, RFC 3461 section 4.1); null leaves it to the servers.</summary>
    public DsnNotify? Notify { get; init; }

    /// <summary>What a notification of failure returns (RET, RFC 3461 section 4.3); null leaves it to the servers.</summary>
    public DsnReturn? Return { get; init; }

    /// <summary>The key to sign it with when it leaves; null: it is not signed here. Only its name is kept.</summary>
    public Authentication.Dkim.DkimKeyReference? DkimKey { get; init; }

    /// <summary>The object it was made from; handed through to the decisions.</summary>
    public object? InputObject { get; init; }

    /// <summary>A mail from a message in the making. Its date is left open: the mail is dated when it is sent.</summary>
    /// <param name="builder">The message.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Mime.*</c>: it cannot be written.</exception>
    public static OutgoingMail FromBuilder(MimeMessageBuilder builder) =>
        new OutgoingMail { Content = default, Recipients = [] }.WithMessage(builder);

    /// <summary>This mail with message and envelope of a draft, and everything else as it is.</summary>
    /// <param name="draft">The draft.</param>
    public OutgoingMail WithDraft(MailDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return this with { Content = draft.RawMessage, Recipients = draft.Recipients, InputObject = draft.InputObject };
    }

    /// <summary>
    /// This mail with content, sender and recipients of a message in the making, and everything else as it is. The date is left open: the
    /// mail is dated when it is sent.
    /// </summary>
    /// <param name="builder">The message.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Mime.*</c>: it cannot be written.</exception>
    public OutgoingMail WithMessage(MimeMessageBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OmitDate |= builder.Date is null;
        return this with
        {
            Content = builder.Build(),
            Recipients = [.. builder.GetRecipients().Select(address => address.Address)],
            Sender = builder.Sender?.Address.Address ?? builder.From!.Address.Address,
        };
    }
}

/// <summary>The settings of the outbox that nobody named.</summary>
public static class OutboxDefaults
{
    /// <summary>The undo window: two minutes.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(2);

    /// <summary>How many recipients one message may have; servers need to take 100 (RFC 5321 section 4.5.3.1.8), many take 1,000.</summary>
    public const int MaxRecipients = 1000;

    /// <summary>How long no dispatcher may have come by before whoever queues is warned: 15 minutes.</summary>
    public static readonly TimeSpan UnattendedAfter = TimeSpan.FromMinutes(15);
}
