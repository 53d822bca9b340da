using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
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
        var targets = Types().Where(t => Note(t, "TargetTypeForDeserialization") == "MailOps.PowerShell.ResultBag")
            .Select(t => ((string)t.Element("Name")!)["Deserialized.".Length..]).ToList();
        Assert.Contains("MailOps.Addresses.AddressTestResult", targets);
        Assert.Contains("MailOps.Finding", targets);
        Assert.All(written.Where(name => name.StartsWith("MailOps.", StringComparison.Ordinal)), name => Assert.Contains(name, targets));
        Assert.DoesNotContain("MailOps.Addresses.AddressCorrection", targets);
    }

    // Elsewhere the engine asks every assembly of the process for the class; .NET Framework would not find it by its assembly's name.
    [Theory]
    [InlineData(true, ", MailOps.PowerShell")]
    [InlineData(false, "")]
    public void The_classes_of_the_types_file_are_named_as_the_edition_finds_them(bool namesAssembly, string ending)
    {
        var types = Types(namesAssembly);
        var converters = types.Elements("TypeConverter").Elements("TypeName").Select(t => t.Value).ToList();
        var targets = types.Select(t => Note(t, "TargetTypeForDeserialization")).OfType<string>().ToList();
        Assert.Contains("MailOps.PowerShell.ResultRecordConverter" + ending, converters);
        Assert.All(targets, target => Assert.Equal("MailOps.PowerShell.ResultBag" + ending, target));
        Assert.All(converters, name => Assert.Equal(namesAssembly, name.Contains(',', StringComparison.Ordinal)));
    }

    [SkippableFact]
    public void Every_reference_in_the_shipped_folder_is_served()
    {
        Skip.If(LaidOut is null, "The module is not laid out: dotnet run --project tools/MailOps.Build -- layout.");
        Assert.Empty(ReferenceCheck.Faults(LaidOut!));
    }

    [SkippableFact]
    public void The_shipped_folder_has_the_natives_of_every_platform()
    {
        Skip.If(LaidOut is null, "The module is not laid out: dotnet run --project tools/MailOps.Build -- layout.");
        Assert.All(ModuleLayout.Runtimes, runtime => Assert.NotEmpty(Directory.GetFiles(Path.Combine(LaidOut!, "runtimes", runtime, "native"))));
    }

    [SkippableFact]
    public void A_core_compiled_ahead_is_the_portable_one_with_code_for_its_platform()
    {
        Skip.If(LaidOut is null, "The module is not laid out: dotnet run --project tools/MailOps.Build -- layout.");
        var core = Path.Combine(LaidOut!, "core");
        var ahead = Directory.GetDirectories(core, "net*-*").Where(folder => File.Exists(Path.Combine(folder, "MailOps.Core.dll"))).ToList();
        Skip.If(ahead.Count == 0, "The module was laid out without the packs for compiling ahead.");
        Assert.Equal(ModuleLayout.AheadPlatforms.Length, ahead.Count);
        var portable = Inspect(Path.Combine(core, "MailOps.Core.dll"));
        Assert.False(portable.HasCode);
        Assert.All(ahead, folder =>
        {
            // The same compilation: a type of one is that of the other, whichever the engine finds.
            var compiled = Inspect(Path.Combine(folder, "MailOps.Core.dll"));
            Assert.Equal(portable.Mvid, compiled.Mvid);
            Assert.True(compiled.HasCode);
        });
    }

    private static string? LaidOut => Directory.Exists(Path.Combine(RepositoryRoot, "out", "MailOps"))
        ? Directory.GetDirectories(Path.Combine(RepositoryRoot, "out", "MailOps")).FirstOrDefault()
        : null;

    private static (Guid Mvid, bool HasCode) Inspect(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return (metadata.GetGuid(metadata.GetModuleDefinition().Mvid), image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    private static XElement[] Types() =>
        Types(namesAssembly: false);

    private static XElement[] Types(bool namesAssembly)
    {
        var cmdlets = typeof(MailOpsCmdlet).Assembly;
        return [.. TypesFile.Create([typeof(Finding).Assembly, cmdlets], CmdletReader.Read(cmdlets), namesAssembly).Root!.Elements("Type")];
    }

    private static string? Note(XElement type, string name) => type.Descendants("NoteProperty")
        .Where(n => (string?)n.Element("Name") == name).Select(n => (string?)n.Element("Value")).FirstOrDefault();
}
