using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>What the beginning of a notice announces, found in the same pass as the readers' signatures.</summary>
internal enum NoticeMark
{
    /// <summary>Delivery goes on: a warning, not a failure.</summary>
    Delay,

    /// <summary>The words that notices of failure have in common.</summary>
    Failure,

    /// <summary>A person passes something on.</summary>
    PassedOn,

    /// <summary>A collection of other people's mails.</summary>
    Digest,

    /// <summary>An absence note or the like, by its subject.</summary>
    AutoReply,

    /// <summary>The writer wants something of the addressee before he takes the mail, warns him about his own mailbox, or tells of his recall of a mail.</summary>
    Request,

    /// <summary>Something else than mail is delivered, or a person asks for help with mail.</summary>
    Goods,
}

/// <summary>The phrases behind the marks.</summary>
internal static class NoticeMarks
{
    public static readonly IReadOnlyList<string>[] Phrases =
    [
        // Delay
        [
            "(delay)", "warning: message", "warning: could not", "warning: mail", "delay notification", "this is a warning message only", "not need to resend",
            "not need to re-send", "not yet been delivered", "delivery attempts will continue", "will be retried for", "will continue trying", "to continue trying", "we continue trying", "keep trying",
            "will continue to try", "still trying", "will keep trying", "has been delayed", "is delayed for more", "message delayed", "delivery delayed",
            "only a temporary failure", "no action is required on your part", "no need to resend", "have not yet received", "not have to resend",
            "delayed mail", "delivery status notification: delayed", "notification: warning", "could not send message for past", "notification (delay",
            "wird weiter versucht", "weitere zustellversuche", "noch nicht zugestellt", "nicht erneut senden", "zustellung verzögert", "verzögerte zustellung",
            "delivery is delayed", "distribution retardée", "entrega retrasada", "consegna ritardata", "bezorging vertraagd", "mail delayed", "message is delayed",
            "delivery to the following recipient has been delayed", "delivery to the following recipients has been delayed", "delivery incomplete",
            "wurde bisher nicht zugestellt", "wurde noch nicht zugestellt", "verzögert sich",
            "has been postponed", "delivery warning", "postponed due to", "continue to attempt delivery", "will retry for", "en attente de remise", "aún no se ha entregado", "noch nicht ausgeliefert",
        ],

        // Failure
        [
            "undeliverable", "undelivered", "could not be delivered", "couldn't be delivered", "can not be delivered", "cannot be delivered", "can't be delivered",
            "not be delivered", "was not delivered", "wasn't delivered", "not delivered", "delivery failed", "delivery failure", "delivery has failed", "failed delivery",
            "failed to deliver", "delivery fail", "failure notice", "returned mail", "mail returned", "returned to sender", "returning message to sender", "return to sender",
            "delivery status notification", "delivery notification", "delivery report", "non-delivery", "nondelivery", "nondeliverable", "unable to deliver", "could not deliver",
            "couldn't deliver", "cannot deliver", "did not reach", "rejected your message", "message rejected", "mail rejected", "was rejected", "has been rejected", "been returned",
            "permanent error", "permanent failure", "permanent fatal errors", "fatal errors", "delivery problem", "delivery error", "error sending your mail", "mail system error",
            "mail error", "message error", "mail failed", "mail failure", "email returned", "e-mail returned", "bounce", "mailer error", "not been delivered", "was blocked",
            "delivery to the following", "problem delivering", "trouble delivering", "not be sent", "could not be sent", "transmission failed", "unzustellbar", "nicht zugestellt",
            "nicht zustellbar", "zustellung fehlgeschlagen", "konnte nicht zugestellt", "zustellfehler", "zustellbenachrichtigung", "nicht ausgeliefert", "fehler beim senden",
            "zustellung nicht möglich", "nicht übermittelt", "zustellungsfehler", "fehlgeschlagen", "nicht erreicht", "konnte nicht gesendet",
            "non remis", "non distribué", "échec de la remise", "échec de remise", "n'a pas pu être remis", "n'a pu être remis", "non livré", "message non délivré", "no se pudo entregar", "no se ha podido entregar", "no entregado", "no pudo ser entregado",
            "fallo en la entrega", "error de entrega", "mancato recapito", "mancata consegna", "non recapitabile", "non è stato recapitato", "impossibile recapitare", "não entregue", "não pôde ser entregue", "falha na entrega",
            "onbestelbaar", "niet bezorgd", "kan niet worden bezorgd", "не может быть доставлено", "не доставлено", "недоставленное", "не удалось доставить", "nie można dostarczyć", "niedostarczona", "nie dostarczono", "kunde inte levereras",
            "配信できません", "送信できません", "配信に失敗", "送信に失敗", "届けられません", "お届けできません", "配達できません", "エラーのため", "退信", "系统退信", "无法投递", "無法傳送", "投递失败", "teslim edilemedi",
            "failed mail", "user unknown", "unknown user", "no such user", "failed recipient", "did not receive", "not receive your message", "message not delivered", "processing error", "mail could not", "not accepted for delivery",
            "pas pu etre delivre", "pas pu être délivré", "n'a pas été remis", "n'a pas été délivré", "no ha podido ser entregado", "no fue entregado", "no se entregó", "non è stato consegnato", "impossibile consegnare", "não foi entregue", "não foi possível entregar",
            "kon niet worden", "niet afgeleverd", "niet worden afgeleverd", "не было доставлено", "не может быть доставлен", "невозможно доставить", "nie została dostarczona", "nie może być dostarczona", "kunde inte leverera", "kunne ikke leveres", "toimittaminen epäonnistui",
            "nebylo možné doručit", "nem kézbesíthető", "nu a putut fi livrat", "无法送达", "无法到达", "無法送達", "未能送达", "배달할 수 없", "전달하지 못", "届きませんでした", "iletilemedi", "delivery of the email was stopped", "delivery of the message was stopped",
        ],

        // PassedOn
        [
            "forwarded message", "original message from", "begin forwarded message", "weitergeleitete nachricht", "ursprüngliche nachricht", "message transféré", "mensaje reenviado",
            "inoltrato", "doorgestuurd bericht", "-----original message-----", "wrote:", "schrieb:", "a écrit", "escribió:", "ha scritto:", "schreef:",
        ],

        // Digest
        ["today's topics", "digest, vol", "digest v", "digest number", "in this issue:", "themen dieser ausgabe"],

        // AutoReply
        [
            "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "autoresponse", "auto-response", "autoresponder", "auto: ", "out of office", "out of the office", "out-of-office", "away from my", "on vacation", "vacation",
            "abwesenheit", "abwesenheitsnotiz", "abwesenheitsmeldung", "abwesend", "nicht im büro", "außer haus", "automatische antwort", "automatisch generierte antwort", "eingangsbestätigung", "absence du bureau", "réponse automatique", "absent du bureau", "respuesta automática", "fuera de la oficina",
            "risposta automatica", "fuori sede", "fuori ufficio", "resposta automática", "ausência", "automatisch antwoord", "afwezig", "afwezigheid", "автоответ", "автоматический ответ", "autosvar", "frånvaro", "automaattinen vastaus", "odpowiedź automatyczna", "automatyczna odpowiedź",
            "automatiskt svar", "automatisk svar", "automatinen vastaus", "automaatvastus", "automātiska atbilde", "automatinis atsakymas", "automatická odpověď", "automatická odpoveď", "automatikus válasz",
            "samodejni odgovor", "automatski odgovor", "răspuns automat", "resposta automàtica", "otomatik yanıt", "otomatik cevap", "ofis dışında", "автоматична відповідь", "автоматичен отговор", "аутоматски одговор", "αυτόματη απάντηση",
            "trả lời tự động", "תשובה אוטומטית", "رد تلقائي", "ตอบกลับอัตโนมัติ", "자동 회신", "자동 응답", "부재 중", "부재중",
            "自動応答", "自動返信", "不在通知", "自动回复", "自動回覆", "自动答复",
        ],

        // Request
        [
            "is being held because", "requires verification", "requires that you verify", "needs confirmation", "please confirm your message", "confirm that you are", "confirm delivery of your",
            "to release your message", "verify that you are", "prove that you are", "bestätigen sie", "muss bestätigt werden",
            "message recall request", "could not be recalled", "nachrichtenrückruf", "nicht zurückgerufen werden",
            "your mailbox is", "your mailbox has", "your quota", "your own mailbox", "your account is almost", "ihr postfach ist", "ihr postfach hat", "votre boîte aux lettres est", "su buzón está", "la tua casella è",
        ],

        // Goods
        [
            "parcel", "shipment", "your order", "order number", "tracking number", "invoice", "paket", "ihre sendung", "ihrer sendung", "sendungsnummer", "ihre bestellung", "ihrer bestellung", "rechnung",
            "colis", "votre commande", "paquete", "su pedido", "pacco", "il tuo ordine", "[ticket", "~お荷物", "~伝票番号", "~請求書", "~チケット", "~包裹", "~订单",
        ],
    ];
}
