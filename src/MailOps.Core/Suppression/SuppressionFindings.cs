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

    /// <summary>The finding about what is held; none when nothing is.</summary>
    public static IEnumerable<Finding> FindHeld(long count)
    {
        if (count > 0)
        {
            yield return StillHeld.Found(count);
        }
    }
}
