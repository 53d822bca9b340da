using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops address test</c>, and the commands beside it.</summary>
internal static class AddressCommands
{
    private const int Wide = 120;

    public static Column<AddressTestResult>[] Columns { get; } =
    [
        new("Verdict", r => r.Verdict.ToString()) { IsWhole = true },
        new("Address", r => r.Address) { IsWhole = true },
        new("Reason", r => r.Suggestion.Length > 0 ? Reason(r) + " → " + r.Suggestion : Reason(r)) { BelowWidth = Wide },
        new("Reason", Reason) { FromWidth = Wide },
        new("Suggestion", r => r.Suggestion) { FromWidth = Wide },
        new("Mail servers", r => r.MxHosts.ToString()) { FromWidth = Wide },
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

    private static string Reason(AddressTestResult result) =>
        result.FaultPosition is { } position ? result.Fault + " at " + position : result.Reason == AddressReason.None ? "" : result.Reason.ToString();
}
