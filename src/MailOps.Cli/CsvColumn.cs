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
    private const int LongestRecord = 1 << 20;

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
        if (NextRecord(reader, separator: null) is not { } first)
        {
            yield break;
        }

        var separator = SeparatorOf(first);
        var titles = Split(first, separator);
        var column = ColumnOf(titles, title);
        if (column < 0 && title is not null)
        {
            throw new MailOpsException(
                "MailOps.Input.NoColumn",
                MailOpsErrorKind.InvalidArgument,
                $"{path} has no column '{title}'.",
                "Its first line names: " + string.Join(", ", titles));
        }

        if (column < 0)
        {
            yield return first;
        }

        while (NextRecord(reader, separator) is { } record)
        {
            var cell = column < 0 ? record : Split(record, separator) is var cells && column < cells.Count ? cells[column] : "";
            if (!string.IsNullOrWhiteSpace(cell))
            {
                yield return cell;
            }
        }
    }

    private static StreamReader Open(string path)
    {
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

    private static char SeparatorOf(string titles)
    {
        foreach (var c in titles)
        {
            if (c is ';' or ',' or '\t')
            {
                return c;
            }
        }

        return ',';
    }

    private static int ColumnOf(List<string> titles, string? wanted)
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

    // A record ends at a line end outside quotes; without a separator the text is not CSV yet, and a quote means nothing special.
    private static string? NextRecord(StreamReader reader, char? separator)
    {
        var record = new StringBuilder();
        var quoted = false;
        int read;
        while ((read = reader.Read()) >= 0)
        {
            var c = (char)read;
            quoted ^= c == '"' && separator is not null;
            if (c is '\n' or '\r' && !quoted)
            {
                if (record.Length > 0)
                {
                    return record.ToString();
                }

                continue;
            }

            if (record.Length >= LongestRecord)
            {
                throw new MailOpsException(
                    "MailOps.Input.NotCsv",
                    MailOpsErrorKind.InvalidData,
                    "A record of the CSV file is longer than a million characters; a quote is likely not closed.",
                    "Repair the file near: " + Tables.Visible(record.ToString(0, 80)));
            }

            record.Append(c);
        }

        return record.Length > 0 ? record.ToString() : null;
    }

    private static List<string> Split(string record, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < record.Length; i++)
        {
            var c = record[i];
            if (quoted && c == '"' && i + 1 < record.Length && record[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
