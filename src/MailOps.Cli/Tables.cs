using System;
using Spectre.Console;

namespace MailOps.Cli;

/// <summary>Tables for people. Foreign text is escaped: a subject cannot colour or erase anything.</summary>
internal static class Tables
{
    // Without a terminal nothing knows the width; a file or pager can be wide, and broken cells are hard to grep.
    private const int WidthWithoutTerminal = 200;

    private static readonly Lazy<IAnsiConsole> Shared = new(() =>
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    });

    public static Table New(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        return table;
    }

    public static void AddRow(Table table, params string?[] cells) =>
        table.AddRow(Array.ConvertAll(cells, cell => new Text(Visible(cell ?? ""))));

    public static void Write(Table table) => Shared.Value.Write(table);

    /// <summary>Control characters of foreign text are shown as U+FFFD: none reaches the terminal.</summary>
    public static string Visible(string text)
    {
        var clean = text.AsSpan();
        foreach (var c in clean)
        {
            if (char.IsControl(c))
            {
                return string.Create(text.Length, text, static (span, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        span[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
                    }
                });
            }
        }

        return text;
    }
}
