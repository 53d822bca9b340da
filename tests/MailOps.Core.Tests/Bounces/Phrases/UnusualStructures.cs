using System.Collections.Generic;
using System.Linq;
using MailOps.Bounces;

namespace MailOps.Tests.Bounces;

/// <summary>Reports of systems that write like nobody else, and mails that look like reports and are none.</summary>
internal static class UnusualStructures
{
    private const string To = "To: news@corp.example\nDate: Mon, 3 Mar 2025 10:00:00 +0100\n";
    private const string Trace = "Received: from mail.corp.example by mx.kunde.example; Mon, 3 Mar 2025 09:58:11 +0100\n";
    private const string Original = Trace + "Message-ID: <77@corp.example>\nFrom: Corp News <news@corp.example>\nTo: anna@kunde.example\nSubject: Wartung\n";
    private const string Text = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n";

    public static IEnumerable<StructureCases.Case> All() => Failures().Concat(Exchange()).Concat(Delays()).Concat(Others()).Concat(NoReports());

    // The author is nobody who calls himself a daemon: the mail that comes back, its type or its first words tell.
    private static IEnumerable<StructureCases.Case> Failures()
    {
        yield return Failure("a gateway's own name and the mail below",
            "From: G700_SMTP_Mail_Service@gw.kunde.example\n" + To + "Subject: Returned Mail - Error During Delivery\n\n------ Failed Recipients ------\n\n"
            + "<anna@kunde.example>: mailbox unavailable. [SMTP Error Code 550]\n-------- Returned Mail --------\n\n" + Original);
        yield return Failure("an administrator's script without null sender",
            "From: <admin@kunde.example>\n" + To + "Subject: Non-Delivery: Wartung\n\n--- Non-Delivery Report ---\nThe email below could not be delivered to the following user:\n\n"
            + "\"anna@kunde.example\" <anna@kunde.example>\n\nOld message:\n\nWartung am Samstag.\n");
        yield return Failure("two languages and stars",
            "From: Relais.Interne@kunde.example\n" + To + "Subject: Wartung : non remis\n\n****************\nVotre message n'a pas pu etre delivre a\nanna@kunde.example\n\n****************\n"
            + "Your message could not be delivered to\nanna@kunde.example\n\n****************\n");
        yield return Failure("a virus scanner that only says what failed",
            "From: Scan_for_SMTP_Gateways@kunde.example\n" + To + "Subject: Delivery failure notification\n\nYour message with Subject: Wartung\ncould not be delivered to the following recipients:\n\n"
            + "anna@kunde.example\n\nPlease check the address.\n");
        yield return Failure("a warning that is final",
            "From: MDaemon@kunde.example\n" + To + "Subject: Warning: anna@kunde.example - User unknown!\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"m\"\n\n"
            + "--m\nContent-Type: text/plain\n\nanna@kunde.example - no such user here.\n\nThere is no user by that name at this server.\n\n--m\nContent-Type: message/rfc822\n\n" + Original + "\nText\n--m--\n");
        yield return Failure("transcript with a quoted recipient",
            "From: MDaemon@kunde.example\n" + To + "Subject: Permanent Delivery Failure\n\nThe attached message had PERMANENT fatal delivery errors!\n\nThe following addresses did NOT receive a copy of your message:\n\n"
            + "> anna@kunde.example\n\n--- Session Transcript ---\n MAIL From:<news@corp.example> SIZE=1861\n 250 <news@corp.example>, Sender ok\n RCPT To:<anna@kunde.example>\n 550 no such user\n");
        yield return Failure("a report whose status part holds no recipient",
            "From: mimesweeper@kunde.example\n" + To + "Subject: Utilisateur inconnu dans l'annuaire\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"r\"\n\n"
            + "--r\nContent-Type: text/plain; charset=utf-8\n\nA message could not be delivered to:\nanna@kunde.example\n\nL'adresse ci-dessus n'existe pas.\n\n"
            + "--r\nContent-Type: message/delivery-status\n\nReporting-MTA: mimesweeper.kunde.example\n\n--r--\n");
        yield return Failure("a report that a scanner wrapped into itself",
            "From: postmaster@kunde.example\n" + To + "Subject: Delivery Status Notification (Failure)\nMessage-ID: <same@kunde.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"w\"\n\n"
            + "--w\nContent-Type: message/rfc822\n\nFrom: postmaster@kunde.example\n" + To + "Subject: Delivery Status Notification (Failure)\nMessage-ID: <same@kunde.example>\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"r\"\n\n--r\nContent-Type: text/plain\n\nDelivery to the following recipients failed.\n\n       anna@kunde.example\n\n"
            + "--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;mx.kunde.example\n\nFinal-Recipient: rfc822;anna@kunde.example\nAction: failed\nStatus: 5.1.1\n\n--r--\n\n--w--\n");
        yield return Failure("a list's own header on a bounce that passed the list",
            "From: \"Postmaster\" <postmaster@kunde.example>\n" + To + "Subject:  Undeliverable Mail\nList-Id: <news.corp.example>\nPrecedence: bulk\n\nDelivery failed 20 attempts: anna@kunde.example\n\n"
            + "Original message follows.\n\n" + Original);
        yield return Failure("the returned header is quoted",
            "From: postmaster@kunde.example (Automated response)\n" + To + "Subject: FAILED MAIL to \"anna\" regarding \"Wartung\"\n\nAddresses here have the form nameNumber@kunde.example. The address to which\n"
            + "your message was addressed, anna@kunde.example, is not known here.\n\nOriginal message as received is as follows:\n====================\n>" + Original.Replace("\n", "\n>").TrimEnd('>'));
        yield return Failure("Domino in German",
            "Return-Path: <>\nFrom: Postmaster@kunde.example\n" + To + "Subject: UNZUSTELLBAR: User anna (anna@kunde.example) nicht im Domino-Verzeichnis\n\nIhre Nachricht\n\n  Betreff: Wartung\n\n"
            + "wurde nicht zugestellt an:\n\n  anna@kunde.example\n\nda:\n\n  User anna (anna@kunde.example) nicht im Domino-Verzeichnis aufgeführt\n");
        yield return Failure("GroupWise",
            "Return-Path: <>\nFrom: Mailer-Daemon@gw.kunde.example\n" + To + "Subject: Message status - undeliverable\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"g\"\n\n"
            + "--g\nContent-Type: text/plain\n\nThe message that you sent was undeliverable to the following:\n\tanna@kunde.example (mailbox is full)\n\n--g\nContent-Type: message/rfc822\n\n" + Original + "\n--g--\n");
    }

