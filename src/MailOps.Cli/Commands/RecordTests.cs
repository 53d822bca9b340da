using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Cli.Commands;

/// <summary>The tests of what a domain publishes: many domains at a time, a row each, and their findings below the table.</summary>
internal static class RecordTests
{
    private const int Limit = 64;

    private static readonly Argument<string[]> Domains = new("domain")
    {
        Description = "A domain; - reads domains from standard input, one a line.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>A verb <c>test</c> with its usual options.</summary>
    public static Command New(string description) => new("test", description)
    {
        Domains, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
    };

    /// <summary>Runs a test over the domains of the command line; the session ends with it.</summary>
    public static async Task<int> RunAsync<T>(
        ParseResult parsed,
        IDisposable session,
        Func<DomainName, CancellationToken, ValueTask<T>> check,
        Column<T>[] columns,
        Func<T, (string Subject, FindingList Findings)> findings,
        CancellationToken cancellationToken)
        where T : class
    {
        using var opened = session;
        var exitCode = ExitCode.Done;
        List<DomainName> domains = [];
        foreach (var text in Inputs.Lines(parsed.GetRequiredValue(Domains)))
        {
            try
            {
                domains.Add(DomainName.Parse(text));
            }
            catch (MailOpsException error)
            {
                ErrorOutput.Write(error);
                exitCode = ExitCode.Partial;
            }
        }

        return await RunAsync(parsed, domains, exitCode, check, columns, findings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for inputs that have been read already.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="inputs">What is tested.</param>
    /// <param name="exitCode">The exit code unless a finding makes it another one.</param>
    /// <param name="check">The test.</param>
    /// <param name="columns">The table.</param>
    /// <param name="findings">What a result was about, and its findings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<int> RunAsync<TInput, T>(
        ParseResult parsed,
        IEnumerable<TInput> inputs,
        int exitCode,
        Func<TInput, CancellationToken, ValueTask<T>> check,
        Column<T>[] columns,
        Func<T, (string Subject, FindingList Findings)> findings,
        CancellationToken cancellationToken)
        where T : class
    {
        var json = parsed.GetValue(CommonOptions.Json);
        var failOn = parsed.GetValue(FindingOutput.FailOn);
        List<(string Subject, FindingList Findings)> forPeople = [];
        using (var output = new ResultWriter<T>(json, columns))
        {
            var outcomes = OrderedWork.RunAsync(inputs, Limit, (input, token) => TryAsync(check, input, token), cancellationToken);
            await foreach (var (result, error) in outcomes.ConfigureAwait(false))
            {
                if (result is null)
                {
                    ErrorOutput.Write(error!);
                    exitCode = ExitCode.Partial;
                    continue;
                }

                output.Write(result);
                forPeople.Add(findings(result));
            }
        }

        exitCode = forPeople.Any(r => FindingOutput.IsTooBad(r.Findings, failOn)) ? ExitCode.Judged : exitCode;
        foreach (var (subject, list) in json ? [] : forPeople)
        {
            FindingOutput.Write(subject, list);
        }

        return exitCode;
    }

    // An input that is none must not take the others along.
    private static async ValueTask<(T? Result, MailOpsException? Error)> TryAsync<TInput, T>(
        Func<TInput, CancellationToken, ValueTask<T>> check, TInput input, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (await check(input, cancellationToken).ConfigureAwait(false), null);
        }
        catch (MailOpsException error)
        {
            return (null, error);
        }
    }
}
