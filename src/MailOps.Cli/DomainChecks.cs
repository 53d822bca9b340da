using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Cli.Commands;

namespace MailOps.Cli;

/// <summary>What the tests of records have in common: a result per domain, the details below the table, and the exit code.</summary>
internal static class DomainChecks
{
    /// <param name="parsed">The command line.</param>
    /// <param name="domains">The domains; - reads them from standard input.</param>
    /// <param name="columns">The table.</param>
    /// <param name="check">The test of one domain.</param>
    /// <param name="findings">What <c>--fail-on</c> looks at.</param>
    /// <param name="writeDetails">Writes what stands below the table, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<int> RunAsync<TResult>(
        ParseResult parsed,
        IReadOnlyList<string> domains,
        Column<TResult>[] columns,
        Func<DomainName, CancellationToken, ValueTask<TResult>> check,
        Func<TResult, FindingList> findings,
        Action<TResult> writeDetails,
        CancellationToken cancellationToken)
        where TResult : class
    {
        var json = parsed.GetValue(CommonOptions.Json);
        var failOn = parsed.GetValue(FindingOutput.FailOn);
        var exitCode = ExitCode.Done;
        var forPeople = new List<TResult>();
        using (var output = new ResultWriter<TResult>(json, columns))
        {
            foreach (var text in Inputs.Lines(domains))
            {
                TResult result;
                try
                {
                    result = await check(DomainName.Parse(text), cancellationToken).ConfigureAwait(false);
                }
                catch (MailOpsException error)
                {
                    ErrorOutput.Write(error);
                    exitCode = exitCode == ExitCode.Done ? ExitCode.Partial : exitCode;
                    continue;
                }

                output.Write(result);
                exitCode = FindingOutput.IsTooBad(findings(result), failOn) ? ExitCode.Judged : exitCode;
                if (!json)
                {
                    forPeople.Add(result);
                }
            }
        }

        forPeople.ForEach(writeDetails);
        return exitCode;
    }
}
