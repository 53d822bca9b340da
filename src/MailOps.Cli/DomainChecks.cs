using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Cli.Commands;
using MailOps.Session;

namespace MailOps.Cli;

/// <summary>
/// What the tests of domains and servers have in common: many at a time, a result each in their order, the details below the table, and the exit
/// code.
/// </summary>
internal static class DomainChecks
{
    private const int AtATime = 64;

    /// <summary>The domains of a test.</summary>
    public static Argument<string[]> Domains { get; } = new("domain")
    {
        Description = "A domain; - reads domains from standard input, one a line.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>A verb <c>test</c> with domains, its usual options, and findings below the table.</summary>
    /// <param name="description">What the verb does.</param>
    /// <param name="columns">The table.</param>
    /// <param name="prepare">Makes the test of one domain of the command line and the session.</param>
    /// <param name="findings">What a result was about, and its findings.</param>
    /// <param name="options">Options besides the usual ones.</param>
    public static Command NewTest<TResult>(
        string description,
        Column<TResult>[] columns,
        Func<ParseResult, MailOpsSession, Func<DomainName, CancellationToken, ValueTask<TResult>>> prepare,
        Func<TResult, (string Subject, FindingList Findings)> findings,
        params Option[] options)
        where TResult : class
    {
        var test = new Command("test", description) { Domains };
        Array.ForEach(options, test.Options.Add);
        Array.ForEach<Option>([FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone], test.Options.Add);
        test.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = CliSession.Open(parsed);
            return await RunAsync(
                parsed, parsed.GetRequiredValue(Domains), columns, prepare(parsed, session), r => findings(r).Findings, r => WriteFindings(findings(r)), cancellationToken)
                .ConfigureAwait(false);
        });
        return test;
    }

    /// <summary>Tests domains.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="domains">The domains; - reads them from standard input.</param>
    /// <param name="columns">The table.</param>
    /// <param name="check">The test of one domain.</param>
    /// <param name="findings">What <c>--fail-on</c> looks at.</param>
    /// <param name="writeDetails">Writes what stands below the table, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isShown">Whether a result is written; null: each is.</param>
    public static Task<int> RunAsync<TResult>(
        ParseResult parsed,
        IReadOnlyList<string> domains,
        Column<TResult>[] columns,
        Func<DomainName, CancellationToken, ValueTask<TResult>> check,
        Func<TResult, FindingList> findings,
        Action<TResult> writeDetails,
        CancellationToken cancellationToken,
        Func<TResult, bool>? isShown = null)
        where TResult : class =>
        RunTextsAsync(parsed, domains, columns, (text, cancellation) => check(DomainName.Parse(text), cancellation), findings, writeDetails, cancellationToken, isShown);

    /// <summary>Tests what is no domain, such as servers.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="words">What is tested; - reads it from standard input.</param>
    /// <param name="columns">The table.</param>
    /// <param name="check">The test of one of them.</param>
    /// <param name="findings">What <c>--fail-on</c> looks at.</param>
    /// <param name="writeDetails">Writes what stands below the table, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isShown">Whether a result is written; null: each is.</param>
    public static async Task<int> RunTextsAsync<TResult>(
        ParseResult parsed,
        IReadOnlyList<string> words,
        Column<TResult>[] columns,
        Func<string, CancellationToken, ValueTask<TResult>> check,
        Func<TResult, FindingList> findings,
        Action<TResult> writeDetails,
        CancellationToken cancellationToken,
        Func<TResult, bool>? isShown = null)
        where TResult : class
    {
        var json = parsed.GetValue(CommonOptions.Json);
        var failOn = parsed.GetValue(FindingOutput.FailOn);
        var exitCode = ExitCode.Done;
        var forPeople = new List<TResult>();
        using (var output = new ResultWriter<TResult>(json, columns))
        {
            await foreach (var (result, error) in OrderedWork.RunAsync(Inputs.Lines(words), AtATime, CheckAsync, cancellationToken).ConfigureAwait(false))
            {
                if (error is not null)
                {
                    ErrorOutput.Write(error);
                    exitCode = ExitCode.Worsen(exitCode, error);
                }
                else if (result is not null && isShown?.Invoke(result) != false)
                {
                    output.Write(result);
                    exitCode = FindingOutput.IsTooBad(findings(result), failOn) ? ExitCode.Judged : exitCode;
                    if (!json)
                    {
                        forPeople.Add(result);
                    }
                }
            }
        }

        forPeople.ForEach(writeDetails);
        return exitCode;

        // An error about one input is said in its turn and ends nothing else.
        async ValueTask<(TResult? Result, MailOpsException? Error)> CheckAsync(string text, CancellationToken cancellation)
        {
            try
            {
                return (await check(text, cancellation).ConfigureAwait(false), null);
            }
            catch (MailOpsException error)
            {
                return (null, error);
            }
        }
    }

    private static void WriteFindings((string Subject, FindingList Findings) of) => FindingOutput.Write(of.Subject, of.Findings);
}
