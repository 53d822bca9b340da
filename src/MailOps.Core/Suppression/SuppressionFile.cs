using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MailOps.Suppression;

/// <summary>
/// Reads suppression lists as others export them: the CSV files of Amazon SES, Mailgun, SendGrid and Postmark and the JSON that their interfaces answer,
/// our own, any CSV with a column of addresses, and plain lists with an address a line.
/// </summary>
public static class SuppressionFile
{
    /// <summary>Reads a file as it goes.</summary>
    /// <param name="path">The file, UTF-8 or with a byte order mark.</param>
    /// <param name="column">The title of the column with the addresses; null to find it.</param>
    /// <param name="report">Told of rows that give no address; null when nobody wants to know.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Suppression.Unreadable</c>, <c>NoAddressColumn</c>, <c>InvalidJson</c>, <c>UnknownJson</c>.
    /// </exception>
    public static IEnumerable<SuppressionAddition> Read(string path, string? column = null, Action<Finding>? report = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = Open(path);
        foreach (var addition in Read(reader, path, column, report))
        {
            yield return addition;
        }
    }

    /// <summary>Reads a text as it goes.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="column">The title of the column with the addresses; null to find it.</param>
    /// <param name="report">Told of rows that give no address; null when nobody wants to know.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Suppression.NoAddressColumn</c>, <c>InvalidJson</c>, <c>UnknownJson</c>.
    /// </exception>
    public static IEnumerable<SuppressionAddition> Read(TextReader reader, string name, string? column = null, Action<Finding>? report = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var tally = new SuppressionTally();
        foreach (var addition in SuppressionJson.IsNext(reader, out var ends)
            ? SuppressionJson.Read(reader, name, column, tally)
            : ReadTable(reader, name, column, tally, ends))
        {
            yield return addition;
        }

        foreach (var finding in report is null ? [] : tally.Findings(name))
        {
            report!(finding);
        }
    }

    private static IEnumerable<SuppressionAddition> ReadTable(TextReader reader, string name, string? column, SuppressionTally tally, long ends)
    {
        var first = CsvReader.NextLine(reader, ref ends);
        while (first is not null && IsComment(first))
        {
            first = CsvReader.NextLine(reader, ref ends);
        }

        if (first is null)
        {
            yield break;
        }

        var separator = CsvReader.SeparatorOf(first);
        List<string> titles = [];
        new CsvReader(new StringReader(first), separator).TryRead(titles);
        var layout = new SuppressionLayout(titles, column);
        var records = new CsvReader(reader, separator, ends + 1);
        List<string> cells = [.. titles];
        if (layout.Address < 0)
        {
            // A list without titles.
            if (column is not null || !MailAddress.TryParse(titles[0].Trim(), out _))
            {
                throw SuppressionErrors.NoAddressColumn(name, string.Join(", ", titles));
            }

            layout = SuppressionLayout.Untitled;
            yield return layout.Read(cells);
        }

        while (records.TryRead(cells))
        {
            var address = layout.AddressOf(cells);
            if (records.IsCut || (address.Length == 0 && !cells.TrueForAll(cell => cell.Trim().Length == 0)))
            {
                tally.AddMissing(records.Line);
            }

            if (address.Length == 0 || IsComment(address))
            {
                continue;
            }

            if (layout.Blocks(cells))
            {
                yield return layout.Read(cells);
            }
            else
            {
                tally.AddLeftOut();
            }
        }
    }

    // An address may begin with the sign; a remark is none.
    private static bool IsComment(string line) => line.TrimStart('\uFEFF', ' ').StartsWith('#') && line.IndexOf('@') < 0;

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SuppressionErrors.Unreadable(path, e);
        }
    }
}
