using System;
using MailOps.Net;

namespace MailOps.Domains.Bimi;

/// <summary>The errors of naming what is tested; ids in docs/errors.md.</summary>
internal static class BimiErrors
{
    public static MailOpsException InvalidSelector(string text)
    {
        var shown = WireText.Preview(WireText.Printable(text));
        return new(
            "MailOps.Domain.InvalidSelector",
            MailOpsErrorKind.InvalidArgument,
            new Localized($"'{shown}' is no selector.", $"'{shown}' ist kein Selektor.").Current,
            new Localized("Write a label such as default.", "Ein Label wie default schreiben.").Current);
    }

    public static MailOpsException InvalidAuthority(string file, Exception? cause) => new(
        "MailOps.Domain.InvalidAuthority",
        MailOpsErrorKind.InvalidArgument,
        new Localized($"'{file}' holds no certificates that can be read.", $"'{file}' enthält keine lesbaren Zertifikate.").Current,
        new Localized("Name a file with certificates as PEM.", "Eine Datei mit Zertifikaten als PEM angeben.").Current,
        cause);
}
