using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Recall;
using MailOps.Session;
using MailOps.Smtp;
using MailOps.Storage.Sqlite;

namespace MailOps.Tests;

/// <summary>The other process of <see cref="Outbox.CrashTests"/>: a dispatcher whose server writes each delivery into a file, or is a real one.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args.Length != 3 || args[0] is not ("dispatch" or "enqueue" or "hold" or "recall"))
        {
            Console.Error.WriteLine("This is a test assembly; the tests start it by themselves.");
            return 2;
        }

        await using var store = await TestEngine.Provider(SqliteTuning.Default).OpenAsync(
            StoreLocation.Parse(args[1]), StoreAccess.ReadWrite, StoreOptions.Default, CancellationToken.None);
        if (args[0] == "enqueue")
        {
            await store.Outbox.EnqueueAsync([TestMessage.To(args[2])], CancellationToken.None);
            return 0;
        }

        if (args[0] == "recall")
        {
            return await RecallAsync(store, args[2].Split(':'));
        }

        if (args[0] == "hold")
        {
            var owner = await store.Outbox.SignOnAsync(CancellationToken.None);
            var work = await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, CancellationToken.None);
            File.WriteAllText(args[2], work.Messages.Count.ToString(CultureInfo.InvariantCulture));
            await Task.Delay(Timeout.Infinite);
        }

        var options = new DispatchOptions { Until = DispatchUntil.Empty, Concurrency = 4, Poll = TimeSpan.FromMilliseconds(20) };
        if (args[2].StartsWith("smtp:", StringComparison.Ordinal))
        {
            var port = int.Parse(args[2].Split(':')[1], CultureInfo.InvariantCulture);
            var smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, Security = ConnectionSecurity.None };
            await using var source = new SmtpTransportSource(new SmtpTransportSourceOptions { Default = smtp });
            return (await new QueueDispatcher(store.Outbox, source).RunAsync(options, null, CancellationToken.None)).ExitCode;
        }

        using var server = new FileServer(args[2]);
        return (await new QueueDispatcher(store.Outbox, server).RunAsync(options, null, CancellationToken.None)).ExitCode;
    }

    // Port, mailboxes, verb, number of the recall. The line tells the other process that from now on there is something to interrupt.
    private static async Task<int> RecallAsync(IMailOpsStore store, string[] order)
    {
        var boxes = Recall.RecallFarmTests.Open(int.Parse(order[0], CultureInfo.InvariantCulture));
        var recaller = new MailRecaller(store.Recalls, boxes, null, new MailRecallerOptions { ThrottleLimit = 16 });
        var id = long.Parse(order[3], CultureInfo.InvariantCulture);
        var plan = order[2] == "run"
            ? await recaller.PlanAsync(Recall.MaildirFarm.Order(int.Parse(order[1], CultureInfo.InvariantCulture)), CancellationToken.None)
            : null;
        if (plan is null)
        {
            // On PostgreSQL a dead process holds its claim until its lease is over.
            await using var claim = await store.Recalls.ClaimAsync(id, CancellationToken.None);
            if (claim is null)
            {
                return 75;
            }
        }

        Console.Out.WriteLine("working");
        Console.Out.Flush();
        await (order[2] switch
        {
            "run" => recaller.RunAsync(plan!, null, CancellationToken.None),
            "undo" => recaller.UndoAsync(id, null, CancellationToken.None),
            _ => recaller.ResumeAsync(id, onlyDue: true, null, CancellationToken.None),
        });
        return 0;
    }

    private sealed class FileServer(string path) : IMailTransport, IMailTransportSource, IDisposable
    {
        private readonly object _gate = new();
        private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1);

        public IMailTransport Get(string server) => this;

        public async Task<MailDeliveryReport> SendAsync(
            MailEnvelope envelope, ReadOnlyMemory<byte> message, MailStartGate? gate, CancellationToken cancellationToken)
        {
            var served = await gate!(envelope, cancellationToken);
            foreach (var recipient in served)
            {
                // One write per line, past all buffers of this process: what the server has taken outlives the kill.
                var line = Encoding.ASCII.GetBytes(recipient.Address + "\n");
                lock (_gate)
                {
                    _file.Write(line, 0, line.Length);
                    _file.Flush();
                }
            }

            return new MailDeliveryReport
            {
                Recipients = [.. System.Linq.Enumerable.Select(envelope.Recipients, r => new RecipientOutcome
                {
                    Recipient = r.Address,
                    Outcome = System.Linq.Enumerable.Contains(served, r) ? MailOutcome.Accepted : MailOutcome.Withheld,
                    Phase = SmtpPhase.FinalDot,
                })],
                Server = "file",
            };
        }

        public void Dispose() => _file.Dispose();
    }
}
