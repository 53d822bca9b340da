using System;
using System.CommandLine;
using System.IO;
using MailOps.Bounces;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops bounce classify</c>.</summary>
internal static class BounceCommands
{
    private const int Wide = 120;

    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "A mail, an mbox, a Maildir or a folder; - reads a mail, an mbox or a bare reply from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> Text = new("--text")
    {
        Description = "A bare SMTP reply or a line of a log, in place of a file.",
        HelpName = "text",
    };

    private static readonly Option<string?> RuleFile = new("--rule-file")
    {
        Description = "Rules of your own, asked before the built-in ones (docs/bounces.md).",
        HelpName = "file",
    };

    private static readonly Option<bool> Letters = new("--letters")
    {
        Description = "Print the mails and tickets to send, ready with the evidence, in place of the classifications.",
    };

    public static Column<BounceClassification>[] Columns { get; } =
    [
        new("Kind", b => b.Kind.ToString()) { IsWhole = true },
        new("Reason", b => b.Kind == BounceKind.NotABounce ? "" : b.Reason.ToString()),
        new("Address", b => b.Address) { IsWhole = true },
        new("Action", b => b.Action == BounceAction.None ? "" : b.Action.ToString()),
        new("Permanence", b => b.Permanence == BouncePermanence.None ? "" : b.Permanence.ToString()) { FromWidth = Wide },
        new("Status", b => b.Status) { FromWidth = Wide },
        new("Whose move", b => b.Cause == BounceCause.Unknown ? "" : b.Cause.ToString()) { FromWidth = 140 },
        new("File", b => b.SourceIndex > 0 ? Path.GetFileName(b.Source) + "#" + b.SourceIndex : Path.GetFileName(b.Source)),
    ];

    public static Command Build()
    {
        var classify = new Command("classify", "Say what each mail reports: whose fault, for how long, and what to do.")
        {
            Paths, Text, RuleFile, Letters, CommonOptions.Json,
        };
        classify.SetAction(Classify);
        return new Command("bounce", "Bounces, complaints and automatic replies.") { classify, LogCommands.BuildMeasure() };
    }

    private static int Classify(ParseResult parsed)
    {
        var paths = parsed.GetValue(Paths) ?? [];
        var texts = parsed.GetValue(Text) ?? [];
        if (paths.Length + texts.Length == 0)
        {
            Console.Error.WriteLine("mailops: Name files or folders, - for standard input, or --text.");
            return ExitCode.Usage;
        }

        var options = parsed.GetValue(RuleFile) is { } file
            ? BounceClassifierOptions.Default with { Rules = BounceRules.Load(file) }
            : BounceClassifierOptions.Default;
        var inputs = new BounceInputs(paths, options);
        // The rule table takes as long to build as a hundred mails to read: both at once.
        _ = System.Threading.Tasks.Task.Run(() => BounceRules.BuiltIn);
        var columns = paths.Length == 1 && File.Exists(paths[0]) ? Array.ConvertAll(Columns, c => c.Title == "File" ? c with { FromWidth = Wide } : c) : Columns;
        using var output = new ResultWriter<BounceClassification>(
            parsed.GetValue(CommonOptions.Json), columns, parsed.GetValue(Letters) ? b => b.Letter is { } letter ? [letter] : [] : null);
        void Write(BounceReport report)
        {
            foreach (var recipient in report.Recipients)
            {
                if (parsed.GetValue(Letters) && !parsed.GetValue(CommonOptions.Json))
                {
                    WriteLetter(recipient.Letter);
                }
                else
                {
                    output.Write(recipient);
                }
            }
        }

        foreach (var text in texts)
        {
            Write(BounceClassifier.ClassifyNotice(text, options));
        }

        foreach (var report in inputs.Reports())
        {
            Write(report);
        }

        return inputs.Result;
    }

    private static void WriteLetter(BounceLetter? letter)
    {
        if (letter is not null)
        {
            Console.WriteLine((letter.To.Length > 0 ? "To: " + letter.To + "\n" : "") + "Subject: " + Tables.Visible(letter.Subject) + "\n");
            foreach (var line in letter.Body.Split('\n'))
            {
                Console.WriteLine(Tables.Visible(line));
            }
        }
    }
}
