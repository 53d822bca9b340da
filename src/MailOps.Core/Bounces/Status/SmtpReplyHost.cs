using System;

namespace MailOps.Bounces;

/// <summary>Finds the name of the server that gave a reply, as the common senders write it.</summary>
internal static class SmtpReplyHost
{
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
