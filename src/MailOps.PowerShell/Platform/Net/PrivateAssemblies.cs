using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Threading;

namespace MailOps.PowerShell;

/// <summary>
/// The store with its packages, loaded on first use into a context of its own, so that another module's SQLite and ours do not meet.
/// Core is shared with the cmdlets: one identity for the types that both use.
/// </summary>
internal static class PrivateAssemblies
{
    private static readonly Lazy<PrivateContext> Context = new(() => new PrivateContext(), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The platform as the folders of the module name it, <c>linux-x64</c>.</summary>
    public static string Runtime
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            var architecture = RuntimeInformation.ProcessArchitecture switch
            {
                Architecture.X64 => "x64",
                Architecture.Arm64 => "arm64",
                Architecture.X86 => "x86",
                Architecture.Arm => "arm",
                _ => "other",
            };
            return system + "-" + architecture;
        }
    }

    /// <summary>Nothing to prepare on this runtime: the engine resolves what lies beside the cmdlets.</summary>
    public static void Prepare()
    {
    }

    public static Assembly Load(string name) => Context.Value.LoadFromAssemblyName(new AssemblyName(name));

    private sealed class PrivateContext : AssemblyLoadContext
    {
        private readonly Assembly _shared = typeof(MailOpsException).Assembly;
        private readonly string _folder;
        private readonly string _natives;

        public PrivateContext()
            : base("MailOps")
        {
            var own = Path.GetDirectoryName(typeof(PrivateAssemblies).Assembly.Location)!;
            _folder = Path.Combine(own, "private");
            _natives = Path.Combine(Path.GetDirectoryName(own)!, "runtimes", Runtime, "native");
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name == _shared.GetName().Name)
            {
                return _shared;
            }

            var file = Path.Combine(_folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }

        protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
        {
            var name = OperatingSystem.IsWindows() ? unmanagedDllName + ".dll"
                : OperatingSystem.IsMacOS() ? "lib" + unmanagedDllName + ".dylib"
                : "lib" + unmanagedDllName + ".so";
            var file = Path.Combine(_natives, name);
            return File.Exists(file) ? LoadUnmanagedDllFromPath(file) : IntPtr.Zero;
        }
    }
}
