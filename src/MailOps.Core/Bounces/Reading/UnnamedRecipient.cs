namespace MailOps.Bounces;

/// <summary>
/// A report that names nobody is about somebody all the same: whom the returned message went to. Where that is one address, it is taken,
/// with a finding that says so. What the report says about the unnamed recipient is said about that one.
/// </summary>
internal static class UnnamedRecipient
{
    public static void Resolve(BounceContext context, BounceFacts facts)
    {
        if (facts.Kind is not (BounceKind.Failure or BounceKind.Delay))
        {
            return;
        }

        if (facts.Recipients.Count == 0 && Find(context) is { Length: > 0 } address)
        {
            facts.Add(address).Diagnostic = facts.Notice;
            facts.IsGuess = true;
            facts.Findings.Add(BounceFindings.BorrowedRecipient.Found());
        }

        if (context.Unnamed is { } unnamed)
        {
            facts.Unnamed = unnamed;
            foreach (var recipient in facts.Recipients)
            {
                Complete(recipient, unnamed);
            }
        }
    }

    private static void Complete(RecipientFacts recipient, RecipientFacts unnamed)
    {
        recipient.Kind ??= unnamed.Kind;
        recipient.Status = recipient.Status.HasValue ? recipient.Status : unnamed.Status;
        recipient.RemoteMta = recipient.RemoteMta.Length > 0 ? recipient.RemoteMta : unnamed.RemoteMta;
        if (unnamed.Diagnostic.Length > 0)
        {
            recipient.Diagnostic = unnamed.Diagnostic;
            recipient.DiagnosticType = unnamed.DiagnosticType;
        }
    }

    /// <summary>Whom the report's header, the envelope that a server noted in the returned message, or its only addressee name; else empty.</summary>
    public static string Find(BounceContext context)
    {
        var failed = context.FailedRecipients();
        if (failed.Count > 0)
        {
            return failed.Count == 1 ? failed[0] : "";
        }

        foreach (var address in context.Returned.EnvelopeRecipients())
        {
            if (!RecipientGuess.IsStranger(context, address))
            {
                return address;
            }
        }

        var addressed = context.Returned.Recipients(2);
        return addressed.Count == 1 && !RecipientGuess.IsStranger(context, addressed[0]) ? addressed[0] : "";
    }
}
