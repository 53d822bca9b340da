using System;
using System.Globalization;
using System.IO;

namespace MailOps.Domains.Posture;

/// <summary>The errors of reports and baselines of domains.</summary>
internal static class MailDomainErrors
{
    public static string TooLarge => new Localized("it has more than 64 MB", "sie hat mehr als 64 MB").Current;

    public static string NoResult => new Localized("it holds no result of Test-MailDomain", "sie enthält kein Ergebnis von Test-MailDomain").Current;

    public static MailOpsException BaselineUnreadable(string path, Exception cause) => new(
        "MailOps.Domain.BaselineUnreadable",
        cause is FileNotFoundException or DirectoryNotFoundException ? MailOpsErrorKind.NotFound
            : cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.Unavailable,
        Text("The baseline {0} cannot be read: {1}", "Der Vergleichsstand {0} lässt sich nicht lesen: {1}", path, cause.Message),
        new Localized("Check the path and your rights.", "Pfad und Rechte prüfen.").Current,
        cause);

    public static MailOpsException InvalidBaseline(string path, string why) => new(
        "MailOps.Domain.InvalidBaseline",
        MailOpsErrorKind.InvalidData,
        Text("The baseline {0} cannot be used: {1}.", "Der Vergleichsstand {0} ist nicht brauchbar: {1}.", path, why),
        new Localized("Write one with: mailops domain test --json DOMAIN > FILE", "Einen schreiben mit: mailops domain test --json DOMAIN > DATEI").Current);

    public static MailOpsException ReportNotWritten(string path, Exception cause) => new(
        "MailOps.Domain.ReportNotWritten",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
            : cause is DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.ResourceExhausted,
        Text("{0} cannot be written: {1}", "{0} lässt sich nicht schreiben: {1}", path, cause.Message),
        new Localized("Check the folder, the rights and the space on the disk.", "Ordner, Rechte und Platz auf dem Datenträger prüfen.").Current,
        cause);

    private static string Text(string english, string german, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, new Localized(english, german).Current, values);
}
