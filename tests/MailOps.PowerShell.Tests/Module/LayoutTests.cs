using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
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
    public void Every_enum_of_a_result_travels_by_name()
    {
        var types = Types();
        var named = types.Where(t => Note(t, "SerializationMethod") == "String").Select(t => (string)t.Element("Name")!).ToHashSet(StringComparer.Ordinal);
        var carried = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly).SelectMany(c => c.OutputTypes).SelectMany(t => t.GetProperties())
            .Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
            .Where(t => t.IsEnum && t.Assembly == typeof(Finding).Assembly).Append(typeof(FindingSeverity)).Select(t => t.FullName!).Distinct().ToList();
        Assert.True(carried.Count > 30);
        Assert.All(carried, name => Assert.Contains(name, named));
    }

    [Fact]
    public void Only_what_cmdlets_write_has_an_entry_to_become_itself_again()
    {
        var written = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly).SelectMany(c => c.OutputTypes).Select(t => t.FullName!).ToList();
        var targets = Types().Select(t => Note(t, "TargetTypeForDeserialization")).Where(t => t is not null).Select(t => t!).ToList();
        Assert.Contains("MailOps.Addresses.AddressTestResult", targets);
        Assert.Contains("MailOps.Finding", targets);
        Assert.All(written.Where(name => name.StartsWith("MailOps.", StringComparison.Ordinal)), name => Assert.Contains(name, targets));
        Assert.DoesNotContain("MailOps.Addresses.AddressCorrection", targets);
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

    private static XElement[] Types() =>
        [.. TypesFile.Create([typeof(Finding).Assembly, typeof(MailOpsCmdlet).Assembly], CmdletReader.Read(typeof(MailOpsCmdlet).Assembly)).Root!.Elements("Type")];

    private static string? Note(XElement type, string name) => type.Descendants("NoteProperty")
        .Where(n => (string?)n.Element("Name") == name).Select(n => (string?)n.Element("Value")).FirstOrDefault();
}
