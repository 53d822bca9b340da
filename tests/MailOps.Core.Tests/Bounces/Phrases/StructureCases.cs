using System.Collections.Generic;
using System.Linq;
using MailOps.Bounces;

namespace MailOps.Tests.Bounces;

/// <summary>Mails of every structure that reports and things like reports come in, with what they are and whom they name.</summary>
internal static class StructureCases
{
    private const string Original = "Message-ID: <77@corp.example>\nDate: Mon, 3 Mar 2025 09:58:11 +0100\nFrom: Corp News <news@corp.example>\nTo: anna@kunde.example\nSubject: Wartung\n";
    private const string Daemon = "Return-Path: <>\nFrom: MAILER-DAEMON@mail.corp.example\nTo: news@corp.example\nDate: Mon, 3 Mar 2025 10:00:00 +0100\n";

    internal sealed class Case
    {
        public Case(string name, BounceKind kind, string recipients, string mail) =>
            (Name, Kind, Recipients, Mail) = (name, kind, recipients.Length == 0 ? [] : recipients.Split(' '), mail);

        public string Name { get; }

        public BounceKind Kind { get; }

        public string[] Recipients { get; }

        public string Mail { get; }

        public string? Fault()
        {
            var report = NoticeShapes.Classify(Mail);
            var got = string.Join(" ", report.Recipients.Where(r => r.Address.Length > 0).Select(r => r.Address).OrderBy(a => a, System.StringComparer.Ordinal));
            var wanted = string.Join(" ", Recipients.OrderBy(a => a, System.StringComparer.Ordinal));
            return report.Kind == Kind && (got == wanted || Kind is BounceKind.AutoReply or BounceKind.NotABounce)
                ? null
                : Name + ": " + report.Kind + " [" + got + "] by " + report.Format + ", expected " + Kind + " [" + wanted + "]";
        }
    }

    public static IEnumerable<Case> All() =>
        Prose().Concat(Systems()).Concat(FinalRecipients()).Concat(Wrappings()).Concat(Delays()).Concat(Complaints()).Concat(AutoReplies()).Concat(NoBounces())
            .Concat(UnusualStructures.All());

    private static IEnumerable<Case> Prose()
    {
        var sentences = new[]
        {
            "Your message to anna@kunde.example could not be delivered because the mailbox is full.",
            "Your message addressed to <anna@kunde.example> was not delivered.\n550 5.1.1 User unknown",
            "Delivery to anna@kunde.example has failed permanently: 550 no such user.",
            "The following address failed:\n\n   anna@kunde.example\n\n550 mailbox unavailable",
            "I could not deliver your mail to the user anna@kunde.example. Reason: unknown user.",
            "Ihre Nachricht an anna@kunde.example konnte nicht zugestellt werden: Empfänger unbekannt.",
            "Votre message à anna@kunde.example n'a pas pu être remis : utilisateur inconnu.",
            "Su mensaje para anna@kunde.example no se ha podido entregar: usuario desconocido.",
            "Il messaggio per anna@kunde.example non è stato recapitato: utente sconosciuto.",
            "Failed to deliver to 'anna@kunde.example'\nSMTP module(domain kunde.example) reports:\n 550 no such user",
            "To: anna@kunde.example\nReason: 550 5.1.1 unknown user\n\nThe message was undeliverable.",
            "Recipient: [anna@kunde.example]\nError: mailbox full\n\nThe mail could not be delivered.",
        };
        foreach (var sentence in sentences)
        {
            yield return new Case("prose: " + sentence, BounceKind.Failure, "anna@kunde.example",
                Daemon + "Subject: Undeliverable mail\nContent-Type: text/plain; charset=utf-8\n\n" + sentence + "\n\nThe mail system at mail.corp.example\n");
        }

        yield return new Case("two recipients in prose", BounceKind.Failure, "anna@kunde.example bert@andere.example",
            Daemon + "Subject: Delivery failure\n\nYour message could not be delivered to the following recipients:\n\nanna@kunde.example: 550 5.1.1 user unknown\nbert@andere.example: 552 5.2.2 mailbox full\n");
        yield return new Case("three recipients below each other", BounceKind.Failure, "anna@kunde.example bert@andere.example carla@dritte.example",
            Daemon + "Subject: Mail delivery failed\n\nThe message was not delivered to:\n\n  anna@kunde.example\n  bert@andere.example\n  carla@dritte.example\n\nReason: host unknown\n");
        yield return new Case("another address within the reason", BounceKind.Failure, "anna@kunde.example",
            Daemon + "Subject: Mail delivery failed: returning message to sender\nX-Failed-Recipients: anna@kunde.example\n\nThis message was created automatically by mail delivery software.\n\n"
            + "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  anna@kunde.example\n"
            + "    host mx.kunde.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<anna@kunde.example>:\n    550 This address is no longer in use. Please write to\n    info@kunde.example instead\n");
        yield return new Case("X-Failed-Recipients and no list", BounceKind.Failure, "anna@kunde.example bert@andere.example",
            Daemon + "Subject: Mail failure\nX-Failed-Recipients: anna@kunde.example,\n bert@andere.example\n\nYour message could not be delivered.\n");
        yield return new Case("only the original's header is quoted", BounceKind.Failure, "anna@kunde.example",
            Daemon + "Subject: Undelivered Mail\n\nThe message below could not be delivered: mailbox full.\n\n----- Original message header -----\n" + Original);
        yield return new Case("quoted-printable", BounceKind.Failure, "anna@kunde.example",
            Daemon + "Subject: Undelivered Mail\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nIhre Nachricht konnte nicht zugestellt werden:\n\n<anna@kunde=\n.example>: Empf=E4nger unbekannt\n");
    }

