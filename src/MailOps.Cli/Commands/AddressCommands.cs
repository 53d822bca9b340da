using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops address test</c>, and the commands beside it.</summary>
internal static class AddressCommands
{
    public static Column<AddressTestResult>[] Columns { get; } =
    [
        new("Address", r => r.Address),
        new("Verdict", r => r.Verdict.ToString()),
        new("Reason", r => r.FaultPosition is { } position ? r.Fault + " at " + position : r.Reason == AddressReason.None ? "" : r.Reason.ToString()),
        new("Suggestion", r => r.Suggestion),
        new("Mail servers", r => r.MxHosts.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        var test = new Command("test", "Say of each address whether mail to it can arrive, and why.");
        AddressCheckRun.AddTo(test);
        test.SetAction(TestAsync);
        return new Command("address", "Mail addresses.") { test, AddressMeasureCommand.Build(), AddressParseCommand.Build() };
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var output = new ResultWriter<AddressTestResult>(parsed.GetValue(CommonOptions.Json), Columns);
        return await AddressCheckRun.RunAsync(parsed, output.Write, cancellationToken).ConfigureAwait(false);
    }
}
