using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
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
            return Refuse(parsed, parsed.Errors.Select(error => error.Message));
        }

        if (Misread(parsed).ToArray() is { Length: > 0 } misread)
        {
            return Refuse(parsed, misread);
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

    private static int Refuse(ParseResult parsed, IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
        {
            Console.Error.WriteLine("mailops: " + Tables.Brief(reason, 1000));
        }

        Console.Error.WriteLine("Try 'mailops " + PathOf(parsed.CommandResult) + "--help'.");
        return ExitCode.Usage;
    }

    // A mistyped option would be taken for one more address or file, and an empty value of an unset variable for no option at all: the command
    // would do its work with other settings, or in another store, than those that were meant.
    private static IEnumerable<string> Misread(ParseResult parsed)
    {
        var delimiter = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Count();
        var before = new HashSet<Token>(parsed.Tokens.Take(delimiter), ReferenceEqualityComparer.Instance);
        foreach (var child in parsed.CommandResult.Children)
        {
            foreach (var token in child is ArgumentResult ? child.Tokens : [])
            {
                if (token.Value.Length > 1 && token.Value[0] == '-' && before.Contains(token))
                {
                    yield return $"'{token.Value}' is no option of this command. What only looks like one is written behind '--'.";
                }
            }

            if (child is OptionResult { Option: var option } && (option == CommonOptions.Store || option == CommonOptions.Zone) && child.Tokens is [{ Value: "" }])
            {
                yield return $"The value of {option.Name} is empty.";
            }
        }
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
