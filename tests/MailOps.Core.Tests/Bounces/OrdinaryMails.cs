using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Tests.Bounces;

/// <summary>Generates mails that are no bounces though much in them looks like one; the same seed gives the same mails.</summary>
internal sealed class OrdinaryMails
{
    // Subject and text; {0} stands for an address, {1} for a number.
    private static readonly (string Subject, string Text)[] Letters =
    [
        ("Summer sale: 20 % off", "Dear customer,\n\nonly today. Your mailbox will not be full of boxes.\n\nUnsubscribe: https://shop.example/u"),
        ("[Ticket #{1}] Mail could not be delivered", "A customer writes:\n\n> my mail to {0} could not be delivered, 550 5.1.1 User unknown\n\nPlease answer above this line."),
        ("Your parcel could not be delivered", "Delivery failed: parcel {1} could not be delivered to the recipient. We keep trying. Questions: {0}"),
        ("Delivery notification for order {1}", "Your order was delivered to {0}. Delivery status: complete."),
        ("Maintenance of the mail servers", "On Saturday mail is delayed. Messages that were not delivered are kept in the queue; no need to resend. Questions: {0}"),
        ("Question about a bounce", "Hi,\n\nwhat does this mean?\n\n550 5.7.1 <{0}>: Relay access denied\n\nThanks, Anna"),
        ("Monitoring: queue of mx1 has {1} messages", "CRITICAL: {1} messages deferred. Last error: 451 4.7.1 greylisted for {0}."),
        ("Invoice {1}", "Please find the invoice attached. If it was returned to sender, tell {0}."),
        ("Password reset", "Somebody asked for a new password of {0}. This is an automatically generated message, please do not reply."),
        ("Daily report: {1} bounces", "Hard bounces\n  {0}  550 user unknown\nSoft bounces\n  none"),
        ("Sommeraktion", "Liebe Kundin,\n\nnur heute: 20 %. Diese Nachricht wurde automatisch erzeugt.\n\nAbmelden: https://laden.example/ab"),
        ("[Ticket {1}] E-Mail nicht zugestellt", "Kunde meldet:\n\n> Meine Mail an {0} konnte nicht zugestellt werden: 550 Empfänger unbekannt\n\nBitte prüfen."),
        ("Ihre Sendung konnte nicht zugestellt werden", "Leider haben wir Sie nicht angetroffen. Paket {1} liegt in der Filiale. Fragen an {0}."),
        ("Zustellbenachrichtigung zu Ihrer Bestellung {1}", "Ihr Paket wurde heute zugestellt an {0}."),
        ("Wartung am Mailserver", "Am Samstag wird Post verzögert zugestellt. Nicht zugestellte Nachrichten bleiben in der Warteschlange. Fragen an {0}."),
        ("Rückfrage zur Fehlermeldung", "Hallo,\n\nwas heißt das?\n\n554 5.4.14 Hop count exceeded, Empfänger {0}\n\nGruß, Anna"),
        ("Rechnung {1}", "anbei die Rechnung. Sollte sie unzustellbar sein, bitte Meldung an {0}."),
        ("Einladung: Besprechung", "Wann: Montag\nWo: Raum 550\nWer: {0}"),
        ("夏のセールのお知らせ", "いつもご利用ありがとうございます。本日限り20%引きです。配信停止はこちら。"),
        ("【チケット{1}】メールが届きません", "お客様より:\n\n> {0} 宛のメールが配信できませんでした。550 User unknown\n\nご確認ください。"),
        ("お荷物のお届けについて", "お荷物をお届けできませんでした。伝票番号 {1}。お問い合わせ {0}"),
        ("Why your delivery failed: {1} causes", "Your message could not be delivered?\n\n  <{0}>: 550 5.1.1 User unknown\n\nThis is what it means. Unsubscribe: https://shop.example/u"),
        ("Undelivered Mail Returned to Sender - how to read it", "Dear reader,\n\nhost mx.ziel.example said: 554 5.7.1 Relay access denied\n\n{0}\n\nMore in our blog."),
        ("Admins Digest, Vol {1}", "Today's Topics:\n\n   1. Mail delivery failed: returning message to sender\n\nMessage: 1\n\nA message that you sent could not be delivered. The following address(es) failed:\n\n  {0}\n    550 no such user\n"),
        ("Ich bin im Urlaub", "Guten Tag,\n\nIhre Nachricht konnte nicht zugestellt werden? Dann schreiben Sie an {0}. Ich bin bis Montag abwesend."),
        ("Out of office", "Hello,\n\nI am away. Mails that could not be delivered are returned to the sender; write to\n\n{0}\n"),
        ("Your mailbox is almost full", "Dear user,\n\nyour mailbox {0} has reached 95 % of its quota. Further messages will not be delivered."),
        ("Monthly mail report", "Rejected: {1}\nUndeliverable: 17\n\nTop reasons\n  {0}: 550 5.1.1 user unknown\n  5.7.1 spam\n"),
        ("Quarantine summary: {1} messages blocked", "The following messages to {0} were blocked because they look like spam. They have not been delivered."),
        ("Re: [Ticket #{1}] bounces from your domain", "Hi,\n\nthe server said:\n\n<{0}>: host mx.ziel.example said: 550 5.7.26 DMARC\n\nPlease fix your DNS."),
        ("Your message to {0} awaits moderator approval", "Your mail to 'users' is being held until the list moderator can review it for approval. The reason it is being held: post to moderated list."),
        ("請求書 {1}", "請求書を添付いたします。ご不明な点は {0} まで。"),
        ("メールサーバーのメンテナンス", "土曜日はメールの配信が遅延します。お問い合わせは {0} まで。"),
    ];

