using System;
using System.Globalization;

namespace MailOps;

/// <summary>The errors of names that a caller gave.</summary>
internal static class DomainErrors
{
    private const int LongestQuote = 100;

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
        CultureInfo.InvariantCulture, template.Current, Quotable(text), error.Position, error.Message);

    // Foreign text in a message: short, and without characters that would rearrange the line it stands on.
    private static string Quotable(string text)
    {
        var chars = text.AsSpan(0, Math.Min(text.Length, LongestQuote)).ToArray();
        for (var i = 0; i < chars.Length; i++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(chars[i]);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
            {
                chars[i] = '\uFFFD';
            }
        }

        var quoted = new string(chars);
        return text.Length > LongestQuote ? quoted + "…" : quoted;
    }
}
