using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using MailOps.Cli.Commands;

namespace MailOps.Tests;

/// <summary>
/// The command as a user runs it: a process of its own, with its exit code and what it wrote. It is the command that was built beside the
/// tests, or the one that <c>MAILOPS_COMMAND</c> names, such as a published one.
/// </summary>
internal sealed record MailOpsProcess
{
    public required int ExitCode { get; init; }

    public required string Output { get; init; }

    public required string Error { get; init; }

    public static string Zone => Path.Combine(Corpora.RepositoryRoot, "examples", "zone.json");

    private static string Host => Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    public static async Task<MailOpsProcess> RunAsync(params string[] args)
    {
        var published = Environment.GetEnvironmentVariable("MAILOPS_COMMAND");
        var start = new ProcessStartInfo(published ?? Host)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (published is null)
        {
            start.ArgumentList.Add(typeof(CommandTree).Assembly.Location);
        }

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
