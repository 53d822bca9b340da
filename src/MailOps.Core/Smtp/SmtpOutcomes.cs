using System.Collections.Generic;
using System.Linq;

namespace MailOps.Smtp;

/// <summary>Makes outcomes.</summary>
internal static class SmtpOutcomes
{
    public static RecipientOutcome Of(
        EnvelopeRecipient recipient, MailOutcome outcome, SmtpPhase phase, SmtpReply? reply = null, MailOpsException? failure = null) => new()
        {
            Recipient = recipient.Address,
            Outcome = outcome,
            Phase = phase,
            Reply = reply,
            Failure = failure is null ? null : Failure(failure),
        };

    /// <summary>The same outcome for all, when it never came to a transaction.</summary>
    public static IReadOnlyList<RecipientOutcome> ForAll(IEnumerable<EnvelopeRecipient> recipients, SmtpPhase phase, MailOpsException failure)
    {
        var smtp = failure as SmtpException;

        // What the server says to us before it has heard of a message says nothing about the message: only errors known to come again count as
        // final, such as a wrong password.
        var isFinal = smtp is { IsPermanent: true } || failure.Kind is MailOpsErrorKind.NotSupported or MailOpsErrorKind.InvalidArgument;
        var outcome = isFinal ? MailOutcome.Rejected : MailOutcome.Deferred;
        return [.. recipients.Select(r => Of(r, outcome, phase, smtp?.Reply, failure))];
    }

    private static MailFailure Failure(MailOpsException e) => new() { ErrorId = e.ErrorId, Kind = e.Kind, Message = e.Message, Advice = e.Advice };
}