    private static IEnumerable<StructureCases.Case> Exchange()
    {
        var notices = new (string Subject, string Text)[]
        {
            ("Niet te bezorgen: Wartung", "De bezorging van het bericht aan deze geadresseerden of groepen is mislukt:\n\nanna@kunde.example\nHet e-mailadres is niet gevonden.\n\nDiagnostische gegevens voor beheerders:\n\nBronserver: ex.kunde.example\n\n"),
            ("Non remis : Wartung", "Échec de la remise à ces destinataires ou groupes :\n\nanna@kunde.example\nL'adresse de courrier que vous avez entrée est introuvable.\n\nInformations de diagnostic pour les administrateurs :\n\nServeur de génération : ex.kunde.example\n\n"),
            ("No se puede entregar: Wartung", "Error de entrega a estos destinatarios o grupos:\n\nanna@kunde.example\nNo se encontró la dirección de correo electrónico.\n\nInformación de diagnóstico para los administradores:\n\nServidor de generación: ex.kunde.example\n\n"),
            ("Recapito non riuscito: Wartung", "Recapito non riuscito per i seguenti destinatari o gruppi:\n\nanna@kunde.example\nL'indirizzo di posta elettronica non è stato trovato.\n\nInformazioni diagnostiche per gli amministratori:\n\nServer di generazione: ex.kunde.example\n\n"),
            ("Nie można dostarczyć: Wartung", "Nie można dostarczyć wiadomości do następujących adresatów lub grup:\n\nanna@kunde.example\nNie znaleziono podanego adresu e-mail.\n\nInformacje diagnostyczne dla administratorów:\n\nSerwer generujący: ex.kunde.example\n\n"),
            ("Kan ikke leveres: Wartung", "Leveringen til disse modtagere eller grupper mislykkedes:\n\nanna@kunde.example\nDen angivne mailadresse blev ikke fundet.\n\nDiagnostiske oplysninger for administratorer:\n\nGenererer server: ex.kunde.example\n\n"),
        };
        foreach (var (subject, text) in notices)
        {
            yield return Failure("Exchange without a report: " + subject,
                "From: postmaster@kunde.example\n" + To + "Subject: " + subject + "\nAuto-Submitted: auto-replied\n" + Text + text
                + "anna@kunde.example\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\n");
        }
    }

