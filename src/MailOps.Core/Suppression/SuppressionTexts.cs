using System.Globalization;
using System.IO;

namespace MailOps.Suppression;

/// <summary>Why the suppression list does what it does, in words.</summary>
internal static class SuppressionTexts
{
    private const int MaxSaid = 80;

    public static string AlreadyBlocked => new Localized("it was blocked before", "sie war schon gesperrt").Current;

    public static string AlreadyKnown => new Localized("this evidence was read before", "dieser Beleg wurde schon gelesen").Current;

    public static string Unmatched => new Localized(
        "it joins no mail sent from this store; evidence only", "gehört zu keiner Mail aus diesem Speicher; nur ein Indiz").Current;

    public static string Protected => new Localized(
        "postmaster, abuse and one's own domains are never blocked", "postmaster, abuse und eigene Domains werden nie gesperrt").Current;

    public static string NotBlocked => new Localized("it is not blocked", "sie ist nicht gesperrt").Current;

    public static string NoAddress => new Localized("it names no address", "es nennt keine Adresse").Current;

    public static string NotListed => new Localized("the list does not know it", "die Liste kennt sie nicht").Current;

    public static string Probation => new Localized(
        "on probation: the next failure blocks at once", "auf Bewährung: der nächste Fehlschlag sperrt sofort").Current;

    public static string Undone => new Localized("the evidence does not count any more", "der Beleg zählt nicht mehr").Current;

    public static string Arrived => new Localized("a report says that mail arrived", "ein Bericht meldet die Zustellung").Current;

    public static string ByPolicy => new Localized("by the new policy", "nach der neuen Richtlinie").Current;

    public static string DigestSubject(int blocked) => Fill(
        new("Suppression list: {0} newly blocked", "Sperrliste: {0} neu gesperrt"), blocked);

    public static string DigestLead(string store, string run) => Fill(
        new("New bounces in {0}, run {1}:", "Neue Bounces in {0}, Lauf {1}:"), store, run);

    public static string DigestMore(int count) => Fill(new("… and {0} more", "… und {0} weitere"), count);

    public static string NotAFailure(SuppressionEvidence evidence) => Fill(new("no failure: {0}", "kein Fehlschlag: {0}"), evidence.KindName);

    /// <summary>What was said of a mail that names no address, with the name of its file: else nobody knows which it was.</summary>
    public static string InFile(string text, string source) => source.Length == 0 ? text : text + " (" + Path.GetFileName(source) + ")";

    public static string Notice => new Localized("a notice of this server", "eine Meldung dieses Servers").Current;

    public static string NotTheRecipient(SuppressionEvidence evidence) => Fill(
        new("not the recipient's fault: {0}", "liegt nicht am Empfänger: {0}"), evidence.Reason);

    public static string WrongStage(SuppressionEvidence evidence) => Fill(
        new("refused before or after the recipient ({1}): {0}", "vor oder nach dem Empfänger abgelehnt ({1}): {0}"), evidence.Reason, evidence.Stage);

    /// <summary>Reason and the beginning of what the server said: a line of a table, not the evidence itself.</summary>
    public static string Blocked(SuppressionEvidence evidence)
    {
        var said = DisplayText.Clean(evidence.Diagnostic.Length > 0 ? evidence.Diagnostic : evidence.Status);
        if (said.Length > MaxSaid)
        {
            said = said.Remove(char.IsHighSurrogate(said[MaxSaid - 1]) ? MaxSaid - 1 : MaxSaid) + "…";
        }

        return said.Length == 0 ? evidence.Reason.ToString() : evidence.Reason + ": " + said;
    }

    public static string Held(string text) => Fill(new("too many at once, held: {0}", "zu viele auf einmal, angehalten: {0}"), text);

    public static string TheServer(string name) => Fill(new("the server {0}", "den Server {0}"), name);

    public static string Observed(SuppressionEvidence evidence, int softFailures) => softFailures > 0
        ? Fill(new("{0}: soft failure number {1} in a row", "{0}: weicher Fehlschlag Nummer {1} in Folge"), evidence.Reason, softFailures)
        : Fill(new("{0}: noted", "{0}: vermerkt"), evidence.Reason);

    private static string Fill(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);
}
