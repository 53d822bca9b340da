using System.Linq;
using System.Management.Automation;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class CompletionsTests
{
    private static readonly (string, string)[] Candidates = [("March newsletter", ""), ("march", "tip"), ("April", ""), ("MARCH", "")];

    [Fact]
    public void Offers_what_begins_with_the_word_once_and_quotes_what_needs_it()
    {
        var offered = Completions.Matching("mar", Candidates).ToList();
        Assert.Equal(["'March newsletter'", "march"], offered.Select(o => o.CompletionText));
        Assert.Equal(["March newsletter", "march"], offered.Select(o => o.ListItemText));
        Assert.Equal(["March newsletter", "tip"], offered.Select(o => o.ToolTip));
        Assert.All(offered, o => Assert.Equal(CompletionResultType.ParameterValue, o.ResultType));
    }

    [Fact]
    public void Keeps_the_quotes_that_the_user_has_opened()
    {
        Assert.Equal(["\"April\""], Completions.Matching("\"ap", Candidates).Select(o => o.CompletionText));
        Assert.Equal(["'April'"], Completions.Matching("'ap", Candidates).Select(o => o.CompletionText));
    }

    [Theory]
    [InlineData("it's", '\0', "'it''s'")]
    [InlineData("$x \"y\"", '"', "\"`$x `\"y`\"\"")]
    [InlineData("$(rm)", '\0', "'$(rm)'")]
    [InlineData("plain-1.2", '\0', "plain-1.2")]
    public void Nothing_in_a_value_is_expanded(string text, char quote, string expected) => Assert.Equal(expected, Completions.Quote(text, quote));

    [Fact]
    public void Without_a_word_everything_is_offered() => Assert.Equal(3, Completions.Matching("", Candidates).Count());
}
