namespace MailOps.Suppression;

/// <summary>What the suppression list warns of.</summary>
internal static class SuppressionFindings
{
    public static readonly FindingRule Burst = new(
        "SUPP001", FindingSeverity.Warning, "",
        new(
            "SuppressionBurst: {1} new hard entries for {0} within an hour are held, not blocked.",
            "SuppressionBurst: {1} neue harte Einträge für {0} binnen einer Stunde sind angehalten, nicht gesperrt."),
        new(
            "Look at them with Get-MailSuppression -State Held. If they are right, pipe them to Add-MailSuppression; if the server erred, undo them with Restore-MailSuppression.",
            "Mit Get-MailSuppression -State Held ansehen. Stimmen sie, an Add-MailSuppression weiterleiten; hat sich der Server geirrt, mit Restore-MailSuppression zurücknehmen."));
}
