using System.Collections.ObjectModel;
using System.IO;

namespace System.Management.Automation;

public class ProviderInfo
{
    internal ProviderInfo(string name) => Name = name;

    public string Name { get; }
}

public class PSDriveInfo
{
    internal PSDriveInfo()
    {
    }
}

public sealed class SessionState
{
    public PathIntrinsics Path { get; } = new();
}

/// <summary>The file system, and a provider <c>Env:</c> that is none. A star may stand in the last part of a path.</summary>
public sealed class PathIntrinsics
{
    private static readonly ProviderInfo FileSystem = new("FileSystem");
    private static readonly ProviderInfo Environment = new("Environment");

    /// <summary>What relative paths start from; the engine's own location is not the process's.</summary>
    public string EngineLocation { get; set; } = Directory.GetCurrentDirectory();

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        provider = ProviderOf(path);
        var full = IO.Path.Combine(EngineLocation, path);
        var name = IO.Path.GetFileName(full);
        if (provider == Environment)
        {
            return [path];
        }

        if (name.Contains('*', StringComparison.Ordinal))
        {
            var files = Directory.GetFiles(IO.Path.GetDirectoryName(full)!, name);
            Array.Sort(files, StringComparer.Ordinal);
            return new Collection<string>(files);
        }

        return File.Exists(full) || Directory.Exists(full)
            ? [full]
            : throw new ItemNotFoundException("Cannot find path '" + full + "' because it does not exist.");
    }

    public string GetUnresolvedProviderPathFromPSPath(string path) => IO.Path.Combine(EngineLocation, path);

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out PSDriveInfo? drive)
    {
        provider = ProviderOf(path);
        drive = null;
        return provider == Environment ? path : IO.Path.Combine(EngineLocation, path);
    }

    private static ProviderInfo ProviderOf(string path) =>
        path.StartsWith("Env:", StringComparison.OrdinalIgnoreCase) ? Environment : FileSystem;
}
