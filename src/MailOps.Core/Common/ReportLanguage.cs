using System.Globalization;

namespace MailOps;

/// <summary>The language that a person asks for, with the forms of dates and numbers that go with it.</summary>
internal static class ReportLanguage
{
    /// <summary>The culture of <c>de</c> or <c>en</c>: that of the session where it speaks the language; null: that of the session.</summary>
    public static CultureInfo Find(string? language)
    {
        var current = CultureInfo.CurrentUICulture;
        return language is null || current.TwoLetterISOLanguageName == language ? current : CultureInfo.GetCultureInfo(language == "de" ? "de-DE" : "en-GB");
    }
}
