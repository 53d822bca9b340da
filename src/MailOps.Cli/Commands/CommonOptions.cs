using System.CommandLine;

namespace MailOps.Cli.Commands;

/// <summary>The options that several commands share, each made once so that name, meaning and help never differ.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON object a line instead of a table (docs/json.md)." };

    public static Option<string[]> Dns { get; } = new("--dns")
    {
        Description = "Ask this DNS server: host[:port], tls://host[:port][#name] or https://host/path; may be given several times. "
            + "Default: the servers of this machine.",
        HelpName = "server",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<int?> MaxQueryRate { get; } = new("--max-query-rate")
    {
        Description = "How many questions a second the DNS servers are asked at most; 0: no limit. Default: 500 for servers on other hosts.",
        HelpName = "count",
    };

    public static Option<string?> Zone { get; } = new("--zone")
    {
        Description = "Answer DNS questions from this JSON file instead of the network (docs/zones.md).",
        HelpName = "file",
    };

    public static Option<bool> RequireDnssec { get; } = new("--require-dnssec")
    {
        Description = "Use only answers that the DNS server validated with DNSSEC; all others count as not answered.",
    };

    public static Option<string?> RecordDns { get; } = new("--record-dns")
    {
        Description = "Write every answer of the DNS to this file (docs/dns.md).",
        HelpName = "file",
    };

    public static Option<string?> ReplayDns { get; } = new("--replay-dns")
    {
        Description = "Answer DNS questions from a file that --record-dns has written, instead of the network.",
        HelpName = "file",
    };

    public static Option<string?> Store { get; } = new("--store")
    {
        Description = "The store: a SQLite file, or a PostgreSQL connection string without a password. Default: MAILOPS_STORE, else the machine's configuration, else this account's own.",
        HelpName = "file",
    };

    /// <summary>Gives every command that asks the DNS the further options of asking it.</summary>
    public static void CompleteDns(Command command)
    {
        foreach (var child in command.Subcommands)
        {
            CompleteDns(child);
        }

        if (command.Options.Contains(Dns))
        {
            command.Options.Add(RequireDnssec);
            command.Options.Add(RecordDns);
            command.Options.Add(ReplayDns);
            command.Options.Add(MaxQueryRate);
        }
    }
}
