using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops draft new</c> and <c>draft test</c>: mails before they are queued.</summary>
internal static class DraftCommands
{
    private static readonly Argument<string[]> Files = new("message")
    {
        Description = "A message (.eml); - reads one from standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Bulk = new("--bulk") { Description = "It is one of many: look at what large providers want of bulk mail, too." };

    private static readonly Option<string?> Relay = new("--relay") { Description = "The host that hands it to receivers: forecast SPF, DKIM and DMARC.", HelpName = "host" };

    private static readonly Option<string?> Server = new("--server") { Description = "The server to ask how large a mail it takes.", HelpName = "server" };

    private static readonly Option<string?> Output = new("--output") { Description = "Where to write the message. Default: standard output.", HelpName = "file" };

    private static readonly Column<DraftCheckResult>[] Columns =
    [
        new("Verdict", r => r.Verdict.ToString()),
        new("From", r => r.From),
        new("To", r => r.Recipients.ToString()),
        new("Subject", r => r.Subject),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        var test = new Command("test", "Look messages over before they are sent, as 'outbox add' does.")
        {
            Files, Bulk, Relay, Server, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Store, CommonOptions.Dns, CommonOptions.Zone,
        };
        AddAll(test, PreflightArguments.All);
        test.SetAction(TestAsync);
        var create = new Command("new", "Write the message that 'outbox add' would queue.") { Output };
        AddAll(create, CompositionArguments.All);
        create.SetAction(NewAsync);
        return new Command("draft", "Mails before they are queued: make them, look them over.") { test, create };
    }

    public static void AddAll(Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var suppression = parsed.GetValue(CommonOptions.Store) is null ? null
            : (await session.OpenStoreAsync(StoreAccess.Preview, cancellationToken).ConfigureAwait(false)).Suppression;
        using var preflight = new MailPreflight(PreflightArguments.Read(parsed, session) with
        {
            Relay = parsed.GetValue(Relay) ?? "",
            ServerSize = parsed.GetValue(Server) is { } server ? new SmtpServerSize(MailServerReference.Parse(server)) : null,
            Suppression = suppression,
            JudgeRecipients = true,
        });
        var json = parsed.GetValue(CommonOptions.Json);
        var exitCode = ExitCode.Done;
        List<DraftCheckResult> forPeople = [];
        using (var output = new ResultWriter<DraftCheckResult>(json, Columns))
        {
            foreach (var file in parsed.GetValue(Files) ?? [])
            {
                try
                {
                    var result = await preflight.CheckDraftAsync(MailDraft.FromMessage(ReadMessage(file)), parsed.GetValue(Bulk), cancellationToken).ConfigureAwait(false);
                    output.Write(result);
                    forPeople.Add(result);
                    exitCode = FindingOutput.IsTooBad(result.Findings, parsed.GetValue(FindingOutput.FailOn)) ? ExitCode.Judged : exitCode;
                }
                catch (MailOpsException error)
                {
                    ErrorOutput.Write(error);
                    exitCode = ExitCode.Worsen(exitCode, error);
                }
            }
        }

        foreach (var result in forPeople.Where(_ => !json))
        {
            FindingOutput.Write(result.Subject, result.Findings);
        }

        return exitCode;
    }

    private static Task<int> NewAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var composer = new MailComposer(CompositionArguments.Read(parsed, MailClock.System));
        var draft = composer.Compose(CompositionArguments.ReadRows(parsed, composer).First());
        if (parsed.GetValue(Output) is { } file)
        {
            DraftFile.Write(file, draft.RawMessage);
            return Task.FromResult(ExitCode.Done);
        }

        using var output = StandardOutput.Open();
        output.Write(draft.RawMessage);
        return Task.FromResult(ExitCode.Done);
    }

    private static byte[] ReadMessage(string file)
    {
        if (file != "-")
        {
            return DraftFile.ReadBytes(file);
        }

        using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        input.CopyTo(content);
        return content.ToArray();
    }
}
