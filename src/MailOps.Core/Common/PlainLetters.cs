using System;
using System.Text;

namespace MailOps;

/// <summary>How systems that know ASCII only write the letters of European languages; all in small letters.</summary>
internal static class PlainLetters
{
    private const string Marked = "àáâãäåāăąçćčďđèéêëēėęěğìíîïīįıłľĺñńňņòóôõöøőōŕřśšşșťţțùúûüūůűųýÿźżž";
    private const string Plain = "aaaaaaaaacccddeeeeeeeegiiiiiiilllnnnnoooooooorrsssstttuuuuuuuuyyzzz";

    /// <summary>The German way: <c>ä</c> as "ae", <c>ß</c> as "ss"; other letters stay.</summary>
    /// <param name="text">Small letters.</param>
    public static string Transcribe(string text) => Replace(text, static c => c switch { 'ä' => "ae", 'ö' => "oe", 'ü' => "ue", 'ß' => "ss", _ => "" });

    /// <summary>Latin letters without their marks: <c>é</c> as "e", <c>ü</c> as "u", <c>ł</c> as "l"; other scripts stay.</summary>
    /// <param name="text">Small letters.</param>
    public static string RemoveMarks(string text) => Replace(
        text, static c => c == 'ß' ? "ss" : Marked.IndexOf(c) is >= 0 and var at ? Plain.Substring(at, 1) : "");

    private static string Replace(string text, Func<char, string> replacement)
    {
        StringBuilder? plain = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= 0x80 && replacement(text[i]) is { Length: > 0 } letters)
            {
                (plain ??= new StringBuilder(text, 0, i, text.Length + 8)).Append(letters);
            }
            else
            {
                plain?.Append(text[i]);
            }
        }

        return plain?.ToString() ?? text;
    }
}
