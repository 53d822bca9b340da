using System;

namespace MailOps.Bounces;

/// <summary>
/// Notices that say the reason once, before or behind the list of recipients: a line that begins with a reply code belongs to all of
/// them, when none has a code of its own.
/// </summary>
internal static class ReplyLine
{
    public static void Adopt(BounceFacts facts)
    {
        if (facts.Notice.Length == 0 || HasCodes(facts))
        {
            return;
        }

        var lines = new TextLines(facts.Notice, 400);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (!IsReply(line))
            {
                continue;
            }

            var end = i + 1;
            while (end < lines.Count && end < i + 6 && !lines.IsBlank(end) && lines[end].IndexOf('@') < 0)
            {
                end++;
            }

            var text = lines.Slice(i, end).Trim().ToString();
            foreach (var recipient in facts.Recipients)
            {
                recipient.Diagnostic = recipient.Diagnostic.Length == 0 || recipient.Diagnostic == facts.Notice ? text : recipient.Diagnostic + "\n" + text;
            }

            return;
        }
    }

    private static bool HasCodes(BounceFacts facts)
    {
        foreach (var recipient in facts.Recipients)
        {
            if (recipient.Status.HasValue || recipient.ReplyCode != 0)
            {
                return true;
            }

            var reply = SmtpReplyParser.Parse(recipient.Diagnostic.AsSpan());
            if (reply.ReplyCode != 0 || reply.Status.HasValue)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsReply(ReadOnlySpan<char> line) =>
        line is ['4' or '5', >= '0' and <= '5', >= '0' and <= '9', ' ' or '-', ..] && line.Length > 8;
}
