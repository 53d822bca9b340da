using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Postfix telling its postmaster of a refused session: "Postfix SMTP server: errors from …", with "In:" and "Out:" lines of the dialogue.
/// </summary>
internal sealed class PostfixTranscriptReader : IBounceReader
{
    public string Name => "PostfixTranscript";

    public IReadOnlyList<string> Signatures => ["smtp server: errors from"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (context.Subject.IndexOf("SMTP server: errors from", StringComparison.Ordinal) < 0 || context.IsPassedOn)
        {
            return false;
        }

        var lines = context.Lines;
        var phase = SmtpStep.Connect;
        RecipientFacts? current = null;
        var common = "";
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith("In:".AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                var command = line.Slice(3).Trim();
                phase = PhaseOf(command, phase);
                if (phase == SmtpStep.Rcpt && AddressText.FindFirst(command) is { Length: > 0 } address)
                {
                    current = facts.Add(address);
                }
            }
            else if (line.StartsWith("Out:".AsSpan(), StringComparison.OrdinalIgnoreCase) && line.Slice(4).TrimStart() is ['4' or '5', ..] reply)
            {
                if (phase is SmtpStep.Rcpt && current is not null)
                {
                    current.Diagnostic += (current.Diagnostic.Length == 0 ? "" : "\n") + reply.ToString();
                    current.Phase = phase;
                }
                else
                {
                    common += (common.Length == 0 ? "" : "\n") + reply.ToString();
                    facts.Notice = "";
                }
            }
        }

        foreach (var recipient in facts.Recipients)
        {
            if (recipient.Diagnostic.Length == 0)
            {
                recipient.Diagnostic = common;
                recipient.Phase = phase;
            }
        }

        return facts.Recipients.Count > 0;
    }

    private static SmtpStep PhaseOf(ReadOnlySpan<char> command, SmtpStep before) =>
        command.StartsWith("RCPT".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Rcpt
        : command.StartsWith("MAIL".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Mail
        : command.StartsWith("DATA".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Data
        : command.StartsWith("EHLO".AsSpan(), StringComparison.OrdinalIgnoreCase) || command.StartsWith("HELO".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Ehlo
        : before;
}
