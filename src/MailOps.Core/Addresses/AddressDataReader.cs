using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MailOps.Addresses;

/// <summary>
/// Reads files of address data: <c>[section]</c>, <c>date YYYY-MM-DD</c>, then names with blanks or line ends between them; <c>#</c>
/// begins a comment. Files read one after the other add up to one set of sections; a section that comes again replaces the former.
/// </summary>
internal sealed class AddressDataReader
{
    private const int MaxNames = 2_000_000;
    private const int MaxNameLength = 255;

    private static readonly char[] Blanks = [' ', '\t'];

    private readonly Dictionary<string, List<string>> _sections = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private List<string>? _section;
    private int _names;

    public DateTime Date { get; private set; } = DateTime.MinValue;

    public IReadOnlyList<string> this[string section] => _sections.TryGetValue(section, out var names) ? names : [];

    /// <summary>Whether the last text read had this section.</summary>
    public bool Holds(string section) => _read.Contains(section);

    public void Read(TextReader text, string source)
    {
        _section = null;
        _read.Clear();
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                Open(line, source, number);
            }
            else if (_section is null)
            {
                throw AddressDataErrors.Invalid(source, number, new("a name before the first [section]", "ein Name vor der ersten [Sektion]"));
            }
            else if (line.StartsWith("date ", StringComparison.Ordinal))
            {
                ReadDate(line.Substring(5), source, number);
            }
            else
            {
                Add(line, source, number);
            }
        }

        if (_read.Count == 0)
        {
            throw AddressDataErrors.Invalid(source, number, new("there is no [section]", "es gibt keine [Sektion]"));
        }
    }

    private void Open(string line, string source, int number)
    {
        var name = line.TrimStart('[').TrimEnd(']');
        if (!AddressData.SectionNames.Contains(name))
        {
            throw AddressDataErrors.Invalid(source, number, new("the section is unknown: " + name, "die Sektion ist unbekannt: " + name));
        }

        if (_read.Add(name))
        {
            _sections[name] = [];
        }

        _section = _sections[name];
    }

    private void ReadDate(string text, string source, int number)
    {
        if (!DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var date))
        {
            throw AddressDataErrors.Invalid(source, number, new("no date: " + text, "kein Datum: " + text));
        }

        Date = date > Date ? date : Date;
    }

    private void Add(string line, string source, int number)
    {
        foreach (var name in line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.Length > MaxNameLength || ++_names > MaxNames)
            {
                throw AddressDataErrors.Invalid(source, number, new("a name is too long, or there are too many", "ein Name ist zu lang, oder es sind zu viele"));
            }

            _section!.Add(AddressText.ToLower(name));
        }
    }
}
