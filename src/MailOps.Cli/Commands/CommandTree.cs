using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Cli.Commands;

/// <summary>The whole command line, and the one place where what a command throws becomes a message and an exit code.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var parsed = Build(args.Count > 0 ? args[0] : null).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine("mailops: " + Tables.Brief(error.Message, 1000));
            }

            Console.Error.WriteLine("Try 'mailops " + PathOf(parsed.CommandResult) + "--help'.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (MailOpsException error)
        {
            ErrorOutput.Write(error);
            return ExitCode.For(error.Kind);
        }
    }

    /// <summary>The areas. One that is not asked for is not built: each of its options is a type that the runtime would have to compile.</summary>
    internal static (string Name, Func<Command> Build)[] Areas { get; } =
    [
        ("address", AddressCommands.Build),
        ("arc", ArcCommands.Build),
        ("bounce", BounceCommands.Build),
        ("data", DataCommands.Build),
        ("dkim", DkimCommands.Build),
        ("dmarc", DmarcCommands.Build),
        ("domain", DomainCommands.Build),
        ("draft", DraftCommands.Build),
        ("spf", SpfCommands.Build),
        ("server", ServerCommands.Build),
        ("mx", MxCommands.Build),
        ("dane", DaneCommands.Build),
        ("bimi", BimiCommands.Build),
        ("blocklist", BlocklistCommands.Build),
        ("mta-sts", TransportSecurityCommands.BuildMtaSts),
        ("tls-rpt", TransportSecurityCommands.BuildTlsRpt),
        ("dns", DnsCommands.Build),
        ("smtp", SmtpCommands.Build),
        ("message", MessageCommands.Build),
        ("outbox", OutboxCommands.Build),
        ("log", LogCommands.Build),
        ("store", StoreCommands.Build),
        ("incident", IncidentCommands.Build),
        ("mailbox", MailboxCommands.Build),
        ("recall", RecallCommands.Build),
        ("suppression", SuppressionCommands.Build),
        ("quickstart", QuickstartCommand.Build),
        ("report", ReportCommands.Build),
    ];

    private static RootCommand Build(string? first)
    {
        var root = new RootCommand("Mail operations for admins: addresses, bounces, authentication records, delayed mail.");
        var isArea = Array.Exists(Areas, area => area.Name == first);
        foreach (var (name, build) in Areas)
        {
            if (!isArea || name == first)
            {
                root.Add(build());
            }
        }

        CommonOptions.CompleteDns(root);
        return root;
    }

    private static string PathOf(CommandResult result)
    {
        var path = "";
        for (SymbolResult? at = result; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
        {
            path = command.Command.Name + " " + path;
        }

        return path;
    }
}
