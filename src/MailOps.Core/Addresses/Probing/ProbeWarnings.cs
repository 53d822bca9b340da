namespace MailOps.Addresses;

/// <summary>What whoever asks mail servers for mailboxes should know before.</summary>
internal static class ProbeWarnings
{
    public static readonly Localized Reputation = new(
        "Asking mail servers for mailboxes can harm the reputation of this host and of the sender; some operators take it for an attack. Ask for few addresses.",
        "Mailserver nach Postfächern zu fragen kann dem Ruf dieses Rechners und des Absenders schaden; manche Betreiber halten es für einen Angriff. Nur wenige Adressen erfragen.");
}
