using System.CommandLine;
using MailOps.Bounces;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops smtp status</c>; <c>test</c> has a file of its own.</summary>
internal static class SmtpCommands
{
    private static readonly Argument<string[]> Codes = new("code")
    {
        Description = "A code (452, 4.2.2), a reply ('550 5.1.1 no such user') or a pattern (5.7.x); - reads lines from standard input. "
            + "Without one, all codes are listed.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Column<SmtpStatusExplanation>[] Columns { get; } =
    [
        new("Code", s => s.Code),
        new("Severity", s => s.Severity.ToString()),
        new("Meaning", s => s.Title + ". " + s.Meaning),
        new("What to do", s => s.Advice),
        new("Reference", s => s.Reference),
    ];

    public static Command Build()
    {
        var status = new Command("status", "Say in plain words what an SMTP reply code or an enhanced status code means.") { Codes, CommonOptions.Json };
        status.SetAction(Explain);
        return new Command("smtp", "The mail protocol: status codes, tests of servers.") { status, SmtpTestCommand.Build() };
    }

    private static int Explain(ParseResult parsed)
    {
        var exitCode = ExitCode.Done;
        using var output = new ResultWriter<SmtpStatusExplanation>(parsed.GetValue(CommonOptions.Json), Columns);
        var words = parsed.GetValue(Codes) ?? [];
        foreach (var text in Inputs.Lines(words.Length == 0 ? ["*"] : words))
        {
            var found = SmtpStatusCatalog.Explain(text);
            if (found.Count == 0)
            {
                ErrorOutput.Write(SmtpStatusCatalog.NoCode(Tables.Visible(text)));
                exitCode = ExitCode.Partial;
            }

            foreach (var explanation in found)
            {
                output.Write(explanation);
            }
        }

        return exitCode;
    }
}
