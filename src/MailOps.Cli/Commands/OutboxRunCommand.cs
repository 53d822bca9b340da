using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox run</c>: deliver what is due. Its exit code is the dispatcher's.</summary>
internal static class OutboxRunCommand
{
    private static readonly Option<bool> Wait = new("--wait") { Description = "Go on until nothing is queued any more, undo windows and retries included." };

    private static readonly Option<bool> Watch = new("--watch") { Description = "Go on until stopped, as a service." };

    private static readonly Option<string?> Server = new("--server")
    {
        Description = "The server of mail that names none: a profile of 'server set', host[:port], or smtp://user@host:587/?security=StartTls&credential=env:NAME.",
        HelpName = "server",
    };

    private static readonly Option<int> Concurrency = new("--concurrency")
    {
        Description = "How many messages are sent at the same time.",
        DefaultValueFactory = _ => 8,
        HelpName = "count",
    };

    private static readonly Option<TimeSpan?> Timeout = new("--timeout")
    {
        Description = "How long it runs at most.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.ParseOptional,
    };

    private static readonly Option<TimeSpan?> Lifetime = new("--lifetime")
    {
        Description = "How long a mail is tried before it is given up. Default: 5 days.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.ParseOptional,
    };

    private static readonly Option<TimeSpan?> DelayNotice = new("--delay-notice")
    {
        Description = "How late a mail is when its sender is told, once; 0: never. Default: 4 hours.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.ParseOptional,
    };

    private static readonly Option<DoubtAction> OnDoubt = new("--on-doubt")
    {
        Description = "What to do with mail that may have left already: retry (a duplicate is possible) or hold (a person decides).",
        HelpName = "action",
    };

    private static readonly Option<string?> Transcript = new("--transcript")
    {
        Description = "A file that every conversation with a server is appended to; passwords and contents are left out.",
        HelpName = "file",
    };

    private static readonly Option<string?> RedirectTo = new("--redirect-to")
    {
        Description = "A rehearsal: all mail goes its real way into this mailbox. Default: the environment variable MAILOPS_REHEARSAL.",
        HelpName = "address",
    };

    private static readonly Column<DispatchedDelivery>[] Columns =
    [
        new("Id", d => d.Id.ToString(CultureInfo.InvariantCulture)),
        new("Address", d => d.Address),
        new("State", d => d.State.ToString()),
        new("Attempt", d => d.Attempt.ToString(CultureInfo.InvariantCulture)),
        new("Again", d => OutboxCommands.Local(d.RetryAt)),
        new("Server", d => d.Server),
        new("Reply", d => d.Reply),
    ];

    public static Command Build()
    {
        var run = new Command("run", "Deliver what is due; several at once are safe.")
        {
            Wait, Watch, Server, Concurrency, Timeout, Lifetime, DelayNotice, OnDoubt, Transcript, RedirectTo, OutboxCommands.AllowedDomain, CommonOptions.Json, CommonOptions.Store,
        };
        run.Validators.Add(result =>
        {
            if (result.GetValue(Wait) && result.GetValue(Watch))
            {
                result.AddError("--wait ends when the queue is empty and --watch never: give one of them.");
            }
        });
        run.SetAction(RunAsync);
        return run;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var store = await session.OpenStoreAsync(StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var rehearsal = MailRehearsal.Find(parsed.GetValue(RedirectTo), parsed.GetValue(OutboxCommands.AllowedDomain) ?? []);
        if (rehearsal is not null)
        {
            Console.Error.WriteLine($"mailops: this is a rehearsal: mail goes into {rehearsal.RedirectTo}, and not to its recipients");
        }

        using var transcript = parsed.GetValue(Transcript) is { } path ? ProtocolTranscript.Open(path) : null;
        var server = await MailServerChoice.FindAsync(store.Servers, parsed.GetValue(Server), cancellationToken).ConfigureAwait(false);
        await using var transports = new SmtpTransportSource(new SmtpTransportSourceOptions
        {
            DefaultServer = server?.Text ?? "",
            Vault = SecretVault.ReadAsync,
            MaxConnections = parsed.GetValue(Concurrency),
            Transcript = transcript,
            Rehearsal = rehearsal,
            Clock = session.Clock,
        });
        var options = new DispatchOptions
        {
            Until = parsed.GetValue(Watch) ? DispatchUntil.Stopped : parsed.GetValue(Wait) ? DispatchUntil.Empty : DispatchUntil.NothingDue,
            Concurrency = parsed.GetValue(Concurrency),
            Timeout = parsed.GetValue(Timeout),
            OnDoubt = parsed.GetValue(OnDoubt),
            DefaultServer = server?.Text ?? "",
            Retry = new RetryLimits
            {
                Lifetime = parsed.GetValue(Lifetime) ?? RetryLimits.Default.Lifetime,
                WarnAfter = parsed.GetValue(DelayNotice) ?? RetryLimits.Default.WarnAfter,
            },
        };
        var json = parsed.GetValue(CommonOptions.Json);
        DispatchSummary summary;
        using (var output = new ResultWriter<DispatchedDelivery>(json, Columns))
        {
            var progress = new Deliveries(output);
            IQueueWorker[] workers =
            [
                new MailServerRefresh(store.Servers, transports), new HousekeepingWorker(store.Upkeep), RecallSetup.CreateWorker(store, session.Clock),
            ];
            var dispatcher = new QueueDispatcher(store.Outbox, transports, session.Clock, workers);
            summary = await dispatcher.RunAsync(options, progress, cancellationToken).ConfigureAwait(false);
        }

        if (json)
        {
            using var output = new ResultWriter<DispatchSummary>(json, []);
            output.Write(summary);
        }
        else
        {
            Console.WriteLine(summary);
            FindingOutput.Write(store.Location.Display, summary.Findings);
        }

        return summary.ExitCode;
    }

    // Told from the threads that send.
    private sealed class Deliveries(ResultWriter<DispatchedDelivery> output) : IProgress<DispatchedDelivery>
    {
        private readonly Lock _gate = new();

        public void Report(DispatchedDelivery value)
        {
            lock (_gate)
            {
                output.Write(value);
            }
        }
    }
}
