using System;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Xunit;

namespace MailOps.PowerShell.Tests;

/// <summary>The test double must have every member that the cmdlets use, with the engine's signature.</summary>
public sealed class DoubleTests
{
    [Fact]
    public void Has_the_identity_of_the_reference_assembly()
    {
        var standard = AssemblyName.GetAssemblyName(StandardPath);
        Assert.Equal(standard.FullName, typeof(PSCmdlet).Assembly.FullName);
    }

    [Fact]
    public void Has_every_member_that_the_cmdlets_use()
    {
        var used = EngineMembers.UsedBy(typeof(MailOpsCmdlet).Assembly.Location);
        Assert.Contains(used, member => member.Contains("WriteObject", StringComparison.Ordinal));

        var missing = used.Except(EngineMembers.DefinedBy(typeof(PSCmdlet).Assembly.Location)).ToList();
        Assert.True(missing.Count == 0, "The double lacks:\n" + string.Join("\n", missing));
    }

    [Fact]
    public void Every_member_that_the_cmdlets_use_is_in_the_reference_assembly()
    {
        // Proves that the comparison above reads signatures right: what compiled against the reference must be found there.
        var missing = EngineMembers.UsedBy(typeof(MailOpsCmdlet).Assembly.Location).Except(EngineMembers.DefinedBy(StandardPath)).ToList();
        Assert.True(missing.Count == 0, "Not found in the reference assembly:\n" + string.Join("\n", missing));
    }

    private static string StandardPath => typeof(DoubleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "PowerShellStandard").Value!;
}
