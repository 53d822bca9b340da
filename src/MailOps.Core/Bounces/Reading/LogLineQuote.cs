using System;

namespace MailOps.Bounces;

/// <summary>
/// The server's reply in a line of a log that somebody pasted: <c>… to=&lt;a@b&gt;, …, status=bounced (host mx.b[192.0.2.1] said: 550 … (in reply to RCPT TO
/// command))</c> of Postfix, <c>** a@b R=… T=… H=mx.b [192.0.2.1]: SMTP error from remote mail server after RCPT TO:&lt;a@b&gt;: 550 …</c> of Exim. It is what
/// a result shows; the rules judge the whole line. The command that was refused stays: who refuses the sender says nothing about the recipient.
/// </summary>
internal static class LogLineQuote
{
    private const string PostfixLead = " said: ";
    private const string EximLead = "SMTP error from remote mail server after ";

    /// <summary>The reply, or the server's own words where there was none; the text itself where it is no such line.</summary>
    /// <param name="text">The text on one line.</param>
    public static string ReplyIn(string text)
    {
        var to = text.IndexOf("to=<", StringComparison.Ordinal);
        var status = to < 0 ? -1 : text.IndexOf(", status=", to, StringComparison.Ordinal);
        var open = status < 0 ? -1 : text.IndexOf(" (", status, StringComparison.Ordinal);

        // The status is one word.
        if (open < 0 || text.IndexOf(' ', status + 2) != open)
        {
            return OfExim(text);
        }

        var words = Inside(text, open + 1);
        var said = words.IndexOf(PostfixLead, StringComparison.Ordinal);
        words = said < 0 ? words : words.Substring(said + PostfixLead.Length);
        return words.Length > 0 ? words : text;
    }

    // Replies have brackets of their own; what follows the line is no part of it.
    private static string Inside(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return text.Substring(open + 1, i - open - 1);
            }
        }

        return text.Substring(open + 1);
    }

    private static string OfExim(string text)
    {
        var lead = text.IndexOf(EximLead, StringComparison.Ordinal);
        return lead > 0 && text.LastIndexOf(" T=", lead, StringComparison.Ordinal) >= 0 ? text.Substring(lead) : text;
    }
}
