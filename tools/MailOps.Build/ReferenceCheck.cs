using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MailOps.Build;

/// <summary>
/// Whether every assembly that the shipped ones reference will be there: served by the runtime, or lying where our handler looks, in the
/// version asked for or a later one. .NET Framework refuses a mismatch at run time, on the admin's machine; Mono does not notice it.
/// </summary>
internal static class ReferenceCheck
{
    private const string Engine = "System.Management.Automation";

    // What .NET Framework 4.7.2 serves to assemblies built for netstandard2.0. Anything else must be in the folder.
    private static readonly Dictionary<string, Version> Framework = new(StringComparer.OrdinalIgnoreCase)
    {
        ["netstandard"] = new Version(2, 0, 0, 0),
        ["mscorlib"] = new Version(4, 0, 0, 0),
        ["System"] = new Version(4, 0, 0, 0),
        ["System.Core"] = new Version(4, 0, 0, 0),
        ["System.Numerics"] = new Version(4, 0, 0, 0),
    };

    public static IReadOnlyList<string> Faults(string moduleFolder)
    {
        // PowerShell 7.4 runs on .NET 8: names from the runtime that is here, versions no later than 8.
        var runtime = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), _ => new Version(8, 0, 0, 0), StringComparer.OrdinalIgnoreCase);
        return [.. Faults(Path.Combine(moduleFolder, "core"), runtime), .. Faults(Path.Combine(moduleFolder, "desktop"), Framework)];
    }

    private static IEnumerable<string> Faults(string folder, Dictionary<string, Version> framework)
    {
        var own = Versions(folder);
        var all = Versions(Path.Combine(folder, "private"));
        foreach (var (name, version) in own)
        {
            all[name] = version;
        }

        // The cmdlets' side is found by the engine and must not need what is loaded later; the private side sees both.
        return Check(folder, own, framework).Concat(Check(Path.Combine(folder, "private"), all, framework));
    }

    private static IEnumerable<string> Check(string folder, Dictionary<string, Version> shipped, Dictionary<string, Version> framework)
    {
        foreach (var file in Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            foreach (var (name, version) in ReferencesOf(file))
            {
                var served = name == Engine
                    || (shipped.TryGetValue(name, out var here) && here >= version)
                    || (!shipped.ContainsKey(name) && framework.TryGetValue(name, out var builtIn) && builtIn >= version);
                if (!served)
                {
                    yield return $"{Path.GetFileName(folder)}/{Path.GetFileName(file)} needs {name} {version}";
                }
            }
        }
    }

    private static Dictionary<string, Version> Versions(string folder) =>
        Directory.GetFiles(folder, "*.dll").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => System.Reflection.AssemblyName.GetAssemblyName(file).Version!,
            StringComparer.OrdinalIgnoreCase);

    private static List<(string Name, Version Version)> ReferencesOf(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        return reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle))
            .Select(reference => (reader.GetString(reference.Name), reference.Version)).ToList();
    }
}
