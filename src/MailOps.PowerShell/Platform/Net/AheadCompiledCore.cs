using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace MailOps.PowerShell;

/// <summary>
/// Loads Core: the one that was compiled ahead for this runtime and platform, where the module has one, so that the first run of a session
/// need not wait for the compiler; else the portable one beside the cmdlets.
/// </summary>
internal static class AheadCompiledCore
{
    private const string Core = "MailOps.Core.dll";

    /// <summary>
    /// Runs before any other code of this assembly, when the engine makes the first type converter of the types file, whose later entries name
    /// types of Core. An image for another platform would be refused as a bad image, hence the exact name of the folder.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The choice must be made before the first type of Core is touched.")]
    internal static void Load()
    {
        var own = typeof(AheadCompiledCore).Assembly;
        if (Path.GetDirectoryName(own.Location) is not { Length: > 0 } folder)
        {
            return;
        }

        var portable = Path.Combine(folder, Core);
        var ahead = Path.Combine(folder, $"net{Environment.Version.Major}.0-{PrivateAssemblies.Runtime}", Core);
        if ((File.Exists(ahead) ? ahead : File.Exists(portable) ? portable : null) is { } file)
        {
            AssemblyLoadContext.GetLoadContext(own)!.LoadFromAssemblyPath(file);
        }
    }
}
