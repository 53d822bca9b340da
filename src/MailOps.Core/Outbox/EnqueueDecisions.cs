using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Outbox;

/// <summary>Words what became of queued mails, recipient by recipient.</summary>
internal static class EnqueueDecisions
{
    public static List<OutboxDecision> Make(
        IReadOnlyList<PreparedMail> mails, NewMessage?[] messages, IReadOnlyList<EnqueuedMessage> stored, bool whatIf, MailOutboxOptions options)
    {
        List<OutboxDecision> decisions = [];
        var next = 0;
        for (var i = 0; i < messages.Length; i++)
        {
            var common = new OutboxDecision
            {
                Action = OutboxAction.Invalid,
                Subject = mails[i].Subject,
                WhatIf = whatIf,
                Store = options.StoreName,
                Findings = mails[i].Mail.Findings,
                InputObject = mails[i].Mail.InputObject,
                Mail = i,
            };
            foreach (var invalid in mails[i].Invalid)
            {
                decisions.Add(common with { Address = invalid.Address, Reason = invalid.Reason });
            }

            if (messages[i] is { } message)
            {
                AddRecipients(decisions, common, message, stored[next++], options);
            }
        }

        return decisions;
    }

    private static void AddRecipients(
        List<OutboxDecision> decisions, OutboxDecision common, NewMessage message, EnqueuedMessage stored, MailOutboxOptions options)
    {
        var about = common with { Id = stored.Id == 0 ? null : stored.Id, MessageId = stored.MessageId };
        foreach (var recipient in message.Recipients)
        {
            about = about with { Address = recipient.Address };
            decisions.Add(stored.IsKnown
                ? about with { Action = OutboxAction.AlreadyQueued, Reason = OutboxTexts.AlreadyQueued.Current, DueAt = stored.DueAt }
                : Decide(about with { Changed = !common.WhatIf }, message, recipient, stored, options));
        }
    }

    private static OutboxDecision Decide(
        OutboxDecision about, NewMessage message, NewRecipient recipient, EnqueuedMessage stored, MailOutboxOptions options) =>
        recipient.SuppressedBecause.Length > 0
            ? about with { Action = OutboxAction.Suppressed, Reason = recipient.SuppressedBecause, State = State(about, DeliveryState.Suppressed) }
        : (message.Waits & WaitReasons.Approval) != 0
            ? about with { Action = OutboxAction.NeedsApproval, Reason = OutboxTexts.NeedsApproval.Current, State = State(about, DeliveryState.Waiting) }
        : message.Waits != WaitReasons.None
            ? about with { Action = OutboxAction.Held, Reason = HeldBecause(message), State = State(about, DeliveryState.Waiting) }
        : about with
        {
            Action = stored.DueAt > options.Clock.UtcNow ? OutboxAction.DelayedUntil : OutboxAction.Send,
            State = State(about, DeliveryState.Queued),
            DueAt = stored.DueAt,
        };

    private static string HeldBecause(NewMessage message) =>
        string.Format(CultureInfo.InvariantCulture, OutboxTexts.HeldForPreflight.Current, message.Findings);

    // A preview leaves no delivery that could be in a state.
    private static DeliveryState? State(OutboxDecision about, DeliveryState state) => about.WhatIf ? null : state;
}
