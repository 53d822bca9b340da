using System;
using System.Globalization;

namespace MailOps.Addresses;

/// <summary>The errors of data files.</summary>
internal static class AddressDataErrors
{
    public static MailOpsException Invalid(string source, int line, Localized reason) => new(
        "MailOps.Data.Invalid",
        MailOpsErrorKind.InvalidData,
        string.Format(CultureInfo.InvariantCulture, new Localized(
            "{0} is no file of address data, line {1}: {2}", "{0} ist keine Datei mit Adressdaten, Zeile {1}: {2}").Current, source, line, reason.Current),
        new Localized("See docs/data.md for the format.", "Das Format steht in docs/data.md.").Current);

    public static MailOpsException Unreadable(string source, Exception cause) => new(
        "MailOps.Data.Unreadable",
        MailOpsErrorKind.NotFound,
        string.Format(CultureInfo.InvariantCulture, new Localized("{0} cannot be read: {1}", "{0} lässt sich nicht lesen: {1}").Current, source, cause.Message),
        new Localized("Check the path and your rights.", "Pfad und Rechte prüfen.").Current,
        cause);
}
