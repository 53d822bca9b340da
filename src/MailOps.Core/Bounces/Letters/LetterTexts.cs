namespace MailOps.Bounces;

/// <summary>One kind of letter: whom it goes to, its subject, what it asks for. <c>{0}</c> stands for the address.</summary>
internal sealed record LetterText(BounceAudience Audience, Localized Subject, Localized Request);

/// <summary>The words of the letters.</summary>
internal static class LetterTexts
{
    public static readonly Localized Greeting = new("Hello,", "Guten Tag,");
    public static readonly Localized NoAddress = new("an unnamed recipient", "einen nicht genannten Empfänger");
    public static readonly Localized Evidence = new("Evidence:", "Belege:");
    public static readonly Localized Recipient = new("Recipient", "Empfänger");
    public static readonly Localized Original = new("Sent to", "Gesendet an");
    public static readonly Localized Server = new("Server", "Server");
    public static readonly Localized Reporter = new("Reported by", "Gemeldet von");
    public static readonly Localized Codes = new("Codes", "Codes");
    public static readonly Localized Answer = new("Answer", "Antwort");
    public static readonly Localized Message = new("Message-ID", "Message-ID");

    private static readonly Localized Failed = new("A message to {0} could not be delivered.", "Eine Nachricht an {0} konnte nicht zugestellt werden.");
    private static readonly Localized Delayed = new("A message to {0} has not been delivered yet.", "Eine Nachricht an {0} ist noch nicht zugestellt.");
    private static readonly Localized Complained = new("The provider reports a complaint of {0}.", "Der Anbieter meldet eine Beschwerde von {0}.");

    public static Localized EventOf(BounceKind kind) => kind switch
    {
        BounceKind.Delay => Delayed,
        BounceKind.Complaint => Complained,
        _ => Failed,
    };

    public static LetterText? Of(BounceAction action) => action switch
    {
        BounceAction.Remove => Remove,
        BounceAction.RetryLater => RetryLater,
        BounceAction.Wait => Wait,
        BounceAction.FixAuthentication => FixAuthentication,
        BounceAction.FixSenderConfiguration => FixSenderConfiguration,
        BounceAction.CheckBlocklist => CheckBlocklist,
        BounceAction.ReduceVolume => ReduceVolume,
        BounceAction.ShrinkMessage => ShrinkMessage,
        BounceAction.ReviewContent => ReviewContent,
        BounceAction.CleanList => CleanList,
        BounceAction.ContactRecipientAdmin => ContactRecipientAdmin,
        BounceAction.ContactRecipient => ContactRecipient,
        BounceAction.Unsubscribe => Unsubscribe,
        BounceAction.Review => Review,
        _ => null,
    };

    private static readonly LetterText Remove = new(
        BounceAudience.ListOwner,
        new("Please remove {0}", "Bitte {0} entfernen"),
        new(
            "Please take this address off all lists and correct it in the customer's record. Further mail to it is certain to come back and harms our reputation as a sender.",
            "Bitte diese Adresse aus allen Verteilern nehmen und im Kundendatensatz berichtigen. Weitere Mails dorthin kommen mit Sicherheit zurück und schaden unserem Ruf als Absender."));

    private static readonly LetterText RetryLater = new(
        BounceAudience.Author,
        new("Not delivered to {0}: send again later", "Nicht zugestellt an {0}: später erneut senden"),
        new(
            "The address need not be wrong. Please send the message again tomorrow; if it comes back again, reach the recipient another way.",
            "Die Adresse muss nicht falsch sein. Bitte die Nachricht morgen erneut senden; kommt sie wieder zurück, den Empfänger auf anderem Weg erreichen."));

    private static readonly LetterText Wait = new(
        BounceAudience.Author,
        new("Delayed: message to {0}", "Verzögert: Nachricht an {0}"),
        new(
            "Nothing has to be done yet: the server goes on trying by itself and reports when it gives up. Please do not send the message again.",
            "Noch ist nichts zu tun: Der Server versucht es von selbst weiter und meldet sich, wenn er aufgibt. Bitte die Nachricht nicht noch einmal senden."));

    private static readonly LetterText FixAuthentication = new(
        BounceAudience.MailAdmin,
        new("SPF, DKIM or DMARC failed: message to {0}", "SPF, DKIM oder DMARC fehlgeschlagen: Nachricht an {0}"),
        new(
            "Please check that the sending server is listed in our SPF record, that it signs with DKIM, and that one of both agrees with the domain of the From field (DMARC). Test-MailDomain and Test-SpfRecord show what receivers see.",
            "Bitte prüfen, ob der sendende Server in unserem SPF-Eintrag steht, ob er mit DKIM signiert und ob eines von beiden zur Domain des From-Felds passt (DMARC). Test-MailDomain und Test-SpfRecord zeigen, was Empfänger sehen."));

