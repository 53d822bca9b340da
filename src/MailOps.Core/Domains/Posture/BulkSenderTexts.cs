using System.Globalization;

namespace MailOps.Domains.Posture;

/// <summary>Why a rule for bulk senders is met, not met or unknown.</summary>
internal static class BulkSenderTexts
{
    public static readonly Localized SpamRate = new(
        "Not measurable here: Google Postmaster Tools and the feedback loop of Yahoo show it; stay below 0.1 %, and never reach 0.3 %.",
        "Hier nicht messbar: Die Google Postmaster Tools und die Rückmeldungen von Yahoo zeigen sie; unter 0,1 % bleiben und nie 0,3 % erreichen.");

    public static readonly Localized NoSpf = new("There is no SPF record that works.", "Es gibt keinen SPF-Eintrag, der gilt.");
    public static readonly Localized SpfFails = new("Mail from {0} gets {1}.", "Mail von {0} bekommt {1}.");
    public static readonly Localized SpfPasses = new("All {0} looked at pass.", "Alle {0} geprüften bestehen.");

    public static readonly Localized SpfNotSeen = new(
        "The record alone does not show whether mail passes; name the sending addresses or a message that was received.",
        "Der Eintrag allein zeigt nicht, ob Mail besteht; die sendenden Adressen oder eine empfangene Nachricht angeben.");

    public static readonly Localized DkimFails = new("A message gets {0}.", "Eine Nachricht bekommt {0}.");
    public static readonly Localized DkimPasses = new("All {0} messages pass.", "Alle {0} Nachrichten bestehen.");

    public static readonly Localized DkimNotSeen = new(
        "A key alone does not show whether mail is signed; name a message that was received.",
        "Ein Schlüssel allein zeigt nicht, ob Mail signiert wird; eine empfangene Nachricht angeben.");

    public static readonly Localized DmarcFound = new("The policy is {0}, published at {1}.", "Die Richtlinie ist {0}, veröffentlicht bei {1}.");
    public static readonly Localized DmarcFails = new("A message of {0} fails DMARC.", "Eine Nachricht von {0} besteht DMARC nicht.");
    public static readonly Localized DmarcPasses = new("All {0} messages pass DMARC.", "Alle {0} Nachrichten bestehen DMARC.");
    public static readonly Localized MessageNeeded = new("Only a message that was received shows it; name one.", "Das zeigt nur eine empfangene Nachricht; eine angeben.");
    public static readonly Localized AddressNeeded = new("Name the addresses that send.", "Die sendenden Adressen angeben.");
    public static readonly Localized NoReverseName = new("{0} has no name in the DNS (PTR).", "{0} hat keinen Namen im DNS (PTR).");

    public static readonly Localized ReverseNameLies = new(
        "{0} is called {1}, but that name does not lead back to it.", "{0} heißt {1}, doch dieser Name führt nicht zu ihr zurück.");

    public static readonly Localized ReverseNamesFit = new("All {0} addresses have a name that leads back to them.", "Alle {0} Adressen haben einen Namen, der zu ihnen zurückführt.");
    public static readonly Localized NoAnswer = new("The DNS did not answer.", "Das DNS hat nicht geantwortet.");
    public static readonly Localized CamePlain = new("A message came without encryption.", "Eine Nachricht kam unverschlüsselt an.");
    public static readonly Localized CameOverTls = new("The receiver got the messages over TLS.", "Der Empfänger bekam die Nachrichten über TLS.");

    public static readonly Localized TlsNotSeen = new(
        "Only the Received field of a receiver shows it; name a message that was received.",
        "Das zeigt nur das Feld Received eines Empfängers; eine empfangene Nachricht angeben.");

    public static readonly Localized NoOneClick = new(
        "A message lacks List-Unsubscribe with an https address, or List-Unsubscribe-Post: List-Unsubscribe=One-Click.",
        "Einer Nachricht fehlt List-Unsubscribe mit einer https-Adresse oder List-Unsubscribe-Post: List-Unsubscribe=One-Click.");

    public static readonly Localized OneClickUnsigned = new(
        "No signature that passes covers both fields of the unsubscription.", "Keine Signatur, die besteht, umfasst beide Felder der Abmeldung.");

    public static readonly Localized OneClickWorks = new("The messages have it, and it is signed.", "Die Nachrichten haben sie, und sie ist signiert.");
    public static readonly Localized NoProviderList = new("No list of free providers is at hand.", "Keine Liste kostenloser Anbieter ist zur Hand.");
    public static readonly Localized OwnDomain = new("The domain belongs to no free provider.", "Die Domain gehört keinem kostenlosen Anbieter.");

    public static readonly Localized FreeProvider = new(
        "{0} is a free provider, whose addresses nobody else may send from.", "{0} ist ein kostenloser Anbieter, von dessen Adressen sonst niemand senden darf.");

    /// <summary>A text with its values.</summary>
    public static string With(this Localized text, params object[] values) => string.Format(CultureInfo.CurrentCulture, text.Current, values);
}
