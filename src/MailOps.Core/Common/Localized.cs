using System.Globalization;

namespace MailOps;

/// <summary>A text for people in the two languages of the product.</summary>
internal readonly record struct Localized
{
    private readonly string _english;
    private readonly string _german;

    public Localized(string english, string german)
    {
        _english = english;
        _german = german;
    }

    /// <summary>The text in the language of the user interface.</summary>
    public string Current => For(CultureInfo.CurrentUICulture);

    public string For(CultureInfo culture) => culture.TwoLetterISOLanguageName == "de" ? _german : _english;

    public override string ToString() => Current;
}
