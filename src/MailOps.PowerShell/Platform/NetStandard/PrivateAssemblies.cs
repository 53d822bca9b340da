using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;

namespace MailOps.PowerShell;

/// <summary>
/// The store with its packages on .NET Framework. There a reference must match the file's version exactly unless a handler says
/// otherwise; ours answers for the assemblies in our own folders and for those who ask from there, and for nobody else.
/// </summary>
internal static class PrivateAssemblies
{
    private static readonly string Own = Path.GetDirectoryName(typeof(PrivateAssemblies).Assembly.Location)!;
    private static readonly string Folder = Path.Combine(Own, "private");
    private static readonly Lazy<bool> Native = new(LoadNative, LazyThreadSafetyMode.ExecutionAndPublication);
    private static int _prepared;

    /// <summary>Registers the handler, once per process.</summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref _prepared, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(request.Name, request.RequestingAssembly);
        }
    }

    public static Assembly Load(string name)
    {
        _ = Native.Value;
        return Assembly.LoadFrom(Path.Combine(Folder, name + ".dll"));
    }

    internal static Assembly? Resolve(string fullName, Assembly? requester)
    {
        if (requester is not null && !IsOurs(requester))
        {
            return null;
        }

        var name = new AssemblyName(fullName).Name;
        foreach (var file in Candidates(name))
        {
            if (File.Exists(file))
            {
                return Assembly.LoadFrom(file);
            }
        }

        return null;
    }

    private static IEnumerable<string> Candidates(string? name) => [Path.Combine(Own, name + ".dll"), Path.Combine(Folder, name + ".dll")];

    private static bool IsOurs(Assembly assembly) =>
        !assembly.IsDynamic && assembly.Location.StartsWith(Own + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    // SQLite's provider asks for "e_sqlite3" by its bare name; Windows then finds the module that is already loaded.
    private static bool LoadNative()
    {
        var runtime = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.Arm64 => "win-arm64",
            _ => "win-x64",
        };
        var file = Path.Combine(Path.GetDirectoryName(Own)!, "runtimes", runtime, "native", "e_sqlite3.dll");
        if (LoadLibraryEx(file, IntPtr.Zero, LoadWithAlteredSearchPath) == IntPtr.Zero)
        {
            throw new Win32Exception(Marshal.GetLastWin32Error(), "Cannot load " + file);
        }

        return true;
    }

    private const uint LoadWithAlteredSearchPath = 8;

    [DllImport("kernel32.dll", CharSet = CharSet.Unicode, ExactSpelling = true, EntryPoint = "LoadLibraryExW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibraryEx(string fileName, IntPtr reserved, uint flags);
}
