using System;
using System.Globalization;
using System.Text;
using Spectre.Console;

namespace MailOps.Cli;

/// <summary>Tables for people. Foreign text is escaped: a subject cannot colour or erase anything.</summary>
internal static class Tables
{
    // Without a terminal nothing knows the width; a file or pager can be wide, and broken cells are hard to grep.
    private const int WidthWithoutTerminal = 200;

    private const int LongestWord = 80;
    private const int LongestCell = 400;

    private static readonly Lazy<IAnsiConsole> Shared = new(() =>
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
                && columns is >= 20 and <= 1000 ? columns : WidthWithoutTerminal;
        }

        return console;
    });

    /// <summary>The room there is, in characters.</summary>
    public static int Width => Shared.Value.Profile.Width;

    public static Table New<T>(Column<T>[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column.Title)) { NoWrap = column.IsWhole, Padding = new Padding(0, 0, 1, 0) });
        }

        return table;
    }

    public static void AddRow<T>(Table table, Column<T>[] columns, T row) =>
        table.AddRow(Array.ConvertAll(columns, column =>
        {
            var text = column.Cell(row) ?? "";
            // A column that never breaks must leave room for the others.
            var longestWord = column.IsWhole ? Math.Min(LongestWord, Width * 2 / 5) : LongestWord;
            return column.IsRecord ? new Text(DisplayText.Clean(text, keepLines: true)) : new Text(Brief(text, longestWord: longestWord)) { Overflow = Overflow.Ellipsis };
        }));

    public static void Write(Table table) => Shared.Value.Write(table);

    /// <summary>
    /// Foreign text as a person can read it: no control characters, and an address of 100,000 characters does not fill the screen. Of a long word
    /// the end stays, which is the domain of an address and the name of a file.
    /// </summary>
    public static string Brief(string text, int longest = LongestCell, int longestWord = LongestWord)
    {
        if (text.Length <= longestWord)
        {
            return Visible(text);
        }

        var brief = new StringBuilder();
        var rest = text.AsSpan();
        while (!rest.IsEmpty && brief.Length < longest)
        {
            var blank = rest.IndexOf(' ');
            var word = blank < 0 ? rest : rest[..(blank + 1)];
            rest = rest[word.Length..];
            if (word.Length <= longestWord)
            {
                brief.Append(word);
            }
            else
            {
                brief.Append(WholeStart(word[..(longestWord / 2)])).Append('…').Append(WholeEnd(word[^(longestWord / 2 - 1)..]));
            }
        }

        if (!rest.IsEmpty)
        {
            brief.Append('…');
        }

        return Visible(brief.ToString());
    }

    /// <summary>Control and format characters of foreign text are shown as U+FFFD: none reaches the terminal.</summary>
    public static string Visible(string text) => DisplayText.Clean(text);

    // A cut in the middle of a pair would leave half a character.
    private static ReadOnlySpan<char> WholeStart(ReadOnlySpan<char> text) => char.IsHighSurrogate(text[^1]) ? text[..^1] : text;

    private static ReadOnlySpan<char> WholeEnd(ReadOnlySpan<char> text) => char.IsLowSurrogate(text[0]) ? text[1..] : text;
}
