using System;

namespace MailOps.Bounces;

/// <summary>Finds where the returned message begins in a text that holds both notice and message.</summary>
internal static class NoticeDivider
{
    // Words of the line between both, as the common systems write it; the line also has dashes or stands alone.
    private static readonly string[] Words =
    [
        "copy of the message", "original message", "message header", "unsent message", "returned message", "original mail", "copy of your message",
        "returned content", "message text follows", "original letter", "undelivered message", "your message follows", "header of the message",
        "headers of the message", "copie du message", "ursprüngliche nachricht", "originalnachricht", "mensaje original", "messaggio originale",
        "body of the message", "no message was collected", "message contents", "first part of the message", "your original message", "message body",
        "texte du message", "message d'origine", "bounced message", "failed message", "rejected message", "kopie der nachricht", "kopie ihrer nachricht",
        "mensagem original", "oorspronkelijke bericht", "mail as follows", "tes originais", "source mail attached", "source mail follows",
    ];

    public static int Find(TextLines lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Length is > 0 and < 200 && (IsDivider(line) || (i > 0 && (IsMessageHeader(line, lines, i) || IsTitleOfMessage(line, lines, i)))))
            {
                return i;
            }
        }

        return lines.Count;
    }

    private static bool IsDivider(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        var bare = trimmed.Trim("-=*_+#>| ".AsSpan());
        var dashed = trimmed.Length - bare.Length >= 2;
        if (!dashed && !bare.EndsWith("follows".AsSpan(), StringComparison.OrdinalIgnoreCase) && !bare.EndsWith("follow.".AsSpan(), StringComparison.OrdinalIgnoreCase)
            && !bare.EndsWith(":".AsSpan()) && !bare.EndsWith("follows.".AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var word in Words)
        {
            if (bare.IndexOf(word.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                // "The subject of the original message:" introduces a value, not the message.
                return dashed
                    || (bare.IndexOf("recipient".AsSpan(), StringComparison.OrdinalIgnoreCase) < 0 && bare.IndexOf("addresses".AsSpan(), StringComparison.OrdinalIgnoreCase) < 0
                        && IntroducesMessage(bare));
            }
        }

        return false;
    }

    private static bool IntroducesMessage(ReadOnlySpan<char> bare) =>
        !bare.EndsWith(":".AsSpan()) || bare.StartsWith("original".AsSpan(), StringComparison.OrdinalIgnoreCase)
        || bare.IndexOf("copy".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0
        || bare.IndexOf("kopie".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0
        || bare.IndexOf("follow".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0
        || bare.IndexOf("below".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0;

    // "----- Returned Mail -----" can be the title of the notice too: a field stands below the one that is not.
    private static bool IsTitleOfMessage(ReadOnlySpan<char> line, TextLines lines, int index)
    {
        var trimmed = line.Trim();
        var bare = trimmed.Trim("-=*_+# ".AsSpan());
        if (trimmed.Length - bare.Length < 4 || !bare.Equals("Returned Mail".AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        for (var i = index + 1; i < lines.Count && i < index + 4; i++)
        {
            if (!lines.IsBlank(i))
            {
                return lines[i].IndexOf(':') is > 1 and < 40 and var colon && lines[i].Slice(0, colon).IndexOf(' ') < 0;
            }
        }

        return false;
    }

    // "Received: from" or "Return-Path: <" at the left margin: trace fields that nobody writes into a notice.
    private static bool IsMessageHeader(ReadOnlySpan<char> line, TextLines lines, int index)
    {
        if (line.StartsWith("Received:".AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            return line.IndexOf("from".AsSpan(), StringComparison.OrdinalIgnoreCase) > 0 || line.IndexOf("by".AsSpan(), StringComparison.OrdinalIgnoreCase) > 0
                || line.IndexOf("(qmail".AsSpan(), StringComparison.OrdinalIgnoreCase) > 0 || index + 1 < lines.Count;
        }

        return line.StartsWith("Return-Path:".AsSpan(), StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("DKIM-Signature:".AsSpan(), StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("X-Received:".AsSpan(), StringComparison.OrdinalIgnoreCase);
    }
}