    private static readonly string[] Senders =
    [
        "Anna Muster <anna@firma.example>", "\"Shop\" <news@shop.example>", "Support <support@firma.example>", "noreply@shop.example",
        "DHL Delivery Service <noreply@paket.example>", "Delivery Notification <info@paket.example>", "Postmaster <postmaster@firma.example>", "=?utf-8?B?5bGx55Sw?= <yamada@firma.example>",
        "Nagios <nagios@mon.example>", "list-request@lists.example", "Mail Tips <smtp-news@tips.example>", "=?utf-8?Q?J=C3=B6rg?= <joerg@firma.example>", "\"Ticket System\" <tickets@firma.example>", "Mail Administrator <it@firma.example>",
    ];

    private static readonly string[] ForwardSubjects =
        ["Fwd: Undelivered Mail Returned to Sender", "WG: Unzustellbar: Angebot", "FW: Delivery Status Notification (Failure)", "Re: Mail delivery failed: returning message to sender", "AW: Zustellung fehlgeschlagen", "Fw: Returned mail: see transcript for details", "転送: Undelivered Mail Returned to Sender"];

    private const string Bounce = "This is the mail system at host mx.firma.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n"
        + "<{0}>: host mx.kunde.example[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n";

    private const string StatusPart = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.firma.example\n\nFinal-Recipient: rfc822; {0}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n";

    private readonly Random _random;

    public OrdinaryMails(int seed) => _random = new Random(seed);

