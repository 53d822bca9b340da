using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MailOps.Bounces;

namespace MailOps.Tests.Bounces;

/// <summary>The same words in the mails of different systems, as they would reach the sender.</summary>
internal static class NoticeShapes
{
    private const string Original =
        "Return-Path: <news@corp.example>\nReceived: from web01.corp.example by mail.corp.example; Mon, 3 Mar 2025 09:58:12 +0100\n"
        + "Message-ID: <20250303.77@corp.example>\nDate: Mon, 3 Mar 2025 09:58:11 +0100\nFrom: Corp News <news@corp.example>\n"
        + "To: " + PhraseCase.Recipient + "\nSubject: Wartung am Samstag\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n";

    public static readonly IReadOnlyDictionary<string, Func<PhraseCase, string>> All = new Dictionary<string, Func<PhraseCase, string>>
    {
        ["postfix report"] = PostfixReport,
        ["broken report"] = BrokenReport,
        ["exim"] = Exim,
        ["qmail"] = Qmail,
        ["exchange report"] = ExchangeReport,
        ["exchange prose"] = ExchangeProse,
        ["sendmail prose"] = Sendmail,
        ["unknown system"] = UnknownSystem,
        ["unknown system, base64"] = phrase => Encoded(UnknownSystem(phrase)),
        ["unknown system, html"] = UnknownSystemHtml,
    };

    public static BounceReport Classify(string mail) => BounceClassifier.Classify(Encoding.UTF8.GetBytes(mail));

    private static string Said(PhraseCase phrase) =>
        phrase.Host.Length == 0 ? phrase.Text : "host " + phrase.Host + "[192.0.2.80] said: " + phrase.Text + " (in reply to RCPT TO command)";

    // What a system writes into Status: the code of the reply, else one of the reply's class that says nothing.
    private static string StatusOf(PhraseCase phrase)
    {
        var reply = SmtpReplyParser.Parse(phrase.Text.AsSpan());
        return reply.Status.HasValue ? reply.Status.ToString() : reply.ReplyCode is >= 400 and < 500 ? "4.0.0" : "5.0.0";
    }

    private static string PostfixReport(PhraseCase phrase) =>
        Header("MAILER-DAEMON@mail.corp.example (Mail Delivery System)", "Undelivered Mail Returned to Sender")
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"4FX/mail\"\n\n--4FX/mail\nContent-Type: text/plain; charset=utf-8\n\n"
        + "This is the mail system at host mail.corp.example.\n\nI'm sorry to have to inform you that your message could not\n"
        + "be delivered to one or more recipients. It's attached below.\n\nFor further assistance, please send mail to postmaster.\n\n"
        + "                   The mail system\n\n" + Wrapped("<" + PhraseCase.Recipient + ">: " + Said(phrase), "    ")
        + "\n--4FX/mail\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.corp.example\nX-Postfix-Queue-ID: 4FX\n"
        + "Arrival-Date: Mon,  3 Mar 2025 09:58:12 +0100 (CET)\n\nFinal-Recipient: rfc822; " + PhraseCase.Recipient + "\nAction: failed\nStatus: " + StatusOf(phrase) + "\n"
        + (phrase.Host.Length > 0 ? "Remote-MTA: dns; " + phrase.Host + "\nDiagnostic-Code: smtp; " : "Diagnostic-Code: X-Postfix; ") + Wrapped(phrase.Text, "    ")
        + "\n--4FX/mail\nContent-Type: text/rfc822-headers\n\n" + Original + "\n--4FX/mail--\n";

    // No blank line between the groups, a blank before a colon, no type, no status, wrong case, and no part for people.
    private static string BrokenReport(PhraseCase phrase) =>
        Header("postmaster@mail.corp.example", "Delivery failure")
        + "Content-Type: multipart/report; boundary=x1\n\n--x1\nContent-Type: message/delivery-status\n\nReporting-MTA: mail.corp.example\n"
        + "final-recipient: <" + PhraseCase.Recipient + ">\nAction : failed\nDiagnostic-Code: " + Wrapped(phrase.Text, "\t")
        + "\n--x1\nContent-Type: message/rfc822\n\n" + Original + "\nGuten Tag\n--x1--\n";

    private static string Exim(PhraseCase phrase) =>
        Header("Mail Delivery System <Mailer-Daemon@mail.corp.example>", "Mail delivery failed: returning message to sender")
        + "X-Failed-Recipients: " + PhraseCase.Recipient + "\nAuto-Submitted: auto-replied\nContent-Type: text/plain; charset=utf-8\n\n"
        + "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\n"
        + "recipients. This is a permanent error. The following address(es) failed:\n\n  " + PhraseCase.Recipient + "\n"
        + (phrase.Host.Length > 0
            ? "    host " + phrase.Host + " [192.0.2.80]\n    SMTP error from remote mail server after RCPT TO:<" + PhraseCase.Recipient + ">:\n    " + Wrapped(phrase.Text, "    ")
            : "    " + Wrapped(phrase.Text, "    "))
        + "\n------ This is a copy of the message, including all the headers. ------\n\n" + Original + "\nGuten Tag\n";

    private static string Qmail(PhraseCase phrase) =>
        Header("MAILER-DAEMON@mail.corp.example", "failure notice") + "\nHi. This is the qmail-send program at mail.corp.example.\n"
        + "I'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        + "<" + PhraseCase.Recipient + ">:\n"
        + (phrase.Host.Length > 0
            ? "192.0.2.80 does not like recipient.\nRemote host said: " + phrase.Text + "\nGiving up on 192.0.2.80.\n"
            : phrase.Text + "\n")
        + "\n--- Below this line is a copy of the message.\n\n" + Original + "\nGuten Tag\n";

