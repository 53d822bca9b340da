using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Cli;

/// <summary>The records of a CSV file with titles, for mails that are filled with them.</summary>
internal static class CsvRecords
{
    public static IEnumerable<CsvRecord> Read(string path, string? addressTitle)
    {
        using var text = CsvColumn.Open(path);
        if (CsvReader.NextLine(text) is not { } first)
        {
            yield break;
        }

        var separator = CsvReader.SeparatorOf(first);
        List<string> titles = [];
        new CsvReader(new StringReader(first), separator).TryRead(titles);
        var column = CsvColumn.ColumnOf(titles, addressTitle);
        if (column < 0)
        {
            throw CsvColumn.NoColumn(path, addressTitle, titles);
        }

        var reader = new CsvReader(text, separator);
        List<string> cells = [];
        for (var line = 2; reader.TryRead(cells); line++)
        {
            if (column >= cells.Count || string.IsNullOrWhiteSpace(cells[column]))
            {
                continue;
            }

            Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < titles.Count; i++)
            {
                values[titles[i].Trim()] = i < cells.Count ? cells[i] : "";
            }

            yield return new CsvRecord { Line = line, Address = cells[column].Trim(), Values = values };
        }
    }
}

/// <summary>One record.</summary>
internal sealed record CsvRecord
{
    /// <summary>Its number in the file, the titles being 1.</summary>
    public required int Line { get; init; }

    public required string Address { get; init; }

    public required IReadOnlyDictionary<string, string> Values { get; init; }
}