    public IEnumerable<byte[]> Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var mail = _random.Next(10) switch
            {
                0 => ReadReceipt(),
                1 => Calendar(),
                2 => ForwardInline(),
                3 => ForwardAttached(),
                _ => Letter(),
            };
            yield return Encoding.UTF8.GetBytes(_random.Next(3) == 0 ? mail.Replace("\n", "\r\n") : mail);
        }
    }

    private string Letter()
    {
        var (subject, text) = Pick(Letters);
        var header = Header(Pick(Senders), Fill(subject), mayBeAutomatic: true);
        return _random.Next(3) switch
        {
            0 => header + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + Fill(text) + "\n",
            1 => header + "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>" + Fill(text).Replace("\n", "<br>") + "</p></body></html>\n",
            _ => header + "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + Convert.ToBase64String(Encoding.UTF8.GetBytes(Fill(text)), Base64FormattingOptions.InsertLineBreaks) + "\n--x\nContent-Type: text/html; charset=utf-8\n\n<p>" + Fill(text) + "</p>\n--x--\n",
        };
    }

    private string ReadReceipt()
    {
        var disposition = Pick(["manual-action/MDN-sent-manually; displayed", "automatic-action/MDN-sent-automatically; deleted", "manual-action/MDN-sent-automatically; displayed"]);
        return "Return-Path: <>\n" + Header(Pick(Senders), Pick(["Read: Offer", "Gelesen: Angebot", "Nicht gelesen: Angebot", "開封済み: お知らせ"]), mayBeAutomatic: false)
            + "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n"
            + Fill(Pick(["Your message to {0} was displayed.", "Ihre Nachricht an {0} wurde ungelesen gelöscht.", "メッセージは {0} に表示されました。"]))
            + Fill("\n--x\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; {0}\nOriginal-Message-ID: <{1}@firma.example>\nDisposition: ") + disposition + "\n--x--\n";
    }

    private string Calendar() =>
        (_random.Next(2) == 0 ? "Return-Path: <>\n" : "") + Header(Pick(Senders), Pick(["Accepted: Meeting", "Zugesagt: Besprechung", "Abgelehnt: Besprechung", "承諾済み: 会議"]), mayBeAutomatic: false)
        + "MIME-Version: 1.0\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n" + Fill("ATTENDEE;PARTSTAT=ACCEPTED:mailto:{0}\nREQUEST-STATUS:2.0;Success") + "\nEND:VEVENT\nEND:VCALENDAR\n";

    private string ForwardInline()
    {
        var bounce = Fill(Bounce);
        var quoted = _random.Next(4) switch
        {
            0 => "> " + bounce.Replace("\n", "\n> "),
            1 => "-----Original Message-----\nFrom: Mail Delivery System\n\n" + bounce,
            2 => "-----Ursprüngliche Nachricht-----\nVon: Mail Delivery System\n\n" + bounce,
            _ => "Begin forwarded message:\n\n" + bounce,
        };
        return Header("Anna Muster <anna@firma.example>", Pick(ForwardSubjects), mayBeAutomatic: false)
            + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + Pick(["Can you help?", "Kannst du helfen?", "ご確認お願いします。", ""]) + "\n\n" + quoted;
    }

    private string ForwardAttached()
    {
        var report = "From: MAILER-DAEMON@mx.firma.example\nTo: anna@firma.example\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\nContent-Type: text/plain\n\n" + Bounce + "\n--r\n" + StatusPart + "\n--r--\n";
        var type = _random.Next(2) == 0 ? "multipart/mixed" : "multipart/digest";
        return Header("Anna Muster <anna@firma.example>", Pick(["Fwd: bounce", "Please look at this", "Bitte ansehen", "転送"]), mayBeAutomatic: false)
            + "MIME-Version: 1.0\nContent-Type: " + type + "; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n" + Pick(["Can you help?", "Kannst du helfen?"])
            + "\n--x\nContent-Type: message/rfc822\n\n" + Fill(report) + "\n--x--\n";
    }

    private string Header(string from, string subject, bool mayBeAutomatic)
    {
        var header = new StringBuilder("Received: from a.example by b.example; Mon, 3 Mar 2025 10:00:00 +0100\nFrom: " + from + "\nTo: leser@kunde.example\nSubject: =?utf-8?B?"
            + Convert.ToBase64String(Encoding.UTF8.GetBytes(subject)) + "?=\nDate: Mon, 3 Mar 2025 10:00:00 +0100\n" + Fill("Message-ID: <{1}@firma.example>\n"));
        if (mayBeAutomatic)
        {
            header.Append(Pick(["", "", "Auto-Submitted: auto-generated\n", "Precedence: bulk\nList-Unsubscribe: <mailto:u@shop.example>\n", "List-Id: <x.shop.example>\n", "X-Auto-Response-Suppress: All\n"]));
        }

        return header.ToString();
    }

    private string Fill(string text) => text.Replace("{0}", "nutzer" + _random.Next(1000) + "@ziel.example").Replace("{1}", _random.Next(1000, 9999).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
