using System;
using System.Globalization;

namespace MailOps.Session;

/// <summary>The errors of updating data.</summary>
internal static class DataErrors
{
    public static MailOpsException NoFolder() => new(
        "MailOps.Data.NoFolder",
        MailOpsErrorKind.NotFound,
        new Localized("This account has no folder for data.", "Dieses Konto hat keinen Ordner für Daten.").Current,
        new Localized("Name one in the environment variable MAILOPS_DATA.", "Einen in der Umgebungsvariable MAILOPS_DATA nennen.").Current);

    public static MailOpsException NotWritten(string path, Exception cause) => new(
        "MailOps.Data.NotWritten",
        MailOpsErrorKind.AccessDenied,
        Fill(new("{0} cannot be written: {1}", "{0} lässt sich nicht schreiben: {1}"), path, cause.Message),
        new Localized("Check the rights and the space on the disk. The former data is still in place.",
            "Rechte und Platz auf dem Datenträger prüfen. Die bisherigen Daten gelten weiter.").Current,
        cause);

    public static MailOpsException InsecureUri(Uri uri) => new(
        "MailOps.Data.InsecureUri",
        MailOpsErrorKind.InvalidArgument,
        Fill(new("Data is fetched by https only, not from {0}", "Daten werden nur über https geholt, nicht von {0}"), uri),
        new Localized("Use the https address, or fetch the file yourself and name it with -Path.",
            "Die https-Adresse verwenden, oder die Datei selbst holen und mit -Path nennen.").Current);

    public static MailOpsException DownloadFailed(Uri uri, Exception cause) => new(
        "MailOps.Data.DownloadFailed",
        MailOpsErrorKind.Unavailable,
        Fill(new("{0} cannot be fetched: {1}", "{0} lässt sich nicht holen: {1}"), uri, cause.Message),
        new Localized("Check the address and the network, or try later. The former data is still in place.",
            "Adresse und Netz prüfen oder später erneut versuchen. Die bisherigen Daten gelten weiter.").Current,
        cause);

    private static string Fill(Localized template, params object[] values) => string.Format(CultureInfo.InvariantCulture, template.Current, values);
}
