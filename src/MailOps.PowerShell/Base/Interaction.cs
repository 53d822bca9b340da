using System;
using System.Management.Automation.Host;

namespace MailOps.PowerShell;

/// <summary>Whether a person sits in front of the host. In a runbook or a job a doubt is an error with advice, never a question.</summary>
internal static class Interaction
{
    public static bool IsPossible(PSHost? host) => IsPossible(
        host?.Name ?? "", Environment.UserInteractive, Console.IsInputRedirected, Environment.GetCommandLineArgs());

    internal static bool IsPossible(string host, bool userInteractive, bool inputRedirected, string[] arguments)
    {
        if (!userInteractive)
        {
            return false;
        }

        return host switch
        {
            "ConsoleHost" => !inputRedirected && !HasNonInteractive(arguments),
            "Visual Studio Code Host" or "Windows PowerShell ISE Host" => true,
            _ => false,
        };
    }

    // pwsh takes the option with hyphens or a slash, and shortened down to -noni.
    private static bool HasNonInteractive(string[] arguments)
    {
        foreach (var argument in arguments)
        {
            var name = argument.TrimStart('-', '/');
            if (name.Length < argument.Length && name.Length >= 4 && "noninteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