    // The prose of further systems, from how they are known to write.
    private static IEnumerable<Case> Systems()
    {
        var notices = new[]
        {
            ("mailer-daemon@zoho.example", "Undelivered Mail Returned to Sender", "This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n"
                + "anna@kunde.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <anna@kunde.example>... User Unknown\n"),
            ("MAILER-DAEMON@mcafee.example", "Delivery Failure", "--- The following addresses had delivery problems ---\n\n<anna@kunde.example>   (User unknown anna@kunde.example)\n\n--- Original message follows ---\n"),
            ("MAILER-DAEMON@isp.example", "failure delivery", "Unable to deliver message to the following address(es).\n\n<anna@kunde.example>:\nThis user doesn't have a kunde.example account (anna@kunde.example) [0]\n\n--- Original message follows.\n"),
            ("MAILER-DAEMON@isp.example", "Delivery failure", "We're sorry. There's a problem with the e-mail address(es) you're trying to send to.\nPlease verify the address(es) and try again. If you continue to have problems, please contact Customer Support at 555-0100.\n\n"
                + "<anna@kunde.example>:\nNo such user (anna@kunde.example)\n\n--- Below this line is a copy of the message.\n"),
            ("MAILER-DAEMON@isp.example", "Mail delivery problem", "We had trouble delivering your message. Full details follow:\n\nSubject: 'Wartung'\nDate: 'Mon, 3 Mar 2025 09:58:11 +0100'\n\n1 error(s):\n\n"
                + "SMTP Server <mx.kunde.example> rejected recipient <anna@kunde.example>\n   (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]\n"),
            ("postmaster@filter.example", "Message could not be delivered", "Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: anna@kunde.example\n\nMon 3 Mar 2025 10:00:00 +0100\n"
                + "Failed to send to identified host,\nanna@kunde.example: [192.0.2.5], 550 anna@kunde.example... No such user\n\n--- Message non-deliverable.\n"),
            ("postmaster@corp.example", "Delivery Notification: Delivery has failed", "This report relates to a message you sent with the following header fields:\n\n  Message-id: <77@corp.example>\n  From: Corp News <news@corp.example>\n  To: anna@kunde.example\n  Subject: Wartung\n\n"
                + "Your message cannot be delivered to the following recipients:\n\n  Recipient address: anna@kunde.example\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 <anna@kunde.example>... User Unknown\n"),
            ("mailer-daemon@googlemail.com", "Delivery Status Notification (Failure)", "** Address not found **\n\nYour message wasn't delivered to anna@kunde.example because the address couldn't be found, or is unable to receive mail.\n\nLearn more here: https://support.google.com/mail/?p=NoSuchUser\n\nThe response was:\n\n"
                + "The email account that you tried to reach does not exist.\n"),
            ("postmaster@outlook.example", "Undeliverable: Wartung", "Your message to anna@kunde.example couldn't be delivered.\n\nanna wasn't found at kunde.example.\n\nnews\tOffice 365\tanna\nAction Required\t\tRecipient\nUnknown To address\n\n"
                + "How to Fix It\nThe address may be misspelled or may not exist.\n\nMore Info for Email Admins\nStatus code: 550 5.1.10\n\nOriginal Message Details\nSender Address:\tnews@corp.example\nRecipient Address:\tanna@kunde.example\nSubject:\tWartung\n"),
            ("MAILER-DAEMON@yahoo.com", "Failure Notice", "Sorry, we were unable to deliver your message to the following address.\n\n<anna@kunde.example>:\n550: 5.1.1 User unknown\n\n--- Below this line is a copy of the message.\n"),
            ("MAILER-DAEMON@amazonses.com", "Delivery Status Notification (Failure)", "An error occurred while trying to deliver the mail to the following recipients:\nanna@kunde.example\n"),
            ("postmaster@groupwise.example", "Message status - undeliverable", "The attached file had the following undeliverable recipient(s):\n\tanna@kunde.example\n"),
            ("postmaster@corp.example", "Undeliverable mail: Wartung", "User mailbox exceeds allowed size: anna@kunde.example\n\nOriginal message follows.\n"),
            ("postmaster@corp.example", "Nicht zustellbar: Wartung", "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Verteilerlisten:\n\nanna@kunde.example<mailto:anna@kunde.example>\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden.\n\nVon Microsoft Exchange Server 2007 gesendet\n"),
            ("Mail Delivery System <mailer-daemon@kundenserver.de>", "Mail delivery failed: returning message to sender", "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to\none or more of its recipients. This is a permanent error.\n\n"
                + "The following address failed:\n\n\"anna@kunde.example\":\nSMTP error from remote server for RCPT TO command, host: mx.kunde.example (192.0.2.1) reason: 550 5.1.1 User unknown\n"),
            ("MAILER-DAEMON@au.example", "Mail System Error - Returned Mail", "The user(s) account is disabled.\n\n<anna@kunde.example>: 550 user unknown (in reply to RCPT TO command)\n"),
            ("Postmaster@au.example", "Mail System Error - Returned Mail", "Each of the following recipients was rejected by a remote mail server.\nThe reasons given by the server are included to help you determine why each\nrecipient was rejected.\n\n    Recipient: <anna@kunde.example>\n"
                + "    Reason:    <anna@kunde.example>... User Unknown\n"),
            ("postmaster@domino.example", "DELIVERY FAILURE: User anna not listed in Domino Directory", "Your message\n\n  Subject: Wartung\n\nwas not delivered to:\n\n  anna@kunde.example\n\nbecause:\n\n  User anna (anna@kunde.example) not listed in Domino Directory\n"),
            ("MAILER-DAEMON@opensmtpd.example", "Delivery status notification: error", "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nanna@kunde.example: 550 5.1.1 User unknown\n\n    Below is a copy of the original message:\n"),
        };
        foreach (var (from, subject, text) in notices)
        {
            yield return new Case("system: " + from + ", " + subject, BounceKind.Failure, "anna@kunde.example",
                "Return-Path: <>\nFrom: " + from + "\nTo: news@corp.example\nSubject: " + subject + "\nContent-Type: text/plain; charset=utf-8\n\n" + text);
        }
    }

