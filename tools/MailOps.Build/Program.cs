using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace MailOps.Build;

/// <summary>
/// <c>layout</c> writes <c>out/MailOps/&lt;version&gt;/</c>, ready for Import-Module; <c>pack</c> writes the package for a gallery beside it;
/// <c>clean</c> removes both.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var settings = new BuildSettings
        {
            RepositoryRoot = Metadata("RepositoryRoot"),
            ModuleVersion = Metadata("ModuleVersion"),
            Configuration = Metadata("Configuration"),
        };

        switch (args)
        {
            case ["layout"]:
                ModuleLayout.Write(settings);
                Console.WriteLine("Module: " + settings.ModuleFolder);
                return 0;
            case ["pack"]:
                ModuleLayout.Write(settings);
                Console.WriteLine("Package: " + ModulePackage.Write(settings));
                return 0;
            case ["clean"]:
                if (Directory.Exists(settings.OutputFolder))
                {
                    Directory.Delete(settings.OutputFolder, recursive: true);
                }

                return 0;
            default:
                Console.Error.WriteLine("Usage: MailOps.Build layout|pack|clean");
                return 2;
        }
    }

    private static string Metadata(string key) =>
        typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
