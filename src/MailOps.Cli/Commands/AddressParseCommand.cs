using System.CommandLine;
using System.Linq;
using MailOps.Addresses;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops address parse</c>.</summary>
internal static class AddressParseCommand
{
    private static readonly Argument<string[]> Lists = new("list")
    {
        Description = "The value of a From, To or Cc field; - reads one a line from standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Column<MailAddressListEntry>[] Columns { get; } =
    [
        new("Address", e => e.IsValid ? e.Address : e.Text),
        new("Name", e => e.DisplayName),
        new("Group", e => e.Group),
        new("Comment", e => e.Comment),
        new("Fault", e => e.FaultPosition is { } position ? e.Fault + " at " + position : ""),
        new("Findings", e => e.Findings.ToString()),
    ];

    public static Command Build()
    {
        var parse = new Command("parse", "Read lists of addresses: names, groups, comments, encoded words.") { Lists, CommonOptions.Json };
        parse.SetAction(Parse);
        return parse;
    }

    private static int Parse(ParseResult parsed)
    {
        using var output = new ResultWriter<MailAddressListEntry>(parsed.GetValue(CommonOptions.Json), Columns);
        foreach (var entry in Inputs.Lines(parsed.GetValue(Lists) ?? []).SelectMany(MailAddressList.Parse))
        {
            output.Write(entry);
        }

        return ExitCode.Done;
    }
}
