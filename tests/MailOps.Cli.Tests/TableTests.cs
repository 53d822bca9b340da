using System;
using System.Linq;
using System.Threading.Tasks;
using MailOps.Cli;
using MailOps.Cli.Commands;
using Xunit;

namespace MailOps.Tests;

/// <summary>What tables leave out on a narrow terminal, and what long texts are cut to.</summary>
public sealed class TableTests
{
    [Fact]
    public void A_narrow_terminal_gets_the_columns_that_matter_and_a_wide_one_all()
    {
        Assert.Equal(["Kind", "Reason", "Address", "Action", "File"], Titles(BounceCommands.Columns, 80));
        Assert.Contains("Whose move", Titles(BounceCommands.Columns, 200));
        Assert.Equal(["Verdict", "Address", "Reason", "Findings"], Titles(AddressCommands.Columns, 80));
        Assert.Equal(["Verdict", "Address", "Reason", "Suggestion", "Mail servers", "Findings"], Titles(AddressCommands.Columns, 120));
    }

    [Fact]
    public void Of_a_long_word_start_and_end_stay()
    {
        Assert.Equal(new string('a', 40) + "…" + new string('a', 26) + "@corp.example", Tables.Brief(new string('a', 100_000) + "@corp.example"));
        Assert.Equal("a b", Tables.Brief("a b"));
        Assert.InRange(Tables.Brief(string.Concat(Enumerable.Repeat("ab ", 10_000))).Length, 400, 404);
        Assert.DoesNotContain(Tables.Brief(string.Concat(Enumerable.Repeat("😀", 79)) + "x"), char.IsControl);
    }

    [Theory]
    [InlineData(77)]
    [InlineData(78)]
    [InlineData(79)]
    public void A_cut_splits_no_character(int pairs)
    {
        var brief = Tables.Brief("x" + string.Concat(Enumerable.Repeat("😀", pairs)) + new string('y', pairs - 77));
        Assert.Equal(brief, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(brief)));
    }

    [Fact]
    public async Task A_hundred_thousand_characters_do_not_fill_the_screen()
    {
        var word = new string('a', 100_000) + "@corp.example";
        var table = await MailOpsProcess.RunAsync("address", "test", "--syntax-only", word);
        Assert.InRange(table.Output.Split('\n').Length, 3, 12);
        Assert.Contains("@corp.example", table.Output, StringComparison.Ordinal);
        var error = await MailOpsProcess.RunAsync("outbox", "cancel", word);
        Assert.InRange(error.Error.Length, 80, 600);
    }

    private static string[] Titles<T>(Column<T>[] columns, int width) => Array.ConvertAll(Column<T>.ThatFit(columns, width), c => c.Title);
}
