using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using MailOps.Cli.Commands;

namespace MailOps.Tests;

/// <summary>The command as a user runs it: a process of its own, with its exit code and what it wrote.</summary>
internal sealed record MailOpsProcess
{
    public required int ExitCode { get; init; }

    public required string Output { get; init; }

    public required string Error { get; init; }

    public static string Zone => Path.Combine(Corpora.RepositoryRoot, "examples", "zone.json");

    public static async Task<MailOpsProcess> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(typeof(CommandTree).Assembly.Location);
        Array.ForEach(args, start.ArgumentList.Add);
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new MailOpsProcess { ExitCode = process.ExitCode, Output = await output, Error = await error };
    }
}
