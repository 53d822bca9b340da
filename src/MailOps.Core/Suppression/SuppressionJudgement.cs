using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>Says in a decision what came of one piece of evidence.</summary>
internal static class SuppressionJudgement
{
    public static SuppressionDecision Nothing(SuppressionEvidence evidence, bool whatIf) => Decide(
        evidence,
        SuppressionAction.None,
        evidence.Address.Length > 0 ? WhyNothing(evidence) : SuppressionTexts.InFile(WhyNothing(evidence), evidence.Source),
        whatIf);

    private static string WhyNothing(SuppressionEvidence evidence) => evidence.Kind is null ? SuppressionTexts.NotAFailure(evidence) : SuppressionTexts.NoAddress;

    public static SuppressionDecision Judge(
        SuppressionEvidence evidence, JournalEvent item, SuppressionOutcome outcome, SuppressionPolicy policy, bool whatIf)
    {
        var (action, reason) = outcome.IsKnown
            ? (SuppressionAction.AlreadyKnown, SuppressionTexts.AlreadyKnown)
            : Compare(evidence, item, outcome.Before, outcome.After, policy);
        return Decide(evidence, action, reason, whatIf) with
        {
            Address = item.Address,
            SoftFailures = outcome.After?.SoftFailures ?? 0,
            Changed = !whatIf && !outcome.IsKnown,
            Run = whatIf || outcome.IsKnown ? "" : item.Run,
        };
    }

    private static (SuppressionAction Action, string Reason) Compare(
        SuppressionEvidence evidence, JournalEvent item, SuppressionEntry? before, SuppressionEntry? after, SuppressionPolicy policy)
    {
        if (after?.State == SuppressionState.Blocked)
        {
            return before?.State == SuppressionState.Blocked
                ? (SuppressionAction.AlreadyBlocked, SuppressionTexts.AlreadyBlocked)
                : (SuppressionAction.Block, SuppressionTexts.Blocked(evidence));
        }

        if (after?.State == SuppressionState.Held)
        {
            return (SuppressionAction.Hold, SuppressionTexts.Held(SuppressionTexts.Blocked(evidence)));
        }

        if (before?.State == SuppressionState.Blocked)
        {
            return (SuppressionAction.Unblock, SuppressionTexts.Arrived);
        }

        if (item.Kind is JournalEventKind.Accepted or JournalEventKind.Delivered)
        {
            return (SuppressionAction.None, SuppressionTexts.NotAFailure(evidence));
        }

        if (item.Kind != JournalEventKind.Complained && !SuppressionGuard.IsAboutRecipient(item))
        {
            var why = SuppressionGuard.MayBlame(item.Cause) ? SuppressionTexts.WrongStage(evidence) : SuppressionTexts.NotTheRecipient(evidence);
            return (SuppressionAction.None, why);
        }

        return SuppressionGuard.IsProtected(item.Address, policy) ? (SuppressionAction.Protected, SuppressionTexts.Protected)
            : !SuppressionGuard.IsProven(item) ? (SuppressionAction.Unmatched, SuppressionTexts.Unmatched)
            : (SuppressionAction.Observe, SuppressionTexts.Observed(evidence, after?.SoftFailures ?? 0));
    }

    private static SuppressionDecision Decide(SuppressionEvidence evidence, SuppressionAction action, string reason, bool whatIf) => new()
    {
        Address = evidence.Address,
        Action = action,
        Reason = reason,
        WhatIf = whatIf,
        MessageId = evidence.MessageId,
        Bounce = evidence.Bounce,
        InputObject = evidence.InputObject,
    };
}
