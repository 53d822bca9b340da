using System;
using System.Globalization;

namespace MailOps;

/// <summary>The errors of reading a public suffix list.</summary>
internal static class PublicSuffixErrors
{
    public static MailOpsException Unreadable(string path, Exception cause) => new(
        "MailOps.PublicSuffix.Unreadable",
        MailOpsErrorKind.NotFound,
        Fill(new("The public suffix list {0} cannot be read: {1}", "Die Public Suffix List {0} lässt sich nicht lesen: {1}"), path, cause.Message),
        new Localized("Check the path and the rights.", "Prüfen Sie Pfad und Rechte.").Current,
        cause);

    public static MailOpsException Invalid(string source) => new(
        "MailOps.PublicSuffix.Invalid",
        MailOpsErrorKind.InvalidData,
        Fill(new("{0} is no public suffix list.", "{0} ist keine Public Suffix List."), source),
        new Localized("Get public_suffix_list.dat from publicsuffix.org.", "Holen Sie public_suffix_list.dat von publicsuffix.org.").Current);

    private static string Fill(Localized template, params object[] values) => string.Format(CultureInfo.InvariantCulture, template.Current, values);
}