    private static readonly LetterText FixSenderConfiguration = new(
        BounceAudience.MailAdmin,
        new("Refused because of our set-up: message to {0}", "Wegen unserer Einrichtung abgelehnt: Nachricht an {0}"),
        new(
            "The other server objects to how we send: reverse DNS, greeting name, sender address, log-in or relay. Please correct what its answer names; then the message can be sent again.",
            "Der andere Server beanstandet, wie wir senden: Reverse-DNS, Begrüßungsname, Absenderadresse, Anmeldung oder Relay. Bitte beheben, was seine Antwort nennt; danach kann die Nachricht erneut gesendet werden."));

    private static readonly LetterText CheckBlocklist = new(
        BounceAudience.MailAdmin,
        new("Our server is blocked: message to {0}", "Unser Server ist gesperrt: Nachricht an {0}"),
        new(
            "Please look our sending address up on block lists (Test-MailBlocklist), find out why it was listed, and ask for removal at the place the answer names, or of the recipient's postmaster. Nothing is wrong with the recipient's address.",
            "Bitte unsere sendende Adresse auf Sperrlisten suchen (Test-MailBlocklist), den Grund des Eintrags klären und dort, wo die Antwort es nennt, oder beim Postmaster des Empfängers um Streichung bitten. Die Adresse des Empfängers ist in Ordnung."));

    private static readonly LetterText ReduceVolume = new(
        BounceAudience.ListOwner,
        new("Too much mail at once: message to {0}", "Zu viele Mails auf einmal: Nachricht an {0}"),
        new(
            "Please send more slowly to this provider, over fewer connections, and the most active recipients first. The message can be sent again later.",
            "Bitte an diesen Anbieter langsamer und über weniger Verbindungen senden, die aktivsten Empfänger zuerst. Die Nachricht kann später erneut gesendet werden."));

    private static readonly LetterText ShrinkMessage = new(
        BounceAudience.Author,
        new("Too big: message to {0}", "Zu groß: Nachricht an {0}"),
        new(
            "Please send the attachments in parts, or a link to them instead.",
            "Bitte die Anhänge auf mehrere Mails verteilen oder stattdessen einen Link senden."));

    private static readonly LetterText ReviewContent = new(
        BounceAudience.Author,
        new("Refused for its content: message to {0}", "Wegen des Inhalts abgelehnt: Nachricht an {0}"),
        new(
            "Please look at what the message contains - links, attachments, wording, headers - and change what the answer objects to before it is sent again.",
            "Bitte ansehen, was die Nachricht enthält - Links, Anhänge, Wortlaut, Kopfzeilen -, und ändern, was die Antwort beanstandet, bevor sie erneut gesendet wird."));

    private static readonly LetterText CleanList = new(
        BounceAudience.ListOwner,
        new("Too many unknown recipients: message to {0}", "Zu viele unbekannte Empfänger: Nachricht an {0}"),
        new(
            "The provider blocks us because too many addresses of the list do not exist. Please stop the mailing, remove all hard bounces, and check the rest with Test-MailAddress.",
            "Der Anbieter sperrt uns, weil zu viele Adressen der Liste nicht existieren. Bitte den Versand anhalten, alle Hard-Bounces entfernen und den Rest mit Test-MailAddress prüfen."));

    private static readonly LetterText ContactRecipientAdmin = new(
        BounceAudience.RecipientAdmin,
        new("Your server does not take mail for {0}", "Ihr Server nimmt keine Mail für {0} an"),
        new(
            "Could you please look into it? The log of the server below, at the time of the message, should show more. Thank you.",
            "Könnten Sie dem bitte nachgehen? Das Protokoll des unten genannten Servers sollte zur Zeit der Nachricht mehr zeigen. Vielen Dank."));

    private static readonly LetterText ContactRecipient = new(
        BounceAudience.Recipient,
        new("We cannot reach you at {0}", "Wir erreichen Sie unter {0} nicht"),
        new(
            "Your mailbox or a setting of yours keeps our mail away. Please make room, unlock the mailbox or allow us as a sender, or give us another address.",
            "Ihr Postfach oder eine Ihrer Einstellungen hält unsere Mail ab. Bitte Platz schaffen, das Postfach entsperren oder uns als Absender zulassen, oder uns eine andere Adresse nennen."));

    private static readonly LetterText Unsubscribe = new(
        BounceAudience.ListOwner,
        new("Complaint of {0}: please unsubscribe", "Beschwerde von {0}: bitte abmelden"),
        new(
            "Please unsubscribe this recipient from everything at once and send nothing more, no confirmation either. Then check how the address came onto the list.",
            "Bitte diesen Empfänger sofort überall abmelden und nichts mehr senden, auch keine Bestätigung. Danach prüfen, wie die Adresse auf die Liste kam."));

    private static readonly LetterText Review = new(
        BounceAudience.MailAdmin,
        new("Not delivered for no clear reason: message to {0}", "Ohne klaren Grund nicht zugestellt: Nachricht an {0}"),
        new(
            "The report does not say enough. Please read it and look the message up in the log of our server.",
            "Der Bericht sagt nicht genug. Bitte ihn lesen und die Nachricht im Protokoll unseres Servers suchen."));
}
