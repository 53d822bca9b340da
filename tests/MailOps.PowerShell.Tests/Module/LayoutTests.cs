using System;
using System.IO;
using System.Linq;
using System.Reflection;
using MailOps.Build;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class LayoutTests
{
    private static string RepositoryRoot => typeof(LayoutTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public void The_manifest_names_every_cmdlet_and_nothing_by_wildcard()
    {
        var cmdlets = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly);
        var text = Manifest.Fill(File.ReadAllText(Path.Combine(RepositoryRoot, "MailOps.psd1")), "1.2.3", cmdlets);
        Assert.Contains("ModuleVersion = '1.2.3'", text, StringComparison.Ordinal);
        Assert.All(cmdlets, cmdlet => Assert.Contains("'" + cmdlet.Name + "'", text, StringComparison.Ordinal));
        Assert.DoesNotContain("'*'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_public_enum_travels_by_name()
    {
        var assembly = typeof(Finding).Assembly;
        var types = TypesFile.Create([assembly], []);
        var named = types.Root!.Elements("Type")
            .Where(t => t.Descendants("NoteProperty").Any(n => (string?)n.Element("Name") == "SerializationMethod" && (string?)n.Element("Value") == "String"))
            .Select(t => (string)t.Element("Name")!).ToList();
        Assert.Equal(assembly.GetExportedTypes().Where(t => t.IsEnum).Select(t => t.FullName!).Order(StringComparer.Ordinal), named);
    }

    [SkippableFact]
    public void Every_reference_in_the_shipped_folder_is_served()
    {
        var folder = Directory.Exists(Path.Combine(RepositoryRoot, "out", "MailOps"))
            ? Directory.GetDirectories(Path.Combine(RepositoryRoot, "out", "MailOps")).FirstOrDefault()
            : null;
        Skip.If(folder is null, "The module is not laid out: dotnet run --project tools/MailOps.Build -- layout.");
        Assert.Empty(ReferenceCheck.Faults(folder!));
    }

    [SkippableFact]
    public void The_shipped_folder_has_the_natives_of_every_platform()
    {
        var folder = Directory.Exists(Path.Combine(RepositoryRoot, "out", "MailOps"))
            ? Directory.GetDirectories(Path.Combine(RepositoryRoot, "out", "MailOps")).FirstOrDefault()
            : null;
        Skip.If(folder is null, "The module is not laid out: dotnet run --project tools/MailOps.Build -- layout.");
        Assert.All(ModuleLayout.Runtimes, runtime => Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder!, "runtimes", runtime, "native"))));
    }
}