    private static string ExchangeReport(PhraseCase phrase) =>
        Header("Microsoft Outlook <postmaster@corp.example>", "Unzustellbar: Wartung am Samstag")
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"_a1_\"\n\n--_a1_\nContent-Type: text/plain; charset=utf-8\n\n"
        + "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\n" + PhraseCase.Recipient + "<mailto:" + PhraseCase.Recipient + ">\n"
        + "Die Nachricht wurde nicht zugestellt.\n\n\nDiagnoseinformationen für Administratoren:\n\nGenerierender Server: ex01.corp.example\n\n"
        + PhraseCase.Recipient + "\n" + (phrase.Host.Length > 0 ? phrase.Host + "\n" : "") + "Remote Server returned '" + phrase.Text + "'\n\nUrsprüngliche Nachrichtenkopfzeilen:\n\n" + Original
        + "\n--_a1_\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;ex01.corp.example\n\nFinal-Recipient: rfc822;" + PhraseCase.Recipient
        + "\nAction: failed\nStatus: " + StatusOf(phrase) + "\nDiagnostic-Code: smtp;" + phrase.Text + "\n"
        + (phrase.Host.Length > 0 ? "Remote-MTA: dns;" + phrase.Host + "\n" : "")
        + "\n--_a1_\nContent-Type: message/rfc822\n\n" + Original + "\nGuten Tag\n--_a1_--\n";

    private static string ExchangeProse(PhraseCase phrase) =>
        Header("postmaster@corp.example", "Undeliverable: Wartung am Samstag") + "Content-Type: text/plain; charset=utf-8\n\n"
        + "Delivery has failed to these recipients or groups:\n\n" + PhraseCase.Recipient + "<mailto:" + PhraseCase.Recipient + ">\n"
        + "\n\n\n\nDiagnostic information for administrators:\n\nGenerating server: ex01.corp.example\n\n" + PhraseCase.Recipient + "\n"
        + (phrase.Host.Length > 0 ? phrase.Host + " #<" + phrase.Host + " #" + phrase.Text + "> #SMTP#" : "#" + phrase.Text + " ##") + "\n\nOriginal message headers:\n\n" + Original;

    private static string Sendmail(PhraseCase phrase) =>
        Header("Mail Delivery Subsystem <MAILER-DAEMON@mail.corp.example>", "Returned mail: see transcript for details") + "Content-Type: text/plain; charset=utf-8\n\n"
        + "The original message was received at Mon, 3 Mar 2025 09:58:12 +0100\nfrom web01.corp.example [192.0.2.7]\n\n"
        + "   ----- The following addresses had permanent fatal errors -----\n<" + PhraseCase.Recipient + ">\n"
        + "    (reason: " + phrase.Text + ")\n\n   ----- Transcript of session follows -----\n"
        + (phrase.Host.Length > 0 ? "... while talking to " + phrase.Host + ".:\n>>> RCPT To:<" + PhraseCase.Recipient + ">\n<<< " + phrase.Text + "\n" : phrase.Text + "\n")
        + "\n   ----- Original message follows -----\n\n" + Original + "\nGuten Tag\n";

    private static string UnknownSystem(PhraseCase phrase) =>
        Header("Mail Gateway <mailer-daemon@gate.corp.example>", "Delivery failure notification") + "Content-Type: text/plain; charset=utf-8\n\n"
        + "Your message\n\n   Subject: Wartung am Samstag\n\nwas not delivered to\n\n   " + PhraseCase.Recipient + "\n\nbecause:\n\n   " + Wrapped(phrase.Text, "   ") + "\n";

    private static string UnknownSystemHtml(PhraseCase phrase) =>
        Header("Mail Gateway <mailer-daemon@gate.corp.example>", "Delivery failure notification") + "Content-Type: text/html; charset=utf-8\n\n"
        + "<html><body><h1>Delivery failure</h1><p>Your message could not be delivered to<br><b>" + PhraseCase.Recipient + "</b></p><p>The server said:</p><p>"
        + phrase.Text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;") + "</p></body></html>\n";

    private static string Encoded(string mail)
    {
        var body = mail.IndexOf("\n\n", StringComparison.Ordinal);
        return mail.Substring(0, body) + "\nContent-Transfer-Encoding: base64\n\n"
            + Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Substring(body + 2)), Base64FormattingOptions.InsertLineBreaks) + "\n";
    }

    private static string Header(string from, string subject) =>
        "Return-Path: <>\nReceived: by mail.corp.example; Mon, 3 Mar 2025 10:00:00 +0100\nDate: Mon, 3 Mar 2025 10:00:00 +0100\nFrom: " + from
        + "\nTo: news@corp.example\nSubject: " + (subject.All(c => c < 0x80) ? subject : "=?utf-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes(subject)) + "?=")
        + "\nMessage-ID: <bounce.1@mail.corp.example>\nMIME-Version: 1.0\n";

    private static string Wrapped(string text, string indent)
    {
        var lines = new StringBuilder();
        var width = 0;
        foreach (var word in text.Split(' '))
        {
            if (width > 0 && width + word.Length > 70)
            {
                lines.Append('\n').Append(indent);
                width = 0;
            }
            else if (width > 0)
            {
                lines.Append(' ');
            }

            lines.Append(word);
            width += word.Length + 1;
        }

        return lines.Append('\n').ToString();
    }
}
