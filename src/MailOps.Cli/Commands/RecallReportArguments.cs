using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary>The options that say who is told of a recall, shared by its commands.</summary>
internal static class RecallReportArguments
{
    private static readonly Option<string[]> ReportTo = new("--report-to")
    {
        Description = "Who gets the reports by mail, a first one within five minutes and a final one; may be given several times. The recipients learn nothing.",
        HelpName = "address",
    };

    private static readonly Option<string?> ReportFrom = new("--report-from") { Description = "The author of these mails. Default: the first of --report-to.", HelpName = "mailbox" };

    private static readonly Option<string?> SmtpServer = new("--smtp-server")
    {
        Description = "The server that they go through: a profile, host[:port] or an smtp:// address. Default: what 'outbox run' is told.",
        HelpName = "server",
    };

    public static Option<string?> Html { get; } = new("--html") { Description = "Write the report as one web page to this file.", HelpName = "file" };

    public static IEnumerable<Option> ForRun { get; } = [ReportTo, ReportFrom, SmtpServer, Html];

    public static async Task<MailRecallRequest> AddAsync(ParseResult parsed, MailRecallRequest order, IMailOpsStore store, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(ReportTo) is not { Length: > 0 } addresses)
        {
            return order;
        }

        var server = await MailServerChoice.FindAsync(store.Servers, parsed.GetValue(SmtpServer), cancellationToken).ConfigureAwait(false);
        return order with { ReportTo = new TextList(addresses), ReportFrom = parsed.GetValue(ReportFrom) ?? "", ReportServer = server?.Text ?? "" };
    }

    public static void WritePage(ParseResult parsed, IReadOnlyList<MailRecall> recalls)
    {
        if (parsed.GetValue(Html) is { } path)
        {
            ReportFile.Write(path, writer => MailRecallReport.WriteHtml(recalls, writer));
        }
    }
}