    private static IEnumerable<StructureCases.Case> Delays()
    {
        yield return new StructureCases.Case("a full mailbox that is still tried", BounceKind.Delay, "anna@kunde.example",
            "From: <Postmaster@kunde.example>\n" + To + "Subject: Mail Delivery Warning\n\nThis is an advisory-only email.  Please do not reply to it.\nDelivery of email to this address\n\"anna@kunde.example\"\n"
            + "has been postponed due to a full mailbox.\nWe will continue to try to deliver your message over the next few days.\n");
        yield return new StructureCases.Case("a warning of a scanner", BounceKind.Delay, "anna@kunde.example",
            "From: Scan_for_SMTP_Gateways@kunde.example\n" + To + "Subject: Delivery failure notification\n\nYour message with Subject: Wartung\ncould not be delivered to the following recipients:\n\nanna@kunde.example\n\n"
            + "Please do not resend your original message.\n\nDelivery attempts will continue to be made for 5  day(s).\n");
    }

    private static readonly (string Subject, string Text)[] Absences =
    [
        ("Automatická odpověď: Wartung", "Jsem na dovolené."), ("Otomatik yanıt: Wartung", "Ofis dışındayım."), ("Αυτόματη απάντηση: Wartung", "Είμαι σε άδεια."), ("자동 회신: Wartung", "휴가 중입니다."),
        ("Автоматична відповідь: Wartung", "Я у відпустці."), ("Automatikus válasz: Wartung", "Szabadságon vagyok."), ("Automatiskt svar: Wartung", "Jag är på semester."), ("Răspuns automat: Wartung", "Sunt în concediu."),
    ];

    private static IEnumerable<StructureCases.Case> Others()
    {
        yield return new StructureCases.Case("Notes tells of an absence", BounceKind.AutoReply, "",
            "From: Anna Berg <anna@kunde.example>\n" + To + "Subject: AUTO: Anna Berg is out of the office (returning 05/01/2026)\n\nI am out of the office until 05/01/2026.\nMails that could not be delivered reach me later.\n");
        yield return new StructureCases.Case("a Polish absence", BounceKind.AutoReply, "",
            "From: Anna Berg <anna@kunde.example>\n" + To + "Subject: [Automatyczna odpowiedź] Wartung\n\nJestem na urlopie.\n");
        foreach (var (subject, text) in Absences)
        {
            yield return new StructureCases.Case("an absence, " + subject, BounceKind.AutoReply, "",
                "From: Anna Berg <anna@kunde.example>\n" + To + "Subject: " + subject + "\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n");
        }

        yield return new StructureCases.Case("an absence that quotes a bounce", BounceKind.AutoReply, "",
            "Return-Path: <>\nFrom: Anna Berg <anna@kunde.example>\n" + To + "Subject: Automatische Antwort: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n\nIch bin nicht im Haus.\n\n> Your message could not be delivered to bert@kunde.example\n");
        yield return new StructureCases.Case("a feedback loop of Yahoo", BounceKind.Complaint, "anna@kunde.example",
            "From: <feedback@arf.mail.example>\n" + To + "Subject: FW: Wartung\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary=\"f\"\n\n--f\nContent-Type: text/plain\n\n"
            + "This is an email abuse report for an email message received on Mon, 3 Mar 2025\n\n--f\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Example-Feedback/1.0\nVersion: 0.1\n"
            + "Original-Mail-From: <news@corp.example>\n\n--f\nContent-Type: message/rfc822\n\n" + Original + "\nText\n--f--\n");
        yield return new StructureCases.Case("a complaint as Hotmail forwards it", BounceKind.Complaint, "anna@kunde.example",
            "From: staff@hotmail.com\n" + To + "Subject: complaint about message from 192.0.2.25\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"f\"\n\n--f\nContent-Type: message/rfc822\n\n"
            + "X-HmXmrOriginalRecipient: anna@kunde.example\n" + Original + "\nText\n--f--\n");
    }

