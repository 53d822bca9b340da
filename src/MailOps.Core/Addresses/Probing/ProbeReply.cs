using System;
using MailOps.Smtp;

namespace MailOps.Addresses;

/// <summary>What the reply to RCPT says about a mailbox.</summary>
internal static class ProbeReply
{
    // How servers without enhanced status codes say that they do not know a mailbox.
    private static readonly PhraseMatcher Unknown = new(
    [
        "user unknown", "unknown user", "unknown recipient", "recipient unknown", "unknown mailbox", "no such user", "no such recipient",
        "no such mailbox", "no such address", "no such person", "no mailbox here", "user not found", "recipient not found", "mailbox not found",
        "address not found", "does not exist", "doesn't exist", "not a valid mailbox", "invalid mailbox", "invalid recipient", "user * not exist",
        "recipient * rejected: user unknown", "not our customer", "benutzer unbekannt", "unbekannter benutzer", "unbekannter empfänger",
        "empfänger unbekannt",
    ]);

    public static ProbeState Judge(SmtpReply reply)
    {
        if (!reply.IsPermanent)
        {
            return reply.IsPositive ? ProbeState.Accepted : ProbeState.TempError;
        }

        var status = reply.EnhancedStatus;
        return status.HasValue ? IsMailboxFault(status) ? ProbeState.NotFound : ProbeState.Refused
            : reply.Code is 550 or 551 or 553 && SaysUnknown(reply.Text) ? ProbeState.NotFound : ProbeState.Refused;
    }

    // RFC 3463 section 3.2: 5.1.x is about addresses, 5.1.7 and 5.1.8 about the sender's.
    private static bool IsMailboxFault(EnhancedStatus status) => status is { Class: 5, Subject: 1, Detail: not (7 or 8) };

    private static bool SaysUnknown(string text)
    {
        var hits = new PhraseHits(Unknown);
        Unknown.Find(text.AsSpan(), hits);
        return hits.Count > 0;
    }
}
