using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using Xunit;

namespace MailOps.Tests.Addresses;

/// <summary>What is suggested is copied as it looks, so it holds nothing that nobody sees.</summary>
public sealed class SuggestionTests
{
    [Theory]
    [InlineData("an\u202Ena@gmial.com", "anna@gmail.com")]
    [InlineData("an\u200Bna@gmial.com", "anna@gmail.com")]
    [InlineData("an\u2066na\u2069@gmial.com", "anna@gmail.com")]
    [InlineData(" an\u202Ena@corp.example ", "anna@corp.example")]
    [InlineData("\u200Banna@corp.example.", "anna@corp.example")]
    [InlineData("an\uD83D\uDE00na@gmial.com", "an\uD83D\uDE00na@gmail.com")]
    [InlineData("j\u00FCrgen@gmial.com", "j\u00FCrgen@gmail.com")]
    public async Task Hidden_characters_are_left_out(string input, string expected) => Assert.Equal(expected, await SuggestionFor(input));

    [Fact]
    public async Task Nothing_is_suggested_where_nothing_is_left() => Assert.Equal("", await SuggestionFor("\u202E@gmial.com"));

    private static async Task<string> SuggestionFor(string input)
    {
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true });
        return (await checker.CheckAsync(input, CancellationToken.None)).Suggestion;
    }
}
