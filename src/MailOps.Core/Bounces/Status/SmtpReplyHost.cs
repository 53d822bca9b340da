using System;

namespace MailOps.Bounces;

/// <summary>Finds the name of the server that gave a reply, as the common senders write it.</summary>
internal static class SmtpReplyHost
{
    private const int MaxHosts = 4;

    private static readonly string[] Leads = ["host ", "while talking to ", "Giving up on ", "Connected to ", "SMTP Server <", "rejected by ", "server "];

    /// <summary>The name or address; empty when there is none.</summary>
    public static string Find(string text)
    {
        foreach (var lead in Leads)
        {
            var at = text.IndexOf(lead, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at == 0 || text[at - 1] is ' ' or '(' or '.') && TryRead(text, at + lead.Length, out var host))
            {
                return host;
            }
        }

        // qmail: "192.0.2.1 does not like recipient."; DragonFly: "mx.example [192.0.2.1] did not like our RCPT TO:"
        return text.IndexOf(" not like ", StringComparison.Ordinal) > 0 && TryRead(text, 0, out var first) ? first : "";
    }

    /// <summary>
    /// Where "host mx.b[192.0.2.1]" names the server, which is no word of its reply: some are called spamfilter or relay. Empty when it does
    /// not.
    /// </summary>
    public static (int Start, int End) PlaceOf(ReadOnlySpan<char> text)
    {
        var start = 0;
        for (var tries = 0; tries < MaxHosts; tries++)
        {
            var next = text.Slice(start).IndexOf("host ".AsSpan());
            if (next < 0)
            {
                break;
            }

            // A notice speaks of "the mail system at host a.b." before it names the server.
            start += next + 5;
            var open = text.Slice(start).IndexOf('[');
            var name = open < 0 ? default : text.Slice(start, open).TrimEnd();
            var close = open < 0 ? -1 : text.Slice(start + open).IndexOf(']');
            if (close > 0 && name.Length is > 0 and <= 255 && name.IndexOfAny(' ', '\n') < 0)
            {
                return (start, start + open + close + 1);
            }
        }

        return default;
    }

    /// <summary>
    /// Where the words of the remote server begin that the sending system introduces, as in "192.0.2.1 does not like recipient. Remote host
    /// said: 550 …"; 0 when no such introduction is there. What else stands before a code may say more than the reply.
    /// </summary>
    public static int PlaceOfQuoted(ReadOnlySpan<char> text, int code)
    {
        var place = PlaceOfCode(text, code);
        var lead = text.Slice(0, place).TrimEnd(" \n\"'<#".AsSpan());
        return lead.EndsWith(" said:".AsSpan(), StringComparison.OrdinalIgnoreCase) || lead.EndsWith(" replied:".AsSpan(), StringComparison.OrdinalIgnoreCase)
            || (lead.EndsWith(":".AsSpan()) && lead.IndexOf("from remote mail server".AsSpan(), StringComparison.Ordinal) >= 0)
            || lead.EndsWith(" does not like recipient.".AsSpan()) || lead.EndsWith(" failed after I sent the message.".AsSpan()) || lead.EndsWith(" sender was rejected.".AsSpan())
            ? place
            : 0;
    }

    private static int PlaceOfCode(ReadOnlySpan<char> text, int code)
    {
        if (code is < 400 or > 599)
        {
            return 0;
        }

        Span<char> digits = [(char)('0' + (code / 100)), (char)('0' + (code / 10 % 10)), (char)('0' + (code % 10))];
        for (var at = text.IndexOf(digits); at >= 0;)
        {
            var isStart = at == 0 || text[at - 1] is ' ' or '\n' or '"' or '\'' or '<' or ':' or ';' or '#';
            if (isStart && at + 3 < text.Length && text[at + 3] is ' ' or '-')
            {
                return at;
            }

            var next = text.Slice(at + 3).IndexOf(digits);
            at = next < 0 ? -1 : at + 3 + next;
        }

        return 0;
    }

    /// <summary>
    /// Without the summary that IronPort puts before the server's words, whatever they are: "5.1.0 - Unknown address error 550-'5.7.1 …'".
    /// </summary>
    public static ReadOnlySpan<char> WithoutSummary(ReadOnlySpan<char> text)
    {
        if (text.Length < 16 || text[0] is not ('4' or '5') || text[1] != '.')
        {
            return text;
        }

        var error = text.IndexOf(" error ".AsSpan());
        var open = error < 0 ? -1 : text.Slice(error).IndexOf("-'".AsSpan());
        return open is > 0 and < 16 && text.Length > error + open + 8 ? text.Slice(error + open + 2) : text;
    }

    private static bool TryRead(string text, int start, out string host)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-' or ':' or '_'))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or ':')
        {
            end--;
        }

        host = text.Substring(start, end - start);
        return host.Contains('.') && host.Length is > 3 and <= 255;
    }
}
