namespace MailOps.Journal;

/// <summary>What a measurement warns of.</summary>
internal static class MeasureFindings
{
    public static readonly FindingRule TooManyHard = new(
        "RATE001", FindingSeverity.Warning, "",
        new("{0}: {1} % of {2} mails bounced hard.", "{0}: {1} % von {2} Mails kamen hart zurück."),
        new(
            "Providers block senders from about 3 % on. Check the list with Test-MailAddress, and let Update-MailSuppression block what is lost.",
            "Ab etwa 3 % sperren Provider den Absender. Die Liste mit Test-MailAddress prüfen und Verlorenes durch Update-MailSuppression sperren lassen."));
}
