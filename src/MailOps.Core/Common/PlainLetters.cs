using System.Globalization;
using System.Text;

namespace MailOps;

/// <summary>How systems that know ASCII only write the letters of European languages.</summary>
internal static class PlainLetters
{
    /// <summary>The German way: <c>ä</c> as "ae", <c>ß</c> as "ss"; other letters stay.</summary>
    public static string Transcribe(string text) => text
        .Replace("ä", "ae").Replace("ö", "oe").Replace("ü", "ue").Replace("ß", "ss")
        .Replace("Ä", "Ae").Replace("Ö", "Oe").Replace("Ü", "Ue");

    /// <summary>Latin letters without their marks: <c>é</c> as "e", <c>ü</c> as "u", <c>ł</c> as "l"; other scripts stay.</summary>
    public static string RemoveMarks(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Marks of Latin letters only: without its marks a Japanese or Cyrillic letter is another one.
            if (c is >= '\u00C0' and <= '\u024F')
            {
                plain.Append(c switch { 'ß' => "ss", 'ł' => "l", 'Ł' => "L", 'ø' => "o", 'Ø' => "O", 'æ' => "ae", 'ı' => "i", _ => c.ToString().Normalize(NormalizationForm.FormD) });
            }
            else
            {
                plain.Append(c);
            }
        }

        for (var i = plain.Length - 1; i >= 0; i--)
        {
            if (plain[i] is >= '\u0300' and <= '\u036F' && CharUnicodeInfo.GetUnicodeCategory(plain[i]) == UnicodeCategory.NonSpacingMark)
            {
                plain.Remove(i, 1);
            }
        }

        return plain.ToString();
    }
}