    private static IEnumerable<StructureCases.Case> NoReports()
    {
        const string Bounce = "This is the mail system at host mx.corp.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<anna@kunde.example>: 550 5.1.1 User unknown\n";
        var mails = new Dictionary<string, string>
        {
            ["a colleague pastes a bounce under his question"] = "From: Bert <bert@corp.example>\n" + To + "Subject: Please look at this\n\nCan you help?\n\n" + Bounce,
            ["a colleague tells of the mail he got back"] = "From: Bert <bert@corp.example>\n" + To + "Subject: Undeliverable?\n\nHi,\nyour message could not be delivered to\nanna@kunde.example\nWhat now?\n",
            ["a digest with a bounce in it"] = "From: list-request@lists.example\n" + To + "Subject: Admins Digest, Vol 3, Issue 7\nList-Id: <admins.lists.example>\nPrecedence: list\n\nToday's Topics:\n\n   1. Undelivered Mail Returned to Sender (Bert)\n\n"
                + "----------------------------------------------------------------------\n\nMessage: 1\n\n" + Bounce,
            ["a list manager tells its owner of a bounce"] = "From: mailman@lists.example\n" + To + "Subject: Bounce action notification\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"m\"\n\n--m\nContent-Type: text/plain\n\n"
                + "This is a Mailman mailing list bounce action notice:\n\n    List:       news\n    Member:     anna@kunde.example\n    Action:     Subscription disabled.\n    Reason:     Excessive or fatal bounces.\n\n"
                + "--m\nContent-Type: message/rfc822\n\nReturn-Path: <>\nFrom: MAILER-DAEMON@mx.corp.example\nTo: news-bounces@lists.example\nSubject: Undelivered Mail Returned to Sender\n\n" + Bounce + "\n--m--\n",
            ["a newsletter on failed deliveries"] = "From: Mail Tips <news@tips.example>\n" + To + "Subject: Why your delivery failed: 5 causes of bounces\nList-Unsubscribe: <mailto:u@tips.example>\n\nYour message could not be delivered?\nHere is what 550 5.1.1 User unknown means:\n\n  <anna@kunde.example>: 550 User unknown\n",
            ["a challenge"] = "From: anna@kunde.example\n" + To + "Subject: RE: Wartung\n\nYour message was received at Mon, 3 Mar 2025\n\nThis account is protected. Please click on the following link to have your address\nadded to the allowed list: https://verify.example/1234\n",
            ["a question whose subject is the bounce's"] = "From: Bert <bert@corp.example>\n" + To + "Subject: AW: Delivery Status Notification (Failure)\nIn-Reply-To: <1@corp.example>\n\nKennst du das?\n\n" + Bounce,
            ["a reply that quotes the header of the mail"] = "From: Anna Berg <anna@kunde.example>\n" + To + "Subject: Unzustellbar war gestern\n\nDie Mail kam an.\n\n-----Ursprüngliche Nachricht-----\nFrom: Corp News <news@corp.example>\nTo: anna@kunde.example\nSubject: Wartung\n\nText\n",
        };
        foreach (var mail in mails)
        {
            yield return new StructureCases.Case(mail.Key, BounceKind.NotABounce, "", mail.Value);
        }
    }

    private static StructureCases.Case Failure(string name, string mail) => new(name, BounceKind.Failure, "anna@kunde.example", mail);
}
