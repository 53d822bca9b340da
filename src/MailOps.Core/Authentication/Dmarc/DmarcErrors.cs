using System.Globalization;

namespace MailOps.Authentication.Dmarc;

/// <summary>The errors of using DMARC wrongly.</summary>
internal static class DmarcErrors
{
    /// <summary>Why a message is undecided when SPF or DKIM itself could not tell.</summary>
    public static string SourceUnknown => new Localized(
        "SPF or DKIM of an aligned domain could not be judged, since the DNS did not answer.",
        "SPF oder DKIM einer passenden Domain ließ sich nicht beurteilen, da das DNS nicht geantwortet hat.").Current;

    public static MailOpsException NoPublicSuffixList() => new(
        "MailOps.Dmarc.NoPublicSuffixList",
        MailOpsErrorKind.InvalidArgument,
        new Localized("RFC 7489 needs the public suffix list.", "RFC 7489 braucht die Public Suffix List.").Current,
        new Localized("Name its file, or run Update-MailOpsData first.", "Nennen Sie die Datei, oder führen Sie zuerst Update-MailOpsData aus.").Current);

    public static MailOpsException InvalidReportUri(string text) => new(
        "MailOps.Dmarc.InvalidReportUri",
        MailOpsErrorKind.InvalidArgument,
        string.Format(
            CultureInfo.InvariantCulture,
            new Localized("'{0}' is neither a mail address nor the URI of one.", "'{0}' ist weder eine Mailadresse noch deren URI.").Current,
            DisplayText.Quote(text)),
        new Localized("Write dmarc@corp.example or mailto:dmarc@corp.example.", "Schreiben Sie dmarc@corp.example oder mailto:dmarc@corp.example.").Current);
}
