using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class StorePathTests
{
    [Theory]
    [InlineData("mail.db", "/location/mail.db")]
    [InlineData("folder/", "/location/folder/")]
    [InlineData("Host=db;Database=mailops", "Host=db;Database=mailops")]
    [InlineData("postgresql://db/mailops", "postgresql://db/mailops")]
    public void A_path_starts_from_the_location_of_the_session_and_a_connection_string_is_none(string text, string expected) =>
        Assert.Equal(expected, StorePath.Resolve(text, path => "/location/" + path));

    [Fact]
    public void Nothing_named_stays_nothing() => Assert.Null(StorePath.Resolve(null, path => path));
}
