using System.CommandLine;

namespace MailOps.Cli.Commands;

/// <summary>The options that several commands share, each made once so that name, meaning and help never differ.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON object a line instead of a table (docs/json.md)." };

    public static Option<string[]> Dns { get; } = new("--dns")
    {
        Description = "Ask this DNS server, host[:port]; may be given several times. Default: the servers of this machine.",
        HelpName = "host[:port]",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string?> Zone { get; } = new("--zone")
    {
        Description = "Answer DNS questions from this JSON file instead of the network (docs/zones.md).",
        HelpName = "file",
    };

    public static Option<string?> Store { get; } = new("--store")
    {
        Description = "The store: a SQLite file. Default: MAILOPS_STORE, else the machine's configuration, else this account's own.",
        HelpName = "file",
    };
}
