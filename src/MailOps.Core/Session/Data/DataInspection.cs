using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Addresses;

namespace MailOps.Session;

/// <summary>What a file of data is, checked whole: its kind, its date, how much is in it.</summary>
internal readonly record struct DataInspection
{
    private const string EndOfIcann = "// ===END ICANN DOMAINS===";
    private const string EndOfPrivate = "// ===END PRIVATE DOMAINS===";
    private const string VersionMark = "// VERSION: ";

    // The list has ten thousand rules; less than this is a page about it, or a part.
    private const int FewestRules = 1_000;

    public MailOpsDataKind Kind { get; private init; }

    public DateTime? Date { get; private init; }

    public int Count { get; private init; }

    /// <exception cref="MailOpsException">It is neither kind, or it is incomplete.</exception>
    public static DataInspection Of(byte[] content, string source)
    {
        var text = Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
        var first = FirstWords(text);
        return first.StartsWith('[') ? OfAddressData(text, source)
            : first.StartsWith("//", StringComparison.Ordinal) ? OfSuffixes(text, source)
            : throw AddressDataErrors.Invalid(source, 1, new("it begins like neither kind of data", "es beginnt wie keine der beiden Arten von Daten"));
    }

    private static DataInspection OfAddressData(string text, string source)
    {
        var reader = new AddressDataReader();
        reader.Read(new StringReader(text), source);
        if (reader.Date == DateTime.MinValue)
        {
            throw AddressDataErrors.Invalid(source, 1, new("there is no date", "es gibt kein Datum"));
        }

        // An empty list would switch a check off.
        var sections = AddressData.SectionNames.Where(reader.Holds).ToList();
        if (sections.Find(name => reader[name].Count == 0) is { } empty)
        {
            throw AddressDataErrors.Invalid(source, 1, new("the section is empty: " + empty, "die Sektion ist leer: " + empty));
        }

        return new() { Kind = MailOpsDataKind.AddressData, Date = reader.Date, Count = sections.Sum(name => reader[name].Count) };
    }

    private static DataInspection OfSuffixes(string text, string source)
    {
        // Both marks: a download that broke off lacks the second one.
        var list = PublicSuffixList.Read(new StringReader(text), source);
        if (list.Count < FewestRules || !text.Contains(EndOfIcann) || !text.Contains(EndOfPrivate))
        {
            throw PublicSuffixErrors.Invalid(source);
        }

        return new() { Kind = MailOpsDataKind.PublicSuffixList, Date = VersionOf(text), Count = list.Count };
    }

    // VERSION: 2026-08-21_08-15-00_UTC
    private static DateTime? VersionOf(string text)
    {
        var at = text.IndexOf(VersionMark, StringComparison.Ordinal);
        var start = at + VersionMark.Length;
        return at >= 0 && text.Length >= start + 10 && DateTime.TryParseExact(
            text.Substring(start, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
    }

    private static string FirstWords(string text)
    {
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } line)
        {
            if (line.Trim() is { Length: > 0 } words && words[0] != '#')
            {
                return words;
            }
        }

        return "";
    }
}
