using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>m-FILTER of Digital Arts: sections "-------server message" and "-------SMTP command" in a Japanese notice.</summary>
internal sealed class MFilterReader : IBounceReader
{
    public string Name => "MFilter";

    public IReadOnlyList<string> Signatures => ["-------server message", "m-filter"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var message = lines.Find("-------server message");
        if (message < 0 || context.IsPassedOn)
        {
            return false;
        }

        RecipientBlocks.Read(lines, 0, message, AddressLine.Bare | AddressLine.Angle | AddressLine.Indented, facts);
        var command = lines.Find("-------SMTP command", message);
        var original = lines.Find("-------original", message);
        var end = command > 0 ? command : original > 0 ? original : context.NoticeEnd;
        foreach (var recipient in facts.Recipients)
        {
            recipient.Diagnostic = lines.Slice(message + 1, end).Trim().ToString();
            recipient.Phase = command > 0 && command + 1 < lines.Count ? PhaseOf(lines[command + 1].Trim()) : SmtpStep.Unknown;
        }

        return facts.Recipients.Count > 0;
    }

    private static SmtpStep PhaseOf(ReadOnlySpan<char> command) =>
        command.StartsWith("RCPT".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Rcpt
        : command.StartsWith("MAIL".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Mail
        : command.StartsWith("DATA".AsSpan(), StringComparison.OrdinalIgnoreCase) || command.StartsWith(".".AsSpan()) ? SmtpStep.Data
        : command.StartsWith("EHLO".AsSpan(), StringComparison.OrdinalIgnoreCase) || command.StartsWith("HELO".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Ehlo
        : SmtpStep.Unknown;
}
