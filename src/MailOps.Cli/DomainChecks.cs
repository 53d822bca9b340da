using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Cli.Commands;

namespace MailOps.Cli;

/// <summary>What the tests of domains have in common: many at a time, a result each in their order, the details below the table, and the exit code.</summary>
internal static class DomainChecks
{
    private const int AtATime = 64;

    /// <summary>The domains of a test.</summary>
    public static Argument<string[]> Domains { get; } = new("domain")
    {
        Description = "A domain; - reads domains from standard input, one a line.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <param name="parsed">The command line.</param>
    /// <param name="domains">The domains; - reads them from standard input.</param>
    /// <param name="columns">The table.</param>
    /// <param name="check">The test of one domain.</param>
    /// <param name="findings">What <c>--fail-on</c> looks at.</param>
    /// <param name="writeDetails">Writes what stands below the table, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isShown">Whether a result is written; null: each is.</param>
    public static async Task<int> RunAsync<TResult>(
        ParseResult parsed,
        IReadOnlyList<string> domains,
        Column<TResult>[] columns,
        Func<DomainName, CancellationToken, ValueTask<TResult>> check,
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
            await foreach (var (result, error) in OrderedWork.RunAsync(Inputs.Lines(domains), AtATime, CheckAsync, cancellationToken).ConfigureAwait(false))
            {
                if (error is not null)
                {
                    ErrorOutput.Write(error);
                    exitCode = exitCode == ExitCode.Done ? ExitCode.Partial : exitCode;
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

        // An error about one domain is said in its turn and ends nothing else.
        async ValueTask<(TResult? Result, MailOpsException? Error)> CheckAsync(string text, CancellationToken cancellation)
        {
            try
            {
                return (await check(DomainName.Parse(text), cancellation).ConfigureAwait(false), null);
            }
            catch (MailOpsException error)
            {
                return (null, error);
            }
        }
    }
}
