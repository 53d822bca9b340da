using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Authentication.Dmarc;
using MailOps.Bounces;
using MailOps.Cli.Sink;
using MailOps.Dns;
using MailOps.Mime;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Storage;
using MailOps.Suppression;

namespace MailOps.Cli.Commands;

/// <summary>
/// <c>mailops quickstart</c>: the main job from end to end on what the program brings along: sample mails and zone, a store in a temporary
/// folder, an SMTP server on loopback. Everything else is what the other commands use.
/// </summary>
internal static class QuickstartCommand
{
    private static readonly TimeSpan UndoWindow = TimeSpan.FromSeconds(2);

    private static readonly Column<SuppressionDecision>[] SuppressionColumns =
    [
        new("Address", d => d.Address), new("Action", d => d.Action.ToString()), new("Reason", d => d.Reason),
    ];

    public static Command Build()
    {
        var quickstart = new Command("quickstart", "See the main job on sample data: bounces, addresses, DMARC, a delayed mail taken back and one delivered.");
        quickstart.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return quickstart;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mailops-quickstart-");
        try
        {
            var options = new MailOpsOptions { Store = Path.Combine(folder.FullName, "outbox.db") };
            await using var session = new MailOpsSession(options, () => new StoreProvider());
            var store = await session.OpenStoreAsync(StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
            var resolver = ZoneResolver.Read(Samples.Read("zone.json"), "zone.json");

            var bounces = ShowBounces();
            await ShowSuppressionAsync(store, bounces, cancellationToken).ConfigureAwait(false);
            var deliverable = await ShowAddressesAsync(store, resolver, cancellationToken).ConfigureAwait(false);
            await ShowDmarcAsync(resolver, cancellationToken).ConfigureAwait(false);
            return await ShowOutboxAsync(store, deliverable, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<BounceClassification> ShowBounces()
    {
        Title("1. Whose fault is a bounce, for how long, and what to do?", "mailops bounce classify examples/bounces");
        var all = new List<BounceClassification>();
        using var output = new ResultWriter<BounceClassification>(json: false, BounceCommands.Columns);
        foreach (var name in Samples.Names("bounces/"))
        {
            foreach (var bounce in BounceClassifier.Classify(Samples.Read(name)).Recipients)
            {
                var named = bounce with { Source = Path.GetFileName(name) };
                all.Add(named);
                output.Write(named);
            }
        }

        return all;
    }

    private static async Task ShowSuppressionAsync(IMailOpsStore store, List<BounceClassification> bounces, CancellationToken cancellationToken)
    {
        Title("2. Which of them block an address?", "the store; the sample mails were not sent from it, so they count on the admin's word only");
        var updater = new SuppressionUpdater(store.Journal, store.Suppression, new SuppressionUpdaterOptions { TrustUnmatched = true, Actor = "quickstart" });
        using var output = new ResultWriter<SuppressionDecision>(json: false, SuppressionColumns);
        foreach (var bounce in bounces)
        {
            output.Write(await updater.UpdateAsync(bounce, whatIf: false, cancellationToken).ConfigureAwait(false));
        }
    }

    private static async Task<List<string>> ShowAddressesAsync(IMailOpsStore store, ZoneResolver resolver, CancellationToken cancellationToken)
    {
        Title("3. Which addresses of a customer list can get mail?", "mailops address test --file examples/customers.csv --zone examples/zone.json");
        using var checker = new AddressChecker(null, resolver, suppression: new StoreSuppressionLookup(store.Suppression));
        var deliverable = new List<string>();
        using var output = new ResultWriter<AddressTestResult>(json: false, AddressCommands.Columns);
        using var list = new StreamReader(new MemoryStream(Samples.Read("customers.csv")));
        foreach (var text in CsvColumn.Read(list, "customers.csv", title: null))
        {
            var result = await checker.CheckAsync(text, cancellationToken).ConfigureAwait(false);
            output.Write(result);
            if (result.Verdict == AddressVerdict.Deliverable)
            {
                deliverable.Add(result.Address);
            }
        }

        return deliverable;
    }

    private static async Task ShowDmarcAsync(ZoneResolver resolver, CancellationToken cancellationToken)
    {
        Title("4. Is the own domain protected against forged mail?", "mailops dmarc test corp.example --zone examples/zone.json");
        var result = await new DmarcChecker(resolver).CheckAsync(DomainName.Parse("corp.example"), cancellationToken).ConfigureAwait(false);
        using (var output = new ResultWriter<DmarcTestResult>(json: false, DmarcCommands.Columns))
        {
            output.Write(result);
        }

        FindingOutput.Write(result.Domain, result.Findings);
    }

    private static async Task<int> ShowOutboxAsync(IMailOpsStore store, List<string> recipients, CancellationToken cancellationToken)
    {
        await using var sink = new LoopbackSmtpSink();
        var server = new MailServerReference { Host = "127.0.0.1", Port = sink.Port }.ToString();
        var outbox = new MailOutbox(store.Outbox, store.Suppression, new MailOutboxOptions { StoreName = store.Location.Display, Actor = store.Account });

        Title("5. Two mails wait for their undo window.", "mailops outbox add --from news@corp.example --to … --delay 2s");
        var queued = new List<OutboxDecision>();
        foreach (var recipient in recipients.Take(2))
        {
            queued.AddRange(await outbox.EnqueueAsync(Compose(recipient, server), whatIf: false, cancellationToken).ConfigureAwait(false));
        }

        Show(queued);
        Title("6. A second thought takes the first one back.", "mailops outbox cancel " + queued[0].Id);
        Show(await outbox.CancelAsync([queued[0].Id!.Value], address: null, whatIf: false, cancellationToken).ConfigureAwait(false));

        Title("7. The other one leaves when its time has come.", "mailops outbox run --wait");
        await using var transports = new SmtpTransportSource(new SmtpTransportSourceOptions());
        var dispatcher = new QueueDispatcher(store.Outbox, transports);
        var options = new DispatchOptions { Until = DispatchUntil.Empty, Timeout = TimeSpan.FromMinutes(1) };
        var summary = await dispatcher.RunAsync(options, progress: null, cancellationToken).ConfigureAwait(false);
        await OutboxCommands.ShowAsync(outbox, cancellationToken).ConfigureAwait(false);
        Console.WriteLine(summary);
        foreach (var message in sink.Messages)
        {
            var subject = MimeReader.Read(message.Content).Headers["Subject"];
            Console.WriteLine($"The server on 127.0.0.1:{sink.Port} got \"{subject}\" for {string.Join(", ", message.Recipients)}.");
        }

        Console.WriteLine();
        Console.WriteLine("Next: mailops --help, README.md, and in PowerShell examples/quickstart.ps1.");
        return summary.Accepted == 1 && sink.Messages.Count == 1 ? summary.ExitCode : ExitCode.Partial;
    }

    private static OutgoingMail Compose(string recipient, string server)
    {
        var builder = new MimeMessageBuilder
        {
            From = new MimeMailbox("Corp News <news@corp.example>"),
            Subject = "Planned maintenance – geplante Wartung",
            TextBody = "On Thursday from 22:00 we maintain the servers.\n",
        };
        builder.To.Add(new MimeMailbox(recipient));
        return new OutgoingMail
        {
            Content = builder.Build(),
            Recipients = [recipient],
            Server = server,
            Campaign = "maintenance-2026-03",
            Due = MailDueTime.After(UndoWindow),
        };
    }

    private static void Show(IEnumerable<OutboxDecision> decisions)
    {
        using var output = new ResultWriter<OutboxDecision>(json: false, OutboxCommands.DecisionColumns);
        foreach (var decision in decisions)
        {
            output.Write(decision);
        }
    }

    private static void Title(string title, string how)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine("   (" + how + ")");
    }
}
