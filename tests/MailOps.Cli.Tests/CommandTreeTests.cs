using MailOps.Cli.Commands;
using Xunit;

namespace MailOps.Tests;

public sealed class CommandTreeTests
{
    [Fact]
    public void Each_area_is_called_as_the_tree_says() =>
        Assert.All(CommandTree.Areas, area => Assert.Equal(area.Name, area.Build().Name));
}
