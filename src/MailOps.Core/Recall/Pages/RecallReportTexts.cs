namespace MailOps.Recall;

/// <summary>The words of the report of a recall, as a page and as a mail.</summary>
internal static class RecallReportTexts
{
    public static readonly Localized Title = new("Recalls", "Rückrufe");
    public static readonly Localized TitleOfOne = new("Recall {0}: {1}", "Rückruf {0}: {1}");
    public static readonly Localized Nothing = new("There is no recall.", "Es gibt keinen Rückruf.");
    public static readonly Localized Final = new("Nothing is pending: this report is final.", "Nichts steht mehr aus: Dieser Bericht ist endgültig.");
    public static readonly Localized First = new(
        "{0} recipients are pending: they are tried again, for 24 hours from the start.", "{0} Empfänger stehen noch aus: Sie werden erneut versucht, bis 24 Stunden nach Beginn.");
    public static readonly Localized Pending = new("Pending", "Steht aus");
    public static readonly Localized NextTry = new("Next try", "Nächster Versuch");
    public static readonly Localized Footer = new("Made by MailOps. The recipients are told nothing of a recall.", "Von MailOps erstellt. Die Empfänger erfahren nichts von einem Rückruf.");

    public static readonly Localized SubjectFirst = new("Recall {0}, first report, {1} pending: {2}", "Rückruf {0}, erster Bericht, {1} stehen aus: {2}");
    public static readonly Localized SubjectFinal = new("Recall {0}, final report: {1}", "Rückruf {0}, Abschlussbericht: {1}");
    public static readonly Localized Opening = new(
        "The mail \"{0}\" of {1} is taken back, as {2} asked for on {3}: {4}", "Die Mail „{0}“ von {1} wird zurückgeholt, veranlasst von {2} am {3}: {4}");
    public static readonly Localized PendingThese = new("Pending:", "Es stehen aus:");
    public static readonly Localized NotTaken = new("Not taken back:", "Nicht zurückgeholt:");
    public static readonly Localized AndMore = new("and {0} more, see the page", "und {0} weitere, siehe die Seite");
    public static readonly Localized SeePage = new("The page that comes with this mail names everybody, with folder and time.", "Die Seite zu dieser Mail nennt alle, mit Ordner und Zeit.");
}
