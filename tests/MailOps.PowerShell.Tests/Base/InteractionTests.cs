using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class InteractionTests
{
    [Theory]
    [InlineData("ConsoleHost", true, false, "pwsh", true)]
    [InlineData("ConsoleHost", true, false, "pwsh -NonInteractive", false)]
    [InlineData("ConsoleHost", true, false, "pwsh -noni", false)]
    [InlineData("ConsoleHost", true, false, "pwsh /NonInter", false)]
    [InlineData("ConsoleHost", true, false, "pwsh -NoLogo -NoProfile", true)]
    [InlineData("ConsoleHost", true, true, "pwsh", false)]
    [InlineData("ConsoleHost", false, false, "pwsh", false)]
    [InlineData("Default Host", true, false, "pwsh", false)]
    [InlineData("ServerRemoteHost", true, false, "pwsh", false)]
    public void A_question_is_asked_only_where_a_person_sits(string host, bool userInteractive, bool redirected, string line, bool expected) =>
        Assert.Equal(expected, Interaction.IsPossible(host, userInteractive, redirected, line.Split(' ')));
}
