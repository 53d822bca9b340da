using System;
using System.Globalization;
using System.IO;

namespace MailOps.Addresses;

/// <summary>The errors of reports about lists.</summary>
internal static class AddressReportErrors
{
    public static MailOpsException NotChecked() => new(
        "MailOps.Address.NotChecked",
        MailOpsErrorKind.InvalidData,
        new Localized("This is no result of Test-MailAddress.", "Das ist kein Ergebnis von Test-MailAddress.").Current,
        new Localized("Check the addresses first: … | Test-MailAddress | Measure-MailAddress.",
            "Die Adressen zuerst prüfen: … | Test-MailAddress | Measure-MailAddress.").Current);

    public static MailOpsException NotWritten(string path, Exception cause) => new(
        "MailOps.Address.ReportNotWritten",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
            : cause is DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.ResourceExhausted,
        string.Format(
            CultureInfo.InvariantCulture, new Localized("{0} cannot be written: {1}", "{0} lässt sich nicht schreiben: {1}").Current, path, cause.Message),
        new Localized("Check the folder, the rights and the space on the disk.", "Ordner, Rechte und Platz auf dem Datenträger prüfen.").Current,
        cause);
}
