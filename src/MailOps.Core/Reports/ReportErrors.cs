using System.Globalization;

namespace MailOps.Reports;

/// <summary>The errors of using reports wrongly.</summary>
internal static class ReportErrors
{
    public static MailOpsException NotASelector(string name) => new(
        "MailOps.Report.NotASelector",
        MailOpsErrorKind.InvalidArgument,
        string.Format(
            CultureInfo.InvariantCulture,
            new Localized("'{0}' is no name of a DKIM key.", "'{0}' ist kein Name eines DKIM-Schlüssels.").Current,
            DisplayText.Quote(name)),
        new Localized("Write the full name, such as s1._domainkey.example.com.", "Schreiben Sie den ganzen Namen, etwa s1._domainkey.example.com.").Current);

    /// <summary>A file or report that cannot be read, as an error of the caller's input.</summary>
    public static MailOpsException Faulty(Finding problem) => new(
        "MailOps.Report.Faulty", MailOpsErrorKind.InvalidData, problem.Message + " [" + problem.Id + "]", problem.Advice);
}
