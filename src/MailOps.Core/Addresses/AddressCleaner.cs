using System;

namespace MailOps.Addresses;

/// <summary>Mends slips of typing that leave no doubt about what was meant.</summary>
internal static class AddressCleaner
{
    // More than any address with its surroundings; longer texts are no slips.
    private const int MaxLength = 1000;

    private static readonly char[] Around = [' ', '\t', '\r', '\n', '\u00A0', '\u3000', '\u200B', '\uFEFF', '<', '>', ',', ';', '"', '\''];

    /// <summary>
    /// The text without blanks, brackets and separators around it, the <c>mailto:</c> of a link, a final dot; a comma for a dot and blanks in the domain; the
    /// domain mapped as people type it (<see cref="Idna.Map"/>), a full-width <c>@</c> too. Null when nothing of that applies.
    /// </summary>
    public static string? Clean(string text)
    {
        if (text.Length > MaxLength || Idna.IndexOfUnpairedSurrogate(text.AsSpan()) >= 0)
        {
            return null;
        }

        var clean = text.Trim(Around);
        if (clean.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            clean = clean.Substring("mailto:".Length).Trim(Around);
        }

        clean = clean.Replace('\uFF20', '@').Replace('\uFE6B', '@');
        var at = clean.LastIndexOf('@');
        if (at < 0)
        {
            return null;
        }

        // anna@gmail,com and anna @ gmail. com
        var domain = clean.Substring(at + 1).Replace(',', '.').Replace(" ", "");
        var mapped = domain.StartsWith('[') ? domain : Idna.Map(domain)!.TrimEnd('.');
        clean = clean.Substring(0, at).TrimEnd(' ', '\t') + "@" + mapped;
        return clean == text ? null : clean;
    }
}
