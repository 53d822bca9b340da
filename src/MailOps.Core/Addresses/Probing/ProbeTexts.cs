namespace MailOps.Addresses;

/// <summary>Why a mail server was not asked.</summary>
internal static class ProbeTexts
{
    public static readonly Localized AcceptsAll = new(
        "{0} takes every recipient at first, so its answer would prove nothing.",
        "{0} nimmt zunächst jeden Empfänger an, die Antwort bewiese also nichts.");

    public static readonly Localized LimitReached = new(
        "{0} addresses were asked for in this run already, which is the limit.",
        "in diesem Lauf wurden schon {0} Adressen erfragt, das ist die Grenze.");

    public static readonly Localized Stopped = new(
        "{0} refused three recipients in a row, and more questions would look like an attack.",
        "{0} hat drei Empfänger nacheinander abgelehnt, weitere Fragen sähen nach einem Angriff aus.");

    public static readonly Localized Unreachable = new("no connection to {0}: {1}", "keine Verbindung zu {0}: {1}");

    public static readonly Localized PortBlocked = new("port {0} cannot be reached from here.", "Port {0} ist von hier nicht erreichbar.");

    public static readonly Localized NeedsUtf8 = new(
        "{0} does not offer SMTPUTF8, which the address needs.", "{0} bietet kein SMTPUTF8 an, das die Adresse braucht.");
}
