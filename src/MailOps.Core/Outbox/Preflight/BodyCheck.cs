using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Outbox;

/// <summary>What the body promises, lacks or breaks.</summary>
internal static class BodyCheck
{
    private const int MaxLine = 998;
    private const int ShownWords = 5;

    public static void Run(PreflightMail mail, PhraseList spamWords, PreflightOptions options, List<Finding> findings)
    {
        if (mail.Attachments.Count == 0 && PhraseList.AttachmentWords.Value.Find(mail.Subject, mail.OwnWords) is { Count: > 0 } promised)
        {
            findings.Add(DraftFindings.AttachmentForgotten.Found(promised[0]));
        }

        if (spamWords.Find(mail.Subject, mail.OwnWords) is { Count: > 0 } words)
        {
            var shown = string.Join(", ", words.Take(ShownWords).Select(w => "'" + w + "'")) + (words.Count > ShownWords ? " …" : "");
            findings.Add(DraftFindings.SpamWords.Found(shown));
        }

        if (mail.Html is not null && mail.Text is null)
        {
            findings.Add(DraftFindings.HtmlOnly.Found());
        }

        foreach (var image in mail.Links.Images)
        {
            // RFC 2392 section 2: the id stands percent-encoded behind "cid:".
            if (image.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) && !mail.ContentIds.Contains(Uri.UnescapeDataString(image.Substring(4))))
            {
                findings.Add(DraftFindings.ImageMissing.Found(DisplayText.Quote(image)));
                break;
            }
        }

        if (mail.Mail.Content.Length > options.MaxSize)
        {
            findings.Add(DraftFindings.TooBig.Found(mail.Mail.Content.Length / 1e6, options.MaxSize / 1e6));
        }

        CheckLines(mail.Mail.Content.Span, findings);
    }

    // RFC 5322 section 2.1.1 and 2.3: at most 998 octets before each CRLF, and CR and LF only together.
    private static void CheckLines(ReadOnlySpan<byte> message, List<Finding> findings)
    {
        var isBare = false;
        for (int number = 1, start = 0; start < message.Length; number++)
        {
            var rest = message.Slice(start);
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var length = end < 0 ? rest.Length : end;
            if (length > MaxLine)
            {
                findings.Add(DraftFindings.LongLine.Found(number, length));
                break;
            }

            var isPair = end >= 0 && rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n';
            isBare |= end >= 0 && !isPair;
            start += length + (end < 0 ? 0 : isPair ? 2 : 1);
        }

        if (isBare)
        {
            findings.Add(DraftFindings.BareLineEnd.Found());
        }
    }
}
