using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MailOps.Cli;

/// <summary>
/// One column of a CSV file (RFC 4180; the separator is a comma or, as Excel writes it in many countries, a semicolon or a tab), read as a stream. A
/// file whose first line holds no known title is a plain list, an entry a line.
/// </summary>
internal static class CsvColumn
{
    private static readonly string[] KnownTitles = ["Address", "Email", "EmailAddress", "E-Mail", "Mail", "PrimarySmtpAddress", "UserPrincipalName"];

    public static IEnumerable<string> Read(string path, string? title, ProgressLine? progress = null)
    {
        using var reader = Open(path);
        var before = 0L;
        foreach (var cell in Read(reader, path, title))
        {
            // Counted in blocks, as the stream reads them.
            progress?.Read(reader.BaseStream.Position - before);
            before = reader.BaseStream.Position;
            yield return cell;
        }
    }

    public static IEnumerable<string> Read(StreamReader reader, string path, string? title)
    {
        if (CsvReader.NextLine(reader) is not { } first)
        {
            yield break;
        }

        // A table of Excel or a PDF has one in its first bytes; so has UTF-16 without a byte order mark.
        if (first.Contains('\0'))
        {
            throw NotText(path);
        }

        var separator = CsvReader.SeparatorOf(first);
        List<string> cells = [];
        new CsvReader(new StringReader(first), separator).TryRead(cells);
        var column = ColumnOf(cells, title);
        // Titles without an address among them: the lines below are records, and no addresses.
        if (column < 0 && (title is not null || (cells.Count > 1 && !first.Contains('@'))))
        {
            throw NoColumn(path, title, cells);
        }

        if (column < 0)
        {
            // A plain list: whatever a line holds is the entry.
            for (var line = first; line is not null; line = CsvReader.NextLine(reader))
            {
                yield return line.Contains('\0') ? throw NotText(path) : line;
            }

            yield break;
        }

        var records = new CsvReader(reader, separator);
        while (records.TryRead(cells))
        {
            if (records.IsCut)
            {
                throw new MailOpsException(
                    "MailOps.Input.NotCsv",
                    MailOpsErrorKind.InvalidData,
                    "A record of the CSV file is longer than a million characters; a quote is likely not closed.",
                    "Repair the file near: " + Tables.Visible(cells[0][..Math.Min(80, cells[0].Length)]));
            }

            if (column < cells.Count && !string.IsNullOrWhiteSpace(cells[column]))
            {
                yield return cells[column];
            }
        }
    }

    public static MailOpsException NoColumn(string path, string? title, IReadOnlyList<string> titles) => new(
        "MailOps.Input.NoColumn",
        MailOpsErrorKind.InvalidArgument,
        title is null ? $"{path} has no column that is called like addresses." : $"{path} has no column '{title}'.",
        "Name one with --column; its first line names: " + string.Join(", ", titles));

    private static MailOpsException NotText(string path) => new(
        "MailOps.Input.NotText",
        MailOpsErrorKind.InvalidData,
        $"{path} is no text: it holds NUL bytes.",
        "Save the list as CSV or as plain text in UTF-8.");

    public static StreamReader Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new MailOpsException("MailOps.Input.Unreadable", MailOpsErrorKind.InvalidData, $"{path} is a folder.", "Name a file with a list.");
        }

        try
        {
            return new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    public static MailOpsException Unreadable(string path, Exception cause) => new(
        "MailOps.Input.Unreadable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
            : cause is FileNotFoundException or DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.Unavailable,
        $"{path} cannot be read: {cause.Message}",
        "Check the path and the rights of this account.",
        cause);

    public static int ColumnOf(List<string> titles, string? wanted)
    {
        foreach (var title in wanted is null ? KnownTitles : [wanted])
        {
            var at = titles.FindIndex(t => string.Equals(t.Trim(), title, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                return at;
            }
        }

        return -1;
    }
}
