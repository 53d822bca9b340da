using System;

namespace MailOps.Journal;

/// <summary>
/// Finds in a diagnostic which command was refused, as the servers say it that name it: Postfix and Exim. A refusal at MAIL FROM is not the
/// recipient's, whatever its code.
/// </summary>
internal static class DialogueStage
{
    private static readonly (string Text, JournalStage Stage)[] Marks =
    [
        ("in reply to RCPT TO", JournalStage.Recipient),
        ("after RCPT TO", JournalStage.Recipient),
        ("in reply to MAIL FROM", JournalStage.Sender),
        ("after MAIL FROM", JournalStage.Sender),
        ("in reply to end of DATA", JournalStage.EndOfContent),
        ("after end of data", JournalStage.EndOfContent),
        ("in reply to DATA", JournalStage.Content),
        ("after DATA", JournalStage.Content),
        ("in reply to BDAT", JournalStage.Content),
        ("in reply to AUTH", JournalStage.Authentication),
        ("in reply to STARTTLS", JournalStage.Tls),
        ("in reply to EHLO", JournalStage.Hello),
        ("in reply to HELO", JournalStage.Hello),
        ("after EHLO", JournalStage.Hello),
        ("after HELO", JournalStage.Hello),
        ("after initial connection", JournalStage.Connect),
        ("refused to talk to me", JournalStage.Connect),
        ("Connection timed out", JournalStage.Connect),
        ("Connection refused", JournalStage.Connect),
        ("No route to host", JournalStage.Connect),
        ("Network is unreachable", JournalStage.Connect),
        ("while performing the EHLO handshake", JournalStage.Hello),
        ("while receiving the initial server greeting", JournalStage.Connect),
        ("while sending MAIL FROM", JournalStage.Sender),
        ("while sending RCPT TO", JournalStage.Recipient),
        ("while sending message body", JournalStage.Content),
        ("while sending end of data", JournalStage.EndOfContent),
    ];

    /// <summary>The stage; <see cref="JournalStage.None"/> when the text names none.</summary>
    public static JournalStage Of(string diagnostic)
    {
        // Postfix writes its mark at the end, so that the last one is its own and not the server's.
        var best = -1;
        var stage = JournalStage.None;
        foreach (var (text, marked) in Marks)
        {
            var at = diagnostic.LastIndexOf(text, StringComparison.OrdinalIgnoreCase);
            if (at > best)
            {
                (best, stage) = (at, marked);
            }
        }

        return stage;
    }
}