    private static IEnumerable<Case> FinalRecipients()
    {
        var fields = new[]
        {
            "Final-Recipient: rfc822;<anna@kunde.example>", "Final-Recipient: rfc822; anna@kunde.example (Anna)", "Final-Recipient: unknown; anna@kunde.example", "Final-Recipient: anna@kunde.example",
            "Final-Recipient: RFC822;RFC822;anna@kunde.example", "Final-Recipient: smtp; anna@kunde.example", "Final-Recipient: utf-8; anna@kunde.example", "Final-Recipient: rfc822; \"anna@kunde.example\"",
            "Final-Recipient: LOCAL; anna\nOriginal-Recipient: rfc822; anna@kunde.example", "Final-Recipient: x-unix; |/usr/bin/filter\nOriginal-Recipient: rfc822;anna@kunde.example",
            "Final-Recipient: rfc822; anna\nOriginal-Recipient: rfc822;anna@kunde.example", "Original-Recipient: rfc822;anna@kunde.example", "X-Actual-Recipient: RFC822; anna@kunde.example\nFinal-Recipient: RFC822; anna@kunde.example",
            "Final-Recipient: rfc822;\n anna@kunde.example", "Final-Recipient: RFC822; <@relay.example:anna@kunde.example>", "Final-Recipient: rfc822; mailto:anna@kunde.example", "Final-Recipient: rfc822; anna@kunde.example.",
        };
        foreach (var field in fields)
        {
            yield return new Case(field.Replace("\n", " / "), BounceKind.Failure, "anna@kunde.example", Report(field + "\nAction: failed\nStatus: 5.1.1\n"));
        }

        yield return new Case("a quoted local part", BounceKind.Failure, "\"anna.b\"@kunde.example", Report("Final-Recipient: rfc822; \"anna.b\"@kunde.example\nAction: failed\nStatus: 5.1.1\n"));
        yield return new Case("an address of another script", BounceKind.Failure, "用户@例子.example", Report("Final-Recipient: utf-8; 用户@例子.example\nAction: failed\nStatus: 5.1.1\n"));
        yield return new Case("one delivered, one failed", BounceKind.Failure, "anna@kunde.example bert@kunde.example",
            Report("Final-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; bert@kunde.example\nAction: delivered\nStatus: 2.0.0\n"));
        yield return new Case("relayed", BounceKind.Relayed, "anna@kunde.example", Report("Final-Recipient: rfc822; anna@kunde.example\nAction: relayed\nStatus: 2.1.9\n"));
        yield return new Case("expanded", BounceKind.Delivered, "liste@kunde.example", Report("Final-Recipient: rfc822; liste@kunde.example\nAction: expanded\nStatus: 2.1.5\n"));
        yield return new Case("delayed", BounceKind.Delay, "anna@kunde.example", Report("Final-Recipient: rfc822; anna@kunde.example\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Fri, 7 Mar 2025 10:00:00 +0100\n"));
    }

