using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MailOps.Outbox;

/// <summary>The errors of composing and checking mail before it is queued; docs/errors.md lists them.</summary>
internal static class DraftErrors
{
    public static MailOpsException TemplateInvalid(string origin, int line, Localized reason) => new(
        "MailOps.Draft.TemplateInvalid", MailOpsErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "{0}:{1}: {2}", origin, line, reason.Current),
        new Localized(
            "Write {{Name}} for a value, {{Name?}} where it may be empty, {{{Name}}} where it is HTML itself.",
            "Schreiben Sie {{Name}} für einen Wert, {{Name?}}, wo er leer sein darf, {{{Name}}}, wo er selbst HTML ist.").Current);

    public static MailOpsException ValueMissing(string row, string names) => new(
        "MailOps.Draft.ValueMissing", MailOpsErrorKind.InvalidData,
        new Localized($"{DisplayText.Cell(row)} has no value for {names}.", $"{DisplayText.Cell(row)} hat keinen Wert für {names}.").Current,
        new Localized(
            "Fill the value in, correct the name in the template, or write {{Name?}} where it may be empty. Nothing is queued.",
            "Tragen Sie den Wert ein, berichtigen Sie den Namen in der Vorlage, oder schreiben Sie {{Name?}}, wo er leer sein darf. Nichts wird eingereiht.").Current);

    public static MailOpsException TwoBodies() => new(
        "MailOps.Draft.TwoBodies", MailOpsErrorKind.InvalidArgument,
        new Localized(
            "The same kind of text is given twice: by the template and beside it.",
            "Dieselbe Art Text ist zweimal angegeben: durch die Vorlage und daneben.").Current,
        new Localized(
            "Leave one of them out; beside an HTML template -Body is the plain text, beside a text template -Html is the HTML.",
            "Lassen Sie eine weg; neben einer HTML-Vorlage ist -Body der reine Text, neben einer Textvorlage ist -Html das HTML.").Current);

    public static MailOpsException WordListInvalid(string path, Exception cause) => new(
        "MailOps.Draft.WordListInvalid", MailOpsErrorKind.InvalidData,
        new Localized($"The word list '{path}' cannot be used: {cause.Message}", $"Die Wortliste '{path}' ist nicht verwendbar: {cause.Message}").Current,
        new Localized("Write one phrase a line, up to 200 bytes.", "Schreiben Sie eine Wendung je Zeile, bis zu 200 Bytes.").Current,
        cause);

    public static MailOpsException RuleFileInvalid(string origin, string problem) => new(
        "MailOps.Draft.RuleFileInvalid", MailOpsErrorKind.InvalidData,
        origin + ": " + problem,
        new Localized(
            "Correct the line; docs/drafts.md describes the format of rule files.",
            "Berichtigen Sie die Zeile; docs/drafts.md beschreibt das Format der Regeldateien.").Current);

    public static MailOpsException Blocked(string mail, FindingList findings, bool byWarnings) => new(
        "MailOps.Draft.Blocked", MailOpsErrorKind.InvalidData,
        new Localized($"The mail to {DisplayText.Cell(mail)} was not queued: ", $"Die Mail an {DisplayText.Cell(mail)} wurde nicht eingereiht: ").Current + Describe(findings),
        byWarnings
            ? new Localized(
                "Correct it, let -OnWarning Hold or Send take it, or name the ids in -IgnoreFinding.",
                "Berichtigen Sie sie, lassen Sie -OnWarning Hold oder Send gelten, oder nennen Sie die Ids in -IgnoreFinding.").Current
            : new Localized(
                "Correct it, or name the ids in -IgnoreFinding where they are wrong about this mail.",
                "Berichtigen Sie sie, oder nennen Sie die Ids in -IgnoreFinding, wo sie sich über diese Mail irren.").Current);

    public static MailOpsException SpellCheckUnavailable(Exception? cause) => new(
        "MailOps.Draft.SpellCheckUnavailable", MailOpsErrorKind.NotSupported,
        new Localized("The program hunspell, which checks spelling, is not installed here.", "Das Programm hunspell, das die Rechtschreibung prüft, ist hier nicht installiert.").Current,
        new Localized("Install it (Debian: apt install hunspell hunspell-de-de), or leave -SpellCheck out.", "Installieren Sie es (Debian: apt install hunspell hunspell-de-de), oder lassen Sie -SpellCheck weg.").Current,
        cause);

    public static MailOpsException DictionaryMissing(string language, string detail) => new(
        "MailOps.Draft.DictionaryMissing", MailOpsErrorKind.NotFound,
        new Localized($"hunspell has no dictionary for {language}: {detail}", $"hunspell hat kein Wörterbuch für {language}: {detail}").Current,
        new Localized("Install it (Debian: apt install hunspell-de-de), or name another language; 'hunspell -D' lists them.", "Installieren Sie es (Debian: apt install hunspell-de-de), oder nennen Sie eine andere Sprache; 'hunspell -D' zählt sie auf.").Current);

    public static MailOpsException NotWritten(string path, Exception cause) => new(
        "MailOps.Draft.NotWritten", MailOpsErrorKind.Unavailable,
        new Localized($"'{path}' cannot be written: {cause.Message}", $"'{path}' lässt sich nicht schreiben: {cause.Message}").Current,
        new Localized("Check the folder and the rights of this account.", "Prüfen Sie den Ordner und die Rechte dieses Kontos.").Current,
        cause);

    public static MailOpsException NotAFolder(string path, int count) => new(
        "MailOps.Draft.NotAFolder", MailOpsErrorKind.InvalidArgument,
        new Localized($"{count} drafts do not go into one file: {path}", $"{count} Entwürfe gehen nicht in eine Datei: {path}").Current,
        new Localized("Name a folder that is there.", "Nennen Sie einen vorhandenen Ordner.").Current);

    public static MailOpsException AsItIs() => new(
        "MailOps.Draft.AsItIs", MailOpsErrorKind.InvalidArgument,
        new Localized(
            "A message that is sent as it is takes no further attachments.",
            "Eine Nachricht, die unverändert gesendet wird, nimmt keine weiteren Anlagen auf.").Current,
        new Localized("Leave -InputMessage or the files out.", "Lassen Sie -InputMessage oder die Dateien weg.").Current);

    public static MailOpsException InputUnreadable(string path, Exception cause) => new(
        "MailOps.Draft.InputUnreadable",
        cause is FileNotFoundException or DirectoryNotFoundException ? MailOpsErrorKind.NotFound
            : cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.Unavailable,
        new Localized($"'{path}' cannot be read: {cause.Message}", $"'{path}' ist nicht lesbar: {cause.Message}").Current,
        new Localized(
            "Check the path and the rights of this account. A template may also be given as its text.",
            "Prüfen Sie den Pfad und die Rechte dieses Kontos. Eine Vorlage kann auch als Text angegeben werden.").Current,
        cause);

    private static string Describe(FindingList findings)
    {
        List<string> texts = [];
        foreach (var finding in findings)
        {
            if (finding.Severity > FindingSeverity.Info)
            {
                texts.Add(finding.Message + " [" + finding.Id + "]");
            }
        }

        return string.Join(" ", texts);
    }
}
