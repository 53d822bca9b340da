namespace MailOps.Addresses;

/// <summary>Each reason in a few words, and what to do with such addresses; for reports.</summary>
internal static class AddressReasonTexts
{
    public static Localized NameOf(AddressReason reason) => reason switch
    {
        AddressReason.None => new("nothing speaks against it", "nichts spricht dagegen"),
        AddressReason.Syntax => new("no mail address", "keine Mailadresse"),
        AddressReason.Suppressed => new("on the suppression list", "auf der Sperrliste"),
        AddressReason.DomainNotFound => new("the domain does not exist", "die Domain gibt es nicht"),
        AddressReason.NullMx => new("the domain takes no mail", "die Domain nimmt keine Post an"),
        AddressReason.NoMailServer => new("the domain has no mail server", "die Domain hat keinen Mailserver"),
        AddressReason.NoUsableMx => new("no mail server can be reached by its name", "kein Mailserver ist unter seinem Namen erreichbar"),
        AddressReason.MailboxNotFound => new("the mailbox does not exist", "das Postfach gibt es nicht"),
        AddressReason.Disposable => new("throw-away address", "Wegwerfadresse"),
        AddressReason.DomainTypo => new("mistyped domain", "vertippte Domain"),
        AddressReason.SpamTrap => new("signs of a trap", "Anzeichen einer Falle"),
        AddressReason.Junk => new("typed to get past a form", "nur getippt, um weiterzukommen"),
        AddressReason.DeceptiveCharacters => new("hidden or look-alike characters", "versteckte oder ähnlich aussehende Zeichen"),
        AddressReason.CatchAll => new("the server takes any address", "der Server nimmt jede Adresse an"),
        AddressReason.ImplicitMx => new("no mail server named, only a host", "kein Mailserver genannt, nur ein Rechner"),
        AddressReason.DnsTempError => new("the DNS did not answer", "das DNS hat nicht geantwortet"),
        _ => new("the mail server did not decide", "der Mailserver hat nicht entschieden"),
    };

    public static Localized AdviceFor(AddressReason reason) => reason switch
    {
        AddressReason.None => new("Send.", "Senden."),
        AddressReason.Syntax => new("Correct or remove.", "Berichtigen oder entfernen."),
        AddressReason.Suppressed => new("Do not send; look at the entry if in doubt.", "Nicht senden; im Zweifel den Eintrag ansehen."),
        AddressReason.DomainNotFound or AddressReason.NullMx or AddressReason.NoMailServer or AddressReason.NoUsableMx or AddressReason.MailboxNotFound =>
            new("Remove, or ask for the current address.", "Entfernen oder die aktuelle Adresse erfragen."),
        AddressReason.Disposable => new("Ask for a lasting address.", "Eine dauerhafte Adresse erfragen."),
        AddressReason.DomainTypo => new("Check the suggestion and correct.", "Den Vorschlag prüfen und berichtigen."),
        AddressReason.SpamTrap or AddressReason.Junk => new("Remove unless the owner confirms it.", "Entfernen, sofern der Inhaber sie nicht bestätigt."),
        AddressReason.DeceptiveCharacters => new("Ask for the address again, typed.", "Die Adresse neu erfragen, getippt."),
        AddressReason.CatchAll or AddressReason.ImplicitMx => new("Send carefully and watch the bounces.", "Vorsichtig senden und auf Rückläufer achten."),
        _ => new("Check again later; do not remove.", "Später noch einmal prüfen; nicht entfernen."),
    };
}
