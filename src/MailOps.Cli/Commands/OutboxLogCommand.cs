using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox log</c>: what became of every mail and recipient.</summary>
internal static class OutboxLogCommand
{
    private const int PageSize = 200;

    private static readonly Option<MailLogStatus[]> Status = new("--status")
    {
        Description = "Only entries in this state, such as queued, accepted, deferred, bounced, cancelled, suppressed.",
        HelpName = "status",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Address = new("--to") { Description = "Only this recipient.", HelpName = "address" };

    private static readonly Option<string?> Campaign = new("--campaign") { Description = "Only this campaign, in its exact spelling.", HelpName = "name" };

    private static readonly Option<long?> Id = new("--id") { Description = "Only the mail with this number.", HelpName = "number" };

    private static readonly Option<bool> All = new("--all") { Description = "Mail of all accounts, not only of this one." };

    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most, newest first.", DefaultValueFactory = _ => 100, HelpName = "count" };

    private static readonly Column<MailLogEntry>[] Columns =
    [
        new("Id", e => e.Id.ToString(CultureInfo.InvariantCulture)),
        new("Address", e => e.Address),
        new("Status", e => e.Status.ToString()),
        new("Updated", e => OutboxCommands.Local(e.UpdatedAt)),
        new("Attempts", e => e.Attempts.ToString(CultureInfo.InvariantCulture)),
        new("Last reply", e => e.LastReply),
    ];

    public static Command Build()
    {
        var log = new Command("log", "Show what became of every mail and recipient, newest first.")
        {
            Status, Address, Campaign, Id, All, Limit, CommonOptions.Json, CommonOptions.Store,
        };
        log.SetAction(RunAsync);
        return log;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var store = await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var filter = new MailLogFilter
        {
            Status = parsed.GetValue(Status) ?? [],
            Address = parsed.GetValue(Address),
            Campaign = parsed.GetValue(Campaign),
            Id = parsed.GetValue(Id),
            CreatedBy = parsed.GetValue(All) ? null : store.Account,
        };
        var limit = parsed.GetValue(Limit);
        using var output = new ResultWriter<MailLogEntry>(parsed.GetValue(CommonOptions.Json), Columns);
        MailLogCursor? next = null;
        do
        {
            var page = await store.Journal.ReadLogAsync(filter, next, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
            {
                if (output.Count >= limit)
                {
                    return ExitCode.Done;
                }

                output.Write(entry);
            }

            next = page.Next;
        }
        while (next is not null);
        return ExitCode.Done;
    }
}
