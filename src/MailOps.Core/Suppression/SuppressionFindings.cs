using System.Collections.Generic;

namespace MailOps.Suppression;

/// <summary>What the suppression list warns of.</summary>
internal static class SuppressionFindings
{
    private static readonly Localized Advice = new(
        "Look at them with Get-MailSuppression -State Held. If they are right, pipe them to Add-MailSuppression; if the server erred, undo them with Restore-MailSuppression.",
        "Mit Get-MailSuppression -State Held ansehen. Stimmen sie, an Add-MailSuppression weiterleiten; hat sich der Server geirrt, mit Restore-MailSuppression zurücknehmen.");

    public static readonly FindingRule Burst = new(
        "SUPP001", FindingSeverity.Warning, "",
        new(
            "SuppressionBurst: {1} new hard entries for {0} within an hour are held, not blocked.",
            "SuppressionBurst: {1} neue harte Einträge für {0} binnen einer Stunde sind angehalten, nicht gesperrt."),
        Advice);

    /// <summary>Told at every look at the queue: who was not there when the burst came must learn of it too.</summary>
    public static readonly FindingRule StillHeld = new(
        "SUPP002", FindingSeverity.Warning, "",
        new(
            "SuppressionBurst: {0} addresses of the suppression list are held and get mail until somebody decides.",
            "SuppressionBurst: {0} Adressen der Sperrliste sind angehalten und bekommen Mail, bis jemand entscheidet."),
        Advice);

    public static readonly FindingRule RowsMissing = new(
        "SUPP003", FindingSeverity.Warning, "",
        new(
            "{0}: rows without an address that could be read: {1}, first in line {2}. They are not on the list.",
            "{0}: Zeilen ohne lesbare Adresse: {1}, zuerst in Zeile {2}. Sie stehen nicht auf der Liste."),
        new("Look at that line: the column may be empty there, or a quote not closed.", "Diese Zeile ansehen: Die Spalte kann dort leer sein oder ein Anführungszeichen nicht geschlossen."));

    public static readonly FindingRule GoesOn = new(
        "SUPP004", FindingSeverity.Warning, "",
        new(
            "{0}: the list goes on behind what was read: its last page has a NextToken.",
            "{0}: Die Liste geht nach dem Gelesenen weiter: Ihre letzte Seite hat ein NextToken."),
        new("Get the next pages with --next-token, and append them to the file or import them by themselves.", "Die nächsten Seiten mit --next-token holen und an die Datei anhängen oder für sich importieren."));

    public static readonly FindingRule RowsLeftOut = new(
        "SUPP005", FindingSeverity.Info, "",
        new("{0}: rows left out because they block nothing themselves: {1}.", "{0}: Zeilen, die selbst nichts sperren und ausgelassen wurden: {1}."),
        new("Nothing to do: they say another state than Blocked, or that the sender goes on sending.", "Nichts zu tun: Sie nennen einen anderen Zustand als Blocked, oder dass der Absender weiter sendet."));

    /// <summary>The finding about what is held; none when nothing is.</summary>
    public static IEnumerable<Finding> FindHeld(long count)
    {
        if (count > 0)
        {
            yield return StillHeld.Found(count);
        }
    }
}
