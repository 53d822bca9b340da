using System;
using System.IO;

namespace MailOps.Session;

/// <summary>Recognises disks that go away with a job or a container: what waits in a store there is lost.</summary>
internal static class SandboxDisk
{
    // What lives in memory, and the top layer of a container (Docker, containerd, podman).
    private static readonly string[] Formats = ["tmpfs", "ramfs", "overlay", "overlayfs", "aufs", "fuse-overlayfs"];

    // Folders that a job's agent empties (docs.github.com, "default environment variables"; learn.microsoft.com, "predefined variables").
    private static readonly string[] JobFolders =
    [
        "RUNNER_TEMP", "GITHUB_WORKSPACE", "AGENT_TEMPDIRECTORY", "AGENT_BUILDDIRECTORY", "PIPELINE_WORKSPACE", "BUILD_SOURCESDIRECTORY", "CI_PROJECT_DIR",
    ];

    // Whole machines that last as long as a job: Azure Automation's cloud sandbox, hosted agents of GitHub and Azure Pipelines.
    private static readonly (string Variable, string Value, string Name)[] JobMachines =
    [
        ("AZUREPS_HOST_ENVIRONMENT", "AzureAutomation", "Azure Automation"),
        ("RUNNER_ENVIRONMENT", "github-hosted", "GitHub Actions"),
    ];

    /// <summary>What the disk belongs to; null for one that stays.</summary>
    /// <param name="path">A file, which need not exist.</param>
    public static string? Find(string path) => Find(path, Environment.GetEnvironmentVariable, FormatOf);

    internal static string? Find(string path, Func<string, string?> environment, Func<string, string> formatOf)
    {
        foreach (var (variable, value, name) in JobMachines)
        {
            if (string.Equals(environment(variable), value, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        foreach (var variable in JobFolders)
        {
            if (environment(variable) is { Length: > 0 } folder && IsIn(path, folder))
            {
                return variable;
            }
        }

        var format = formatOf(path);
        return Array.IndexOf(Formats, format) >= 0 ? format : null;
    }

    private static bool IsIn(string path, string folder)
    {
        try
        {
            var full = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
            return path.StartsWith(full, Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return false;
        }
    }

    private static string FormatOf(string path)
    {
        if (Path.DirectorySeparatorChar != '/')
        {
            return "";
        }

        try
        {
            var folder = Path.GetDirectoryName(path);
            while (folder is not null && !Directory.Exists(folder))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return folder is null ? "" : new DriveInfo(folder).DriveFormat;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // The system cannot say what it is: not a reason to refuse a disk that works.
            return "";
        }
    }
}
