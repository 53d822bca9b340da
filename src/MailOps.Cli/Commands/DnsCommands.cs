using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops dns query|diff</c>.</summary>
internal static class DnsCommands
{
    private static readonly Argument<string> Name = new("name") { Description = "The name to ask about." };

    private static readonly Argument<DnsRecordType[]> Types = new("type")
    {
        Description = "The types of records wanted. Default: MX.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [DnsRecordType.MX],
    };

    private static readonly Argument<string> Earlier = new("earlier") { Description = "A file that --record-dns has written." };

    private static readonly Argument<string> Later = new("later") { Description = "A later one." };

    public static Column<DnsAnswer>[] AnswerColumns { get; } =
    [
        new("Name", a => a.Question.Name),
        new("Type", a => a.Question.Type.ToString()),
        new("Status", a => a.Status + (a.IsAuthenticData ? ", signed" : "")),
        new("TTL", a => ((long)a.TimeToLive.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        new("Answer", a => a.Failure?.Message ?? string.Join("\n", a.Records.Select(r => r.Data))) { IsRecord = true },
        new("Server", a => a.Server),
    ];

    public static Column<DnsDifference>[] DifferenceColumns { get; } =
    [
        new("Name", d => d.Name),
        new("Type", d => d.Type.ToString()),
        new("Change", d => d.Change.ToString()),
        new("Before", d => d.Before) { IsRecord = true },
        new("After", d => d.After) { IsRecord = true },
    ];

    public static Command Build()
    {
        var query = new Command("query", "Ask the DNS as the other commands do, and show the answer.")
        {
            Name, Types, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        query.SetAction(QueryAsync);
        var diff = new Command("diff", "Show what has changed between two DNS recordings. Ends with exit code 2 when something has.")
        {
            Earlier, Later, CommonOptions.Json,
        };
        diff.SetAction(Diff);
        return new Command("dns", "The DNS, and recordings of it.") { query, diff };
    }

    private static async Task<int> QueryAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        using var output = new ResultWriter<DnsAnswer>(parsed.GetValue(CommonOptions.Json), AnswerColumns);
        var name = parsed.GetRequiredValue(Name);
        var exitCode = ExitCode.Done;
        foreach (var type in parsed.GetValue(Types)!)
        {
            if (type == DnsRecordType.None || !Enum.IsDefined(type))
            {
                Console.Error.WriteLine("mailops: '" + type + "' is no type of record.");
                return ExitCode.Usage;
            }

            var answer = await session.Resolver.ResolveAsync(new DnsQuestion(name, type), cancellationToken).ConfigureAwait(false);
            exitCode = answer.Status == DnsStatus.TempError ? ExitCode.Later : exitCode;
            output.Write(answer);
        }

        return exitCode;
    }

    private static int Diff(ParseResult parsed)
    {
        var differences = DnsRecording.Load(parsed.GetRequiredValue(Earlier)).CompareTo(DnsRecording.Load(parsed.GetRequiredValue(Later)));
        using var output = new ResultWriter<DnsDifference>(parsed.GetValue(CommonOptions.Json), DifferenceColumns);
        foreach (var difference in differences)
        {
            output.Write(difference);
        }

        return differences.Count == 0 ? ExitCode.Done : ExitCode.Judged;
    }
}
