using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class RaceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public Task Each_mail_is_either_cancelled_and_never_sent_or_sent_and_the_canceller_was_told() => RunAsync(600);

    [Fact]
    [Trait("Category", "Long")]
    public Task Ten_thousand_mails_between_two_dispatchers_and_a_canceller() => RunAsync(10_000);

    private static async Task RunAsync(int count)
    {
        // Three stores on one file: each has its own connections and its own writer, as three processes have.
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var ids = new List<long>();
        for (var i = 0; i < count; i += 500)
        {
            ids.AddRange((await test.Outbox.EnqueueAsync(
                [.. Enumerable.Range(i, Math.Min(500, count - i)).Select(n => TestMessage.To($"u{n}@x.example"))], None)).Select(m => m.Id));
        }

        var transport = new ScriptedTransport();
        var dispatchers = new List<Task<DispatchSummary>>();
        for (var i = 0; i < 2; i++)
        {
            var store = await test.OpenAnotherAsync();
            dispatchers.Add(new QueueDispatcher(store.Outbox, transport).RunAsync(new DispatchOptions { Until = DispatchUntil.Empty }, null, None));
        }

        var canceller = await test.OpenAnotherAsync();
        var outbox = new MailOutbox(canceller.Outbox, canceller.Suppression);
        var answers = new ConcurrentDictionary<string, OutboxAction>();

        // From the far end and from the near one: some are long gone, some just claimed, some untouched.
        for (var i = 0; i < ids.Count; i++)
        {
            var id = ids[i % 2 == 0 ? i : ids.Count - i];
            var answer = (await outbox.CancelAsync([id], null, whatIf: false, None)).Single();
            answers[answer.Address] = answer.Action;
        }

        await Task.WhenAll(dispatchers);
        var delivered = transport.Delivered.Select(d => d.Recipient).ToList();
        Assert.Equal(delivered.Count, delivered.Distinct().Count());
        var sent = new HashSet<string>(delivered);
        Assert.All(answers, pair => Assert.Equal(sent.Contains(pair.Key) ? OutboxAction.TooLate : OutboxAction.Cancelled, pair.Value));
        var counts = await test.Outbox.CountAsync(None);
        Assert.Equal(count, counts[DeliveryState.Accepted] + counts[DeliveryState.Cancelled]);
        Assert.Equal(sent.Count, counts[DeliveryState.Accepted]);
        Assert.True(counts[DeliveryState.Cancelled] > 0);
        await test.AssertSoundAsync();
    }
}
