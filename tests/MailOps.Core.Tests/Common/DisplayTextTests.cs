using System.Linq;
using Xunit;

namespace MailOps.Tests.Common;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData('\0')]
    [InlineData('\u001b')]
    [InlineData('\r')]
    [InlineData('\u0085')]
    [InlineData('\u200b')]
    [InlineData('\u200f')]
    [InlineData('\u2028')]
    [InlineData('\u202a')]
    [InlineData('\u202e')]
    [InlineData('\u2060')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    [InlineData('\ufeff')]
    public void What_acts_unseen_is_replaced(char c) => Assert.Equal("a\uFFFDb", DisplayText.Clean("a" + c + "b"));

    [Fact]
    public void A_format_character_of_two_halves_becomes_one_mark() => Assert.Equal("a\uFFFDb", DisplayText.Clean("a\U000E0041b"));

    [Theory]
    [InlineData("")]
    [InlineData("grün@example.com")]
    [InlineData("用户@例子.广告 \U0001F600")]
    [InlineData("नुक़्ता\u200D \U0001F469\u200D\U0001F4BB می\u200Cخواهم")]
    public void Letters_of_all_languages_stay(string text) => Assert.Same(text, DisplayText.Clean(text));

    [Fact]
    public void Half_a_pair_becomes_one_mark() => Assert.Equal("a\uFFFDb\uFFFD", DisplayText.Clean("a\uD83Db\uDE00"));

    [Fact]
    public void What_is_quoted_in_a_sentence_is_cut_between_characters()
    {
        Assert.Equal("grün \U0001F600", DisplayText.Quote("grün \U0001F600"));
        Assert.Equal("gr\uFFFD…", DisplayText.Quote("gr\u001B[31mrot", 3));
        Assert.Equal("gr…", DisplayText.Quote("gr\U0001F600n", 3));
    }

    [Fact]
    public void Lines_stay_where_they_are_wanted()
    {
        Assert.Equal("a\r\n\tb\uFFFD", DisplayText.Clean("a\r\n\tb\u001b", keepLines: true));
        Assert.Equal("a\uFFFDb", DisplayText.Clean("a\rb", keepLines: true));
        Assert.Equal("a\uFFFD\uFFFDb", DisplayText.Cell("a\r\nb"));
    }

    [Fact]
    public void A_cell_is_cut_between_characters()
    {
        Assert.Equal(new string('x', DisplayText.LongestCell), DisplayText.Cell(new string('x', DisplayText.LongestCell)));
        Assert.Equal(new string('x', DisplayText.LongestCell) + "…", DisplayText.Cell(new string('x', 100_000)));
        var pairs = "x" + string.Concat(Enumerable.Repeat("\U0001F600", 1000));
        Assert.Equal(pairs.Substring(0, DisplayText.LongestCell - 1) + "…", DisplayText.Cell(pairs));
    }
}
