using Xunit;

namespace MailOps.Tests;

public sealed class EnhancedStatusTests
{
    [Theory]
    [InlineData("5.1.1", 5, 1, 1)]
    [InlineData("4.2.2", 4, 2, 2)]
    [InlineData("5.7.509", 5, 7, 509)]
    public void Reads_a_code(string text, int @class, int subject, int detail)
    {
        Assert.True(EnhancedStatus.TryParse(text, out var status));
        Assert.Equal((@class, subject, detail), (status.Class, status.Subject, status.Detail));
        Assert.Equal(text, status.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3.1.1")]
    [InlineData("5.1")]
    [InlineData("5.1.")]
    [InlineData("5.1.1.1")]
    [InlineData("5.1.1234")]
    [InlineData(" 5.1.1")]
    [InlineData("55.1.1")]
    public void Refuses_what_is_no_code(string? text) => Assert.False(EnhancedStatus.TryParse(text, out _));

    [Fact]
    public void Sorts_by_number_and_not_by_text()
    {
        Assert.True(EnhancedStatus.Create(5, 1, 10) > EnhancedStatus.Create(5, 1, 9));
        Assert.True(EnhancedStatus.Create(4, 7, 1) < EnhancedStatus.Create(5, 0, 0));
    }
}
