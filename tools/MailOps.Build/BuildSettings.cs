using System.IO;

namespace MailOps.Build;

internal sealed record BuildSettings
{
    public required string RepositoryRoot { get; init; }

    public required string ModuleVersion { get; init; }

    public required string Configuration { get; init; }

    public string OutputFolder => Path.Combine(RepositoryRoot, "out");

    public string ModuleFolder => Path.Combine(OutputFolder, "MailOps", ModuleVersion);

    /// <summary>Where the projects are published before their files find their place.</summary>
    public string StageFolder => Path.Combine(OutputFolder, "stage");

    public string ModuleSource => Path.Combine(RepositoryRoot, "src", "MailOps.PowerShell");
}
