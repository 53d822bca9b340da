namespace MailOps.Bounces;

/// <summary>Each reason in a sentence for people.</summary>
internal static class ReasonTexts
{
    public static Localized Of(BounceReason reason) => reason switch
    {
        BounceReason.OnHold => new("The report does not say why.", "Der Bericht nennt keinen Grund."),
        BounceReason.UserUnknown => new("There is no such mailbox.", "Dieses Postfach gibt es nicht."),
        BounceReason.HostUnknown => new("The domain of the address does not exist.", "Die Domain der Adresse existiert nicht."),
        BounceReason.HasMoved => new("The mailbox was given up or has moved.", "Das Postfach wurde aufgegeben oder ist umgezogen."),
        BounceReason.NotAccept => new("The domain takes no mail.", "Die Domain nimmt keine Mail an."),
        BounceReason.MailboxFull => new("The mailbox is full.", "Das Postfach ist voll."),
        BounceReason.Suspend => new("The mailbox is disabled or locked.", "Das Postfach ist deaktiviert oder gesperrt."),
        BounceReason.Filtered => new("A setting of the recipient refuses it.", "Eine Einstellung des Empfängers lehnt sie ab."),
        BounceReason.MesgTooBig => new("The message is too big.", "Die Nachricht ist zu groß."),
        BounceReason.ExceedLimit => new("The message exceeds a limit of the server.", "Die Nachricht überschreitet eine Grenze des Servers."),
        BounceReason.Expired => new("The other server could not be reached in time.", "Der andere Server war nicht rechtzeitig erreichbar."),
        BounceReason.NetworkError => new("The connection or the way to the other server failed.", "Die Verbindung oder der Weg zum anderen Server ist gestört."),
        BounceReason.SystemError => new("A server on the way has an error of its own.", "Ein Server auf dem Weg hat einen eigenen Fehler."),
        BounceReason.SystemFull => new("The other server has no more room.", "Der andere Server hat keinen Platz mehr."),
        BounceReason.MailerError => new("The program that should have stored the message failed.", "Das Programm, das die Nachricht ablegen sollte, ist gescheitert."),
        BounceReason.SyntaxError => new("The servers did not understand each other.", "Die Server haben einander nicht verstanden."),
        BounceReason.TooManyConn => new("Too many connections or recipients at once.", "Zu viele Verbindungen oder Empfänger auf einmal."),
        BounceReason.Speeding => new("Too many messages in too short a time.", "Zu viele Nachrichten in zu kurzer Zeit."),
        BounceReason.Blocked => new("The sending server is blocked there.", "Der sendende Server ist dort gesperrt."),
        BounceReason.Greylisted => new(
            "The other server does not know us yet and asks to be tried again later (greylisting).", "Der andere Server kennt uns noch nicht und bittet um einen späteren Versuch (Greylisting)."),
        BounceReason.BadReputation => new("The sending server has a poor reputation there.", "Der sendende Server hat dort einen schlechten Ruf."),
        BounceReason.RequirePtr => new("The sending server has no valid reverse DNS name.", "Der sendende Server hat keinen gültigen Reverse-DNS-Namen."),
        BounceReason.AuthFailure => new("It failed the check of SPF, DKIM or DMARC.", "Sie hat die Prüfung von SPF, DKIM oder DMARC nicht bestanden."),
        BounceReason.Rejected => new("The sender address is refused.", "Die Absenderadresse wird abgelehnt."),
        BounceReason.NoRelaying => new("The other server does not relay for this recipient.", "Der andere Server leitet für diesen Empfänger nicht weiter."),
        BounceReason.PolicyViolation => new("A policy of the other side forbids it.", "Eine Richtlinie der Gegenseite verbietet sie."),
        BounceReason.SecurityError => new("The other server refuses it for reasons of security.", "Der andere Server lehnt sie aus Sicherheitsgründen ab."),
        BounceReason.SpamDetected => new("It was taken for spam.", "Sie wurde für Spam gehalten."),
        BounceReason.VirusDetected => new("It was taken for infected.", "Sie wurde für infiziert gehalten."),
        BounceReason.ContentError => new("The other server does not take its form.", "Der andere Server nimmt ihre Form nicht an."),
        BounceReason.NotCompliantRfc => new("It breaks a standard for mail.", "Sie verletzt einen Mailstandard."),
        BounceReason.Delivered => new("It was delivered.", "Sie wurde zugestellt."),
        BounceReason.Feedback => new("The recipient reported it as unwanted.", "Der Empfänger hat sie als unerwünscht gemeldet."),
        BounceReason.Vacation => new("It was answered automatically.", "Sie wurde automatisch beantwortet."),
        _ => new("No reason could be found.", "Ein Grund war nicht zu finden."),
    };
}
