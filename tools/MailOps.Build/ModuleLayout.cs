using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MailOps.Build.Help;
using MailOps.PowerShell;

namespace MailOps.Build;

/// <summary>Puts every file of the module in its place.</summary>
internal static class ModuleLayout
{
    /// <summary>The platforms whose SQLite travels with the module.</summary>
    public static readonly string[] Runtimes = ["win-x64", "win-arm64", "linux-x64", "linux-arm64", "osx-x64", "osx-arm64"];

    /// <summary>The platforms whose Core is compiled ahead, and for what: as tools/MailOps.Ahead says.</summary>
    public static readonly string[] AheadPlatforms = ["linux-x64", "win-x64"];

    // For PowerShell 7 and for Windows PowerShell.
    private static readonly string[] Builds = ["core", "desktop"];

    private const string AheadFramework = "net10.0";

    public static void Write(BuildSettings settings)
    {
        Stage(settings);
        var target = settings.ModuleFolder;
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        foreach (var build in Builds)
        {
            var shared = CopyAssemblies(Path.Combine(settings.StageFolder, build), Path.Combine(target, build), except: []);
            CopyAssemblies(Path.Combine(settings.StageFolder, build + ".private"), Path.Combine(target, build, "private"), except: shared);
        }

        AddAheadCompiled(settings, target);
        CopyNatives(Path.Combine(settings.StageFolder, "core.private", "runtimes"), Path.Combine(target, "runtimes"));
        WriteTexts(settings, target);
        Directory.Delete(settings.StageFolder, recursive: true);
        if (ReferenceCheck.Faults(target) is { Count: > 0 } faults)
        {
            throw new InvalidOperationException("References that nothing would serve:\n" + string.Join('\n', faults));
        }
    }

    // Manifest, types, views and help, all derived from the cmdlets' assembly and its documentation.
    private static void WriteTexts(BuildSettings settings, string target)
    {
        var module = typeof(MailOpsCmdlet).Assembly;
        var cmdlets = CmdletReader.Read(module);
        File.WriteAllText(
            Path.Combine(target, "MailOps.psd1"),
            Manifest.Fill(File.ReadAllText(Path.Combine(settings.RepositoryRoot, "MailOps.psd1")), settings.ModuleVersion, cmdlets));
        foreach (var build in Builds)
        {
            TypesFile.Write(
                Path.Combine(target, build, "MailOps.types.ps1xml"), [typeof(MailOpsException).Assembly, module], cmdlets, namesAssembly: build == "core");
        }

        FormatFile.Write(Path.Combine(target, "MailOps.format.ps1xml"), Path.Combine(settings.ModuleSource, "Views"));

        var help = Directory.CreateDirectory(Path.Combine(target, "en-US")).FullName;
        var documentation = XmlDocumentation.Beside(module);
        MamlFile.Write(Path.Combine(help, "MailOps.PowerShell.dll-Help.xml"), cmdlets, documentation);
        foreach (var topic in Directory.GetFiles(Path.Combine(settings.ModuleSource, "Help"), "about_*.help.txt"))
        {
            File.Copy(topic, Path.Combine(help, Path.GetFileName(topic)));
        }

        File.Copy(Path.Combine(settings.RepositoryRoot, "LICENSE"), Path.Combine(target, "LICENSE"));
    }

    private static HashSet<string> CopyAssemblies(string from, string to, HashSet<string> except)
    {
        Directory.CreateDirectory(to);
        var copied = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Directory.GetFiles(from, "*.dll").Where(file => !except.Contains(Path.GetFileName(file))))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            copied.Add(Path.GetFileName(file));
        }

        return copied;
    }

    private static void CopyNatives(string from, string to)
    {
        foreach (var runtime in Runtimes)
        {
            var source = Path.Combine(from, runtime, "native");
            var target = Directory.CreateDirectory(Path.Combine(to, runtime, "native")).FullName;
            foreach (var file in Directory.GetFiles(source))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }
        }
    }

    // An admin's build may lack the packs of the compiler: the module is whole without, its first run slower.
    private static void AddAheadCompiled(BuildSettings settings, string target)
    {
        var project = Path.Combine(settings.RepositoryRoot, "tools", "MailOps.Ahead", "MailOps.Ahead.csproj");
        if (!TryBuild(project, "-t:Restore", "-p:Configuration=" + settings.Configuration))
        {
            Console.Error.WriteLine("The packs for compiling ahead are not to be had (see above): the module is laid out without, and its first run in a session is slower.");
            return;
        }

        foreach (var platform in AheadPlatforms)
        {
            var stage = Path.Combine(settings.StageFolder, "ahead", platform);
            Build(project, "-t:Publish", "-p:Configuration=" + settings.Configuration, "-p:RuntimeIdentifier=" + platform, "-p:PublishDir=" + stage + "/");
            var folder = Directory.CreateDirectory(Path.Combine(target, "core", AheadFramework + "-" + platform)).FullName;
            File.Copy(Path.Combine(stage, "MailOps.Core.dll"), Path.Combine(folder, "MailOps.Core.dll"));
        }
    }

    private static void Stage(BuildSettings settings)
    {
        if (Directory.Exists(settings.StageFolder))
        {
            Directory.Delete(settings.StageFolder, recursive: true);
        }

        var project = Path.Combine(settings.RepositoryRoot, "tools", "MailOps.Build", "Stage.targets");
        Build(project, "-p:Configuration=" + settings.Configuration, "-p:StageDir=" + settings.StageFolder);
    }

    private static void Build(string project, params string[] arguments)
    {
        if (!TryBuild(project, arguments))
        {
            throw new InvalidOperationException("Publishing " + project + " failed.");
        }
    }

    private static bool TryBuild(string project, params string[] arguments)
    {
        using var process = Process.Start("dotnet", ["msbuild", project, "-nologo", "-v:quiet", "-nodeReuse:false", .. arguments]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
