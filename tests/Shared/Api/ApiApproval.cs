using System;
using System.IO;
using System.Reflection;
using System.Runtime.Versioning;
using Xunit;

namespace MailOps.Tests.Api;

/// <summary>Compares a public surface with the text that was approved for it, tests/Api/NAME.FRAMEWORK.txt.</summary>
internal static class ApiApproval
{
    public static void Check(Assembly assembly)
    {
        var framework = assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal)
            ? "netstandard2.0"
            : "net8.0";
        var approved = Path.Combine(Corpora.RepositoryRoot, "tests", "Api", assembly.GetName().Name + "." + framework + ".txt");
        var received = Path.ChangeExtension(approved, ".received.txt");
        var actual = ApiText.Of(assembly);
        var expected = File.Exists(approved) ? File.ReadAllText(approved).Replace("\r\n", "\n") : "";
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"The public surface of {assembly.GetName().Name} ({framework}) is not the approved one. Compare {Path.GetFileName(received)} "
            + $"with {Path.GetFileName(approved)} in tests/Api; where the change is meant, put the first in place of the second.");
    }
}
