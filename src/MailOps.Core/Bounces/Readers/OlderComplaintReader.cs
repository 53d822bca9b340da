using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>Complaint mails older than RFC 5965: Hotmail's "complaint about message from 192.0.2.1" and its kin, in multipart/mixed.</summary>
internal sealed class OlderComplaintReader : IBounceReader
{
    public string Name => "Complaint";

    public IReadOnlyList<string> Signatures => ["complaint about message from", "abuse report", "email feedback report for ip", "spam complaint", "junk mail report"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (context.Parts.Returned?.EmbeddedMessage is not { } original || context.Parts.Status.Count > 0 || context.Sender.IsReplyOrForward)
        {
            return false;
        }

        var subject = context.Subject;
        var isComplaint = subject.StartsWith("complaint about message from", StringComparison.OrdinalIgnoreCase)
            || subject.StartsWith("Email Feedback Report for IP", StringComparison.OrdinalIgnoreCase)
            || original.Headers.Contains("X-HmXmrOriginalRecipient");
        if (!isComplaint)
        {
            return false;
        }

        facts.Kind = BounceKind.Complaint;
        facts.FeedbackType = "abuse";
        var address = AddressText.FindFirst((original.Headers["X-HmXmrOriginalRecipient"] ?? original.Headers["To"] ?? "").AsSpan());
        if (address.Length > 0)
        {
            facts.Add(address);
        }

        return true;
    }
}
