using System;
using System.Globalization;

namespace MailOps;

/// <summary>The errors of names that a caller gave.</summary>
internal static class DomainErrors
{
    public static MailOpsException Invalid(string text, AddressError error) => new(
        "MailOps.Domain.Invalid",
        MailOpsErrorKind.InvalidArgument,
        Sentence(new("'{0}' is no domain name (position {1}): {2}", "'{0}' ist kein Domainname (Stelle {1}): {2}"), text, error),
        new Localized("Give a name such as example.com.", "Geben Sie einen Namen wie example.com an.").Current);

    public static MailOpsException InvalidAddress(string text, AddressError error) => new(
        "MailOps.Address.Invalid",
        MailOpsErrorKind.InvalidArgument,
        Sentence(new("'{0}' is no mail address (position {1}): {2}", "'{0}' ist keine Mailadresse (Stelle {1}): {2}"), text, error),
        new Localized("Give an address such as anna@example.com.", "Geben Sie eine Adresse wie anna@example.com an.").Current);

    private static string Sentence(Localized template, string text, AddressError error) => string.Format(
        CultureInfo.InvariantCulture, template.Current, DisplayText.Quote(text.AsSpan()), error.Position, error.Message);
}
