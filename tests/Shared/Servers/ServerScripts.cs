using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests.Servers;

/// <summary>Calls the scripts of tests/servers.</summary>
internal static class ServerScripts
{
    private static readonly string Folder = Path.Combine(Corpora.RepositoryRoot, "tests", "servers");

    /// <summary>Skips the calling test, naming what is missing, where a server is not installed.</summary>
    /// <param name="server">Its name, for the message.</param>
    /// <param name="anyOf">Where its program may lie.</param>
    public static void Require(string server, params string[] anyOf)
    {
        Skip.IfNot(RuntimeInformation.IsOSPlatform(OSPlatform.Linux), server + " is started by scripts that need Linux.");
        Skip.IfNot(anyOf.Any(path => File.Exists(path) || Directory.Exists(path)), server + " is not installed (tests/servers/install).");
    }

    /// <summary>Skips the calling test where it does not run as root.</summary>
    public static void RequireRoot(string server) =>
        Skip.IfNot(Run("/usr/bin/id", ["-u"]).Output.Trim() == "0", server + " can be started by root only.");

    /// <summary>Runs a script of the folder, or a program by its full path, to its end.</summary>
    public static ScriptResult Run(string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // The arguments are names and numbers of our own making: none needs quoting.
        var start = new ProcessStartInfo(Path.Combine(Folder, script), string.Join(" ", arguments))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var pair in environment ?? new Dictionary<string, string>())
        {
            start.Environment[pair.Key] = pair.Value;
        }

        using var process = Process.Start(start)!;
        var output = Task.Run(process.StandardOutput.ReadToEnd);
        var error = Task.Run(process.StandardError.ReadToEnd);
        if (!process.WaitForExit(60_000))
        {
            process.Kill();
            throw new TimeoutException(script + " did not end within a minute.");
        }

        return new ScriptResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>This process's id, for OWNER.</summary>
    public static string ProcessId()
    {
        using var self = Process.GetCurrentProcess();
        return self.Id.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>How a script ended.</summary>
internal sealed class ScriptResult(int exitCode, string output, string error)
{
    public int ExitCode { get; } = exitCode;

    public string Output { get; } = output;

    public string Error { get; } = error;
}
