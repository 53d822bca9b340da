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
        var parsed = Build().Parse(args);
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

    private static RootCommand Build()
    {
        var root = Root();
        CommonOptions.CompleteDns(root);
        return root;
    }

    private static RootCommand Root() => new("Mail operations for admins: addresses, bounces, authentication records, delayed mail.")
    {
        AddressCommands.Build(),
        ArcCommands.Build(),
        BounceCommands.Build(),
        DataCommands.Build(),
        DkimCommands.Build(),
        DmarcCommands.Build(),
        DomainCommands.Build(),
        DraftCommands.Build(),
        SpfCommands.Build(),
        ServerCommands.Build(),
        MxCommands.Build(),
        DaneCommands.Build(),
        BimiCommands.Build(),
        BlocklistCommands.Build(),
        TransportSecurityCommands.BuildMtaSts(),
        TransportSecurityCommands.BuildTlsRpt(),
        DnsCommands.Build(),
        SmtpCommands.Build(),
        MessageCommands.Build(),
        OutboxCommands.Build(),
        LogCommands.Build(),
        StoreCommands.Build(),
        MailboxCommands.Build(),
        SuppressionCommands.Build(),
        QuickstartCommand.Build(),
        ReportCommands.Build(),
    };

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
