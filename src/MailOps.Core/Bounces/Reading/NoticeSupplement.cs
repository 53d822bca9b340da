using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Bounces;

/// <summary>
/// Adds what the text for people says to a report whose fields say little: many systems put the server's words only there, or cut them
/// off in the fields.
/// </summary>
internal static class NoticeSupplement
{
    private const int MaxNotice = 3000;

    public static void Apply(BounceContext context, BounceFacts facts)
    {
        if (facts.Recipients.Count == 0)
        {
            return;
        }

        if (facts.Recipients.Count == 1)
        {
            var recipient = facts.Recipients[0];
            facts.NoticeSource = context;
            recipient.RemarkSource = context;
            if (recipient.Diagnostic.Length == 0)
            {
                recipient.Diagnostic = recipient.Remark;
            }
        }

        if (!NeedsMore(facts))
        {
            return;
        }

        var found = new BounceFacts();
        RecipientBlocks.Read(context.Lines, 0, context.NoticeEnd, AddressLine.Any | AddressLine.WithText, found, endsAtBlank: true);
        var blocks = new Dictionary<string, RecipientFacts>(StringComparer.OrdinalIgnoreCase);
        foreach (var block in found.Recipients)
        {
            foreach (var name in new[] { block.Address, block.Alias })
            {
                if (name.Length > 0 && !blocks.ContainsKey(name))
                {
                    blocks.Add(name, block);
                }
            }
        }

        foreach (var recipient in facts.Recipients)
        {
            if (recipient.Diagnostic.Length == 0
                && (blocks.TryGetValue(recipient.Address, out var block) || blocks.TryGetValue(recipient.OriginalRecipient, out block)))
            {
                recipient.Diagnostic = LooksLikeReason(block.Diagnostic) ? block.Diagnostic : "";
                recipient.IsFromNotice = true;
            }
        }
    }

    private static bool NeedsMore(BounceFacts facts)
    {
        foreach (var recipient in facts.Recipients)
        {
            if (recipient.Diagnostic.Length == 0 && recipient.Kind is not (BounceKind.Delivered or BounceKind.Relayed))
            {
                return true;
            }
        }

        return false;
    }

    // What follows an address may as well be the next paragraph of the notice, or the disclaimer of a virus scanner below a line.
    private static bool LooksLikeReason(string text) =>
        text.Length > 0 && !(text.Length > 4 && text[0] is '-' or '_' or '*' or '=' && text[1] == text[0] && text[2] == text[0] && text[3] == text[0]);

    /// <summary>The text for people, without the returned message.</summary>
    public static string NoticeOf(BounceContext context)
    {
        var notice = context.Notice;
        return (notice.Length > MaxNotice ? notice.Slice(0, MaxNotice) : notice).ToString();
    }

    /// <summary>What a transcript of the session says: Sendmail's "&lt;&lt;&lt;" lines have the whole reply where Diagnostic-Code has its first line only.</summary>
    public static string TranscriptOf(BounceContext context)
    {
        var lines = context.Lines;
        StringBuilder? text = null;
        var transcript = lines.Find("Transcript of session", 0, context.NoticeEnd);
        for (var i = 0; i < context.NoticeEnd && i < lines.Count; i++)
        {
            var line = lines[i];
            if (text is not null && text.Length > MaxNotice)
            {
                break;
            }

            if (line.StartsWith("<<< ".AsSpan()))
            {
                (text ??= new StringBuilder()).Append(line.Slice(4)).Append('\n');
            }
            else if (transcript >= 0 && i > transcript && IsSaidBySendmail(line))
            {
                (text ??= new StringBuilder()).Append(line).Append('\n');
            }
        }

        return text?.ToString() ?? "";
    }

    // "550 5.0.0 <a@b>... Insufficient permission", "mail.local: unknown user: anna"; not ">>> DATA" nor "... while talking to mx.b.:"
    private static bool IsSaidBySendmail(ReadOnlySpan<char> line) =>
        line.Length > 4 && line[0] is not ('>' or '.' or ' ' or '-') && line.IndexOf("undelivered after".AsSpan()) < 0
        && line.IndexOf("Will keep trying".AsSpan()) < 0 && line.IndexOf("deleted from queue".AsSpan()) < 0;
}
