using System.Globalization;

namespace MailOps.Authentication.Spf;

/// <summary>The errors of making records.</summary>
internal static class SpfErrors
{
    public static MailOpsException InvalidTerm(string term, SpfSyntaxFault fault) => new(
        "MailOps.Spf.InvalidTerm",
        MailOpsErrorKind.InvalidArgument,
        string.Format(
            CultureInfo.InvariantCulture,
            new Localized("'{0}' cannot be part of an SPF record: {1}", "'{0}' kann nicht Teil eines SPF-Eintrags sein: {1}").Current,
            DisplayText.Quote(term),
            fault),
        new Localized("Give domains such as _spf.example.com and networks such as 192.0.2.0/24.", "Geben Sie Domains wie _spf.example.com und Netze wie 192.0.2.0/24 an.").Current);

    public static MailOpsException SenderWithoutDomain(string sender) => new(
        "MailOps.Spf.SenderWithoutDomain",
        MailOpsErrorKind.InvalidArgument,
        string.Format(
            CultureInfo.InvariantCulture,
            new Localized("The sender '{0}' names no domain whose record could be asked.", "Der Absender '{0}' nennt keine Domain, deren Eintrag man fragen könnte.").Current,
            DisplayText.Quote(sender)),
        new Localized("Give an address, or name the domain too; for the empty sender of bounces also give the HELO name.",
            "Geben Sie eine Adresse an, oder nennen Sie auch die Domain; beim leeren Absender von Bounces auch den HELO-Namen.").Current);

    public static MailOpsException CannotFlatten(string domain, string reason) => new(
        "MailOps.Spf.CannotFlatten",
        MailOpsErrorKind.InvalidData,
        string.Format(
            CultureInfo.InvariantCulture,
            new Localized("The SPF record of {0} cannot be flattened: {1}", "Der SPF-Eintrag von {0} lässt sich nicht abflachen: {1}").Current,
            domain,
            reason),
        new Localized("Test-SpfRecord shows what is wrong with it.", "Test-SpfRecord zeigt, was daran falsch ist.").Current);
}