    private static IEnumerable<Case> Wrappings()
    {
        const string Group = "Final-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n";
        yield return new Case("a disclaimer around the report", BounceKind.Failure, "anna@kunde.example",
            Daemon + "Subject: Undelivered Mail Returned to Sender\nContent-Type: multipart/mixed; boundary=outer\n\n--outer\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
            + ReportParts(Group) + "\n--outer\nContent-Type: text/plain\n\nThis e-mail is confidential.\n--outer--\n");
        yield return new Case("report as multipart/mixed", BounceKind.Failure, "anna@kunde.example",
            Daemon + "Subject: Undelivered Mail Returned to Sender\nContent-Type: multipart/mixed; boundary=b\n\n" + ReportParts(Group));
        yield return new Case("report in base64", BounceKind.Failure, "anna@kunde.example",
            Daemon + "Subject: Delivery Status Notification (Failure)\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nFailed.\n--b\n"
            + "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n"
            + System.Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("Reporting-MTA: dns; mail.corp.example\n\n" + Group)) + "\n--b--\n");
        yield return new Case("no text part", BounceKind.Failure, "anna@kunde.example",
            Daemon + "Subject: failure\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n" + Group + "--b--\n");
        yield return new Case("the closing boundary is missing", BounceKind.Failure, "anna@kunde.example", Report(Group).Replace("--b--", ""));
        yield return new Case("the original is nested twice", BounceKind.Failure, "anna@kunde.example",
            Report(Group).Replace(Original, Original + "Content-Type: message/rfc822\n\nFrom: x@dritte.example\nTo: y@dritte.example\nSubject: inner\n\nx@dritte.example\n"));
        yield return new Case("html and text alternatives", BounceKind.Failure, "anna@kunde.example",
            Daemon + "Subject: Undeliverable: Wartung\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour message to anna@kunde.example couldn't be delivered.\n"
            + "anna wasn't found at kunde.example.\n--b\nContent-Type: text/html\n\n<p>Your message to <b>anna@kunde.example</b> couldn't be delivered.</p><p>help@microsoft.example</p>\n--b--\n");
    }

    private static IEnumerable<Case> Delays()
    {
        yield return new Case("Postfix warns", BounceKind.Delay, "anna@kunde.example",
            Daemon + "Subject: Delayed Mail (still being retried)\n\nThis is the mail system at host mail.corp.example.\n\n####################################################################\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n"
            + "####################################################################\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<anna@kunde.example>: connect to mx.kunde.example[192.0.2.1]:25: Connection timed out\n");
        yield return new Case("Exim warns", BounceKind.Delay, "anna@kunde.example",
            Daemon + "Subject: Warning: message 1abCDe-0001 delayed 24 hours\n\nThis message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mail.corp.example.\n\n"
            + "The address to which the message has not yet been delivered is:\n\n  anna@kunde.example\n    Delay reason: connection timed out\n\nNo action is required on your part.\n");
        yield return new Case("Google warns", BounceKind.Delay, "anna@kunde.example",
            "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: news@corp.example\nSubject: Delivery Status Notification (Delay)\n\nThis is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE ONLY.\n\n"
            + "YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipient has been delayed:\n\n     anna@kunde.example\n\nMessage will be retried for 2 more day(s)\n");
        yield return new Case("German Exchange warns", BounceKind.Delay, "anna@kunde.example",
            "From: postmaster@corp.example\nTo: news@corp.example\nSubject: =?utf-8?Q?Zustellung_verz=C3=B6gert:_Wartung?=\nContent-Type: text/plain; charset=utf-8\n\nDie Zustellung an folgende Empfänger oder Gruppen ist verzögert:\n\nanna@kunde.example<mailto:anna@kunde.example>\n\nBetreff: Wartung\n\n"
            + "Diese Nachricht wurde noch nicht zugestellt. Es wird weiterhin versucht, die Nachricht zuzustellen.\n\nDer Server versucht weitere 1 Tage, 19 Stunden und 59 Minuten lang, diese Nachricht zuzustellen.\n");
    }

    private static IEnumerable<Case> Complaints()
    {
        foreach (var type in new[] { "abuse", "fraud", "virus", "other" })
        {
            yield return new Case("feedback " + type, BounceKind.Complaint, "anna@kunde.example", Feedback("Feedback-Type: " + type + "\nUser-Agent: FBL/1.0\nVersion: 1\nOriginal-Rcpt-To: anna@kunde.example\n"));
        }

        yield return new Case("feedback with angle brackets", BounceKind.Complaint, "anna@kunde.example", Feedback("Feedback-Type: abuse\nUser-Agent: FBL/1.0\nVersion: 0.1\nOriginal-Rcpt-To: <anna@kunde.example>\n"));
        yield return new Case("feedback with the recipient in the original only", BounceKind.Complaint, "anna@kunde.example", Feedback("Feedback-Type: abuse\nUser-Agent: FBL/1.0\nVersion: 1\n"));
    }

    private static IEnumerable<Case> AutoReplies()
    {
        var replies = new[]
        {
            ("Out of Office: Wartung", "I am out of the office until 10 March and will answer then."), ("Automatic reply: Wartung", "Thank you for your message. I am on vacation."),
            ("Abwesenheitsnotiz: Wartung", "Ich bin bis zum 10. März nicht im Büro. Ihre Nachricht wird nicht weitergeleitet."), ("Automatische Antwort: Wartung", "Vielen Dank für Ihre Nachricht. Ich bin im Urlaub."),
            ("Réponse automatique : Wartung", "Je suis absente du bureau jusqu'au 10 mars."), ("Respuesta automática: Wartung", "Estoy fuera de la oficina hasta el 10 de marzo."),
            ("Risposta automatica: Wartung", "Sono fuori ufficio fino al 10 marzo."), ("Automatisch antwoord: Wartung", "Ik ben afwezig tot 10 maart."), ("Resposta automática: Wartung", "Estou ausente do escritório."),
            ("Odpowiedź automatyczna: Wartung", "Jestem na urlopie do 10 marca."), ("Autosvar: Wartung", "Jag är inte på kontoret."), ("Автоответ: Wartung", "Я в отпуске до 10 марта."), ("自動返信: Wartung", "現在不在にしております。"),
            ("[Ticket#2025030310] Wir haben Ihre Anfrage erhalten", "Ihre Anfrage wurde unter der Nummer 2025030310 aufgenommen."), ("Re: Wartung", "This mailbox is not monitored. Please use our contact form."),
            ("Your message to anna@kunde.example is waiting", "Anna uses a spam filter. Click the link to confirm that you are a person; your message is held until then."),
            ("Re: Wartung am Freitag", "Anna Berg has left the company. Please write to info@kunde.example."),
        };
        foreach (var (subject, text) in replies)
        {
            yield return new Case("automatic: " + subject, BounceKind.AutoReply, "",
                "Return-Path: <>\nFrom: Anna Berg <anna@kunde.example>\nTo: news@corp.example\nSubject: =?utf-8?B?" + System.Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(subject))
                + "?=\nAuto-Submitted: auto-replied\nIn-Reply-To: <77@corp.example>\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n");
        }
    }

    private static IEnumerable<Case> NoBounces()
    {
        var mails = new[]
        {
            ("Fwd: Undelivered Mail Returned to Sender", "FYI, see below.\n\n---------- Forwarded message ---------\nFrom: MAILER-DAEMON@mail.corp.example\nSubject: Undelivered Mail Returned to Sender\n\n<anna@kunde.example>: 550 5.1.1 User unknown\n"),
            ("WG: Unzustellbar: Wartung", "Hallo Bert,\nkannst du mal schauen?\n\nVon: postmaster@corp.example\nBetreff: Unzustellbar\n\nanna@kunde.example\n550 5.1.1 RESOLVER.ADR.RecipNotFound\n"),
            ("Re: Mail delivery failed", "Hi,\n\nthe address is right, try again.\n\n> The following address failed:\n>   anna@kunde.example\n>     550 no such user\n"),
            ("Bounce rates: what 550 5.1.1 means for your list", "Dear readers, undeliverable mail harms your reputation. A hard bounce such as 550 5.1.1 user unknown must be removed at once. Write to help@letter.example."),
            ("Delivery failed? Your parcel waits", "Your parcel could not be delivered. Order number 4711. Track it at our site."),
            ("Question about mailbox full errors", "Why do I see 452 4.2.2 mailbox full for anna@kunde.example?"),
            ("Undelivered invoices in February", "Dear colleagues,\n\nthree invoices were returned to sender by the post office: anna@kunde.example has the list.\n"),
        };
        foreach (var (subject, text) in mails)
        {
            yield return new Case("no bounce: " + subject, BounceKind.NotABounce, "",
                "Return-Path: <bert@corp.example>\nFrom: Bert <bert@corp.example>\nTo: news@corp.example\nSubject: " + subject + "\nMessage-ID: <5@corp.example>\n\n" + text + "\n");
        }

        yield return new Case("a bounce attached by a person", BounceKind.NotABounce, "",
            "From: Bert <bert@corp.example>\nTo: admin@corp.example\nSubject: please look\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain\n\nWhat does this mean?\n--o\nContent-Type: message/rfc822\n\n"
            + Report("Final-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.1.1\n") + "\n--o--\n");
        foreach (var disposition in new[] { "manual-action/MDN-sent-manually; displayed", "automatic-action/MDN-sent-automatically; deleted" })
        {
            yield return new Case("receipt " + disposition, BounceKind.NotABounce, "",
                "From: Anna <anna@kunde.example>\nTo: news@corp.example\nSubject: Read: Wartung\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour message was read.\n--b\n"
                + "Content-Type: message/disposition-notification\n\nReporting-UA: x\nFinal-Recipient: rfc822; anna@kunde.example\nOriginal-Message-ID: <77@corp.example>\nDisposition: " + disposition + "\n--b--\n");
        }
    }

    private static string Report(string group) =>
        Daemon + "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n" + ReportParts(group);

    private static string ReportParts(string group) =>
        "--b\nContent-Type: text/plain\n\nThis is the mail system.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.corp.example\n\n" + group
        + "\n--b\nContent-Type: message/rfc822\n\n" + Original + "\nGuten Tag\n--b--\n";

    private static string Feedback(string fields) =>
        "Return-Path: <>\nFrom: fbl@isp.example\nTo: abuse@corp.example\nSubject: FW: Wartung\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: text/plain\n\nThis is an abuse report.\n--b\n"
        + "Content-Type: message/feedback-report\n\n" + fields + "\n--b\nContent-Type: message/rfc822\n\n" + Original + "\nGuten Tag\n--b--\n";
}
