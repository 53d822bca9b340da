using System;

namespace MailOps.Cli;

/// <summary>One column of a table: its title, how a result fills it, and how much room it needs.</summary>
internal sealed record Column<T>(string Title, Func<T, string?> Cell)
{
    /// <summary>Shown on terminals of this width or more.</summary>
    public int FromWidth { get; init; }

    /// <summary>Shown on terminals narrower than this: it stands for columns that need more room.</summary>
    public int BelowWidth { get; init; } = int.MaxValue;

    /// <summary>Whether its words are never broken, as a verdict: other columns give way.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether it is a record that people copy, so that nothing of it is left out.</summary>
    public bool IsRecord { get; init; }

    public static Column<T>[] ThatFit(Column<T>[] columns, int width) => Array.FindAll(columns, c => width >= c.FromWidth && width < c.BelowWidth);
}
