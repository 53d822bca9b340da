using System.Collections.Generic;
using System.Linq;

namespace MailOps.Outbox;

/// <summary>Words what a change did, delivery by delivery.</summary>
internal static class ChangeDecisions
{
    public static List<OutboxDecision> Make(
        OutboxChange change, IReadOnlyList<DeliveryChange> changes, bool whatIf, MailOutboxOptions options)
    {
        List<OutboxDecision> decisions = [];
        var byMessage = changes.ToLookup(c => c.Id);
        foreach (var id in change.Ids)
        {
            var some = byMessage[id].ToList();
            decisions.AddRange(some.Select(c => Decide(change, c, whatIf, options)));
            if (some.Count == 0)
            {
                decisions.Add(new OutboxDecision
                {
                    Action = OutboxAction.NotFound,
                    Reason = (change.Address is null ? OutboxTexts.NoSuchMessage : OutboxTexts.NoSuchRecipient).Current,
                    WhatIf = whatIf,
                    Id = id,
                    Address = change.Address ?? "",
                    Store = options.StoreName,
                });
            }
        }

        return decisions;
    }

    private static OutboxDecision Decide(OutboxChange change, DeliveryChange result, bool whatIf, MailOutboxOptions options)
    {
        var (action, reason) = change.Kind switch
        {
            OutboxChangeKind.Cancel => Cancel(result),
            OutboxChangeKind.Approve => Approve(result),
            OutboxChangeKind.Remove => Remove(result),
            _ => Move(change.Kind, result),
        };
        return new OutboxDecision
        {
            Action = action,
            Reason = reason?.Current ?? "",
            WhatIf = whatIf,
            Changed = result.Changed && !whatIf,
            Id = result.Id,
            MessageId = result.MessageId,
            Address = result.Address,
            Subject = result.Subject,
            State = result.After,
            DueAt = result.After == DeliveryState.Queued ? result.DueAt : null,
            Store = options.StoreName,
        };
    }

    private static (OutboxAction Action, Localized? Reason) Cancel(DeliveryChange result) => result.Before switch
    {
        DeliveryState.Cancelled => (OutboxAction.AlreadyCancelled, OutboxTexts.WasCancelled),
        DeliveryState.Sending => (OutboxAction.TooLate, OutboxTexts.IsBeingSent),
        DeliveryState.InDoubt => (OutboxAction.TooLate, OutboxTexts.MayHaveLeft),
        DeliveryState.Accepted => (OutboxAction.TooLate, OutboxTexts.HasLeft),
        DeliveryState.Failed => (OutboxAction.NothingToDo, OutboxTexts.HasFailed),
        DeliveryState.Suppressed => (OutboxAction.NothingToDo, OutboxTexts.WasSuppressed),
        _ => (OutboxAction.Cancelled, result.IsDoubtful ? OutboxTexts.MayHaveLeft : null),
    };

    private static (OutboxAction Action, Localized? Reason) Approve(DeliveryChange result) => result switch
    {
        { Fault: ApprovalFault.OwnMessage } => (OutboxAction.NeedsApproval, OutboxTexts.NotYours),
        { Fault: ApprovalFault.Altered } => (OutboxAction.NeedsApproval, OutboxTexts.IsAltered),
        { Changed: true, After: DeliveryState.Waiting } => (OutboxAction.Approved, OutboxTexts.HeldAfterApproval),
        { Changed: true, After: DeliveryState.Cancelled } => (OutboxAction.Cancelled, OutboxTexts.SkippedAsMissed),
        { Changed: true } => (OutboxAction.Approved, null),
        _ => (OutboxAction.NothingToDo, OutboxTexts.NeedsNoApproval),
    };

    private static (OutboxAction Action, Localized? Reason) Remove(DeliveryChange result) =>
        result.Changed ? (OutboxAction.Removed, null)
        : result.WasErased ? (OutboxAction.NothingToDo, OutboxTexts.WasErased)
        : (OutboxAction.NothingToDo, OutboxTexts.NotOver);

    private static (OutboxAction Action, Localized? Reason) Move(OutboxChangeKind kind, DeliveryChange result) => result.Before switch
    {
        DeliveryState.Cancelled => (OutboxAction.AlreadyCancelled, OutboxTexts.WasCancelled),
        DeliveryState.Accepted => (OutboxAction.TooLate, OutboxTexts.HasLeft),
        DeliveryState.Failed => (OutboxAction.NothingToDo, OutboxTexts.HasFailed),
        DeliveryState.Suppressed => (OutboxAction.NothingToDo, OutboxTexts.WasSuppressed),
        DeliveryState.Sending =>
            (OutboxAction.TooLate, kind == OutboxChangeKind.Suspend ? OutboxTexts.LeavesUnheld : OutboxTexts.LeavesNow),
        DeliveryState.InDoubt when kind != OutboxChangeKind.Resume => (OutboxAction.TooLate, OutboxTexts.MayHaveLeft),
        DeliveryState.Waiting when result.After == DeliveryState.Cancelled => (OutboxAction.Cancelled, OutboxTexts.SkippedAsMissed),
        DeliveryState.Waiting when kind == OutboxChangeKind.Resume && result.After == DeliveryState.Waiting =>
            (OutboxAction.NeedsApproval, OutboxTexts.NeedsApproval),
        DeliveryState.Waiting or DeliveryState.InDoubt when kind == OutboxChangeKind.Resume =>
            (OutboxAction.Resumed, result.IsDoubtful ? OutboxTexts.MayHaveLeft : null),
        _ when kind == OutboxChangeKind.Resume =>
            (OutboxAction.NothingToDo, result.IsBraked ? OutboxTexts.IsBraked : OutboxTexts.NotWaiting),
        _ when kind == OutboxChangeKind.Suspend => (OutboxAction.Held, null),
        _ => (OutboxAction.Rescheduled, null),
    };
}
