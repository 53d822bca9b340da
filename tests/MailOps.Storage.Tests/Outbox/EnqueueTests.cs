using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Smtp;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class EnqueueTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_message_comes_back_as_it_was_stored()
    {
        await using var test = await TestStore.OpenAsync();
        var finding = new Finding { Id = "MSG001", Severity = FindingSeverity.Warning, Message = "ä", Advice = "ö", Reference = "RFC 1" };
        var message = TestMessage.To("a@x.example", "B@y.example") with
        {
            Campaign = "spring",
            Server = "smtp://relay.example",
            Delay = TimeSpan.FromMinutes(2),
            IfMissed = MissedAction.Skip,
            Subject = "Grüße 🚀",
            Findings = new FindingList([finding]),
            Notify = DsnNotify.Failure | DsnNotify.Delay,
            Return = DsnReturn.Headers,
        };
        var id = await test.EnqueueAsync(message);

        var mail = await test.FindAsync(id);
        Assert.Equal(DeliveryState.Queued, mail.State);
        Assert.Equal((message.MessageId, "news@corp.example", "Grüße 🚀"), (mail.MessageId, mail.From, mail.Subject));
        Assert.Equal(("spring", "smtp://relay.example", "tester"), (mail.Campaign, mail.Server, mail.CreatedBy));
        Assert.Equal((test.Clock.UtcNow, test.Clock.UtcNow.AddMinutes(2)), (mail.CreatedAt, mail.DueAt));
        Assert.Equal(DateTimeKind.Utc, mail.DueAt.Kind);
        Assert.Equal("a@x.example, B@y.example", mail.To.ToString());
        Assert.Equal(MissedAction.Skip, mail.IfMissed);
        Assert.Equal(finding, mail.Findings.Single());
        Assert.Equal(message.Content.ToArray(), (await test.Outbox.ReadContentAsync(id, None))!.Value.ToArray());

        await using var owner = await test.Outbox.SignOnAsync(None);
        test.ManualClock.Advance(TimeSpan.FromMinutes(2));
        var claimed = await DeliveryStateTests.ClaimOneAsync(owner);
        Assert.Equal((DsnNotify.Failure | DsnNotify.Delay, DsnReturn.Headers), (claimed.Notify, claimed.Return));
    }

    [Fact]
    public async Task The_same_key_queues_nothing_again()
    {
        await using var test = await TestStore.OpenAsync();
        var first = TestMessage.To("a@x.example") with { Key = "k1" };
        var stored = (await test.Outbox.EnqueueAsync([first], None)).Single();
        var again = await test.Outbox.EnqueueAsync([TestMessage.To("a@x.example") with { Key = "k1" }, TestMessage.To("b@x.example") with { Key = "k2" }], None);

        Assert.True(again[0].IsKnown);
        Assert.Equal((stored.Id, first.MessageId, stored.DueAt), (again[0].Id, again[0].MessageId, again[0].DueAt));
        Assert.False(again[1].IsKnown);
        Assert.Equal(2, (await test.Outbox.CountAsync(None))[DeliveryState.Queued]);
        var found = await test.Outbox.FindKeysAsync(["k1", "k3"], None);
        Assert.Equal(stored.Id, found[0]!.Id);
        Assert.Null(found[1]);
    }

    [Fact]
    public async Task Two_equal_keys_in_one_batch_are_one_message()
    {
        await using var test = await TestStore.OpenAsync();
        var stored = await test.Outbox.EnqueueAsync([TestMessage.To("a@x.example") with { Key = "k" }, TestMessage.To("a@x.example") with { Key = "k" }], None);
        Assert.Equal([false, true], stored.Select(s => s.IsKnown));
        Assert.Equal(stored[0].Id, stored[1].Id);
    }

    [Fact]
    public async Task A_cancelled_message_keeps_its_key()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Key = "k" });
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id] }, preview: false, None);
        Assert.True((await test.Outbox.EnqueueAsync([TestMessage.To("a@x.example") with { Key = "k" }], None)).Single().IsKnown);
    }

    [Fact]
    public async Task Two_processes_with_the_same_key_store_one_message()
    {
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var other = await test.OpenAnotherAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            (await (i % 2 == 0 ? test.Outbox : other.Outbox).EnqueueAsync([TestMessage.To("a@x.example") with { Key = "k" }], None)).Single())));
        Assert.Single(results, r => !r.IsKnown);
        Assert.Single(results.Select(r => r.Id).Distinct());
    }

    [Fact]
    public async Task A_delay_counts_from_the_commit_and_not_from_the_start_of_the_batch()
    {
        var clock = new SteppingClock();
        await using var test = await TestStore.OpenAsync(clock);
        var stored = await test.Outbox.EnqueueAsync(
            [TestMessage.To("a@x.example") with { Delay = TimeSpan.FromMinutes(2) }, TestMessage.To("b@x.example") with { DueAt = clock.Start.AddHours(1) }], None);

        // Each look at the clock takes a second: the transaction begins at one look and ends at a later one.
        var mail = await test.FindAsync(stored[0].Id);
        Assert.True(mail.DueAt - mail.CreatedAt > TimeSpan.FromMinutes(2), $"{mail.CreatedAt:T} {mail.DueAt:T}");
        Assert.Equal(stored[0].DueAt, mail.DueAt);
        Assert.Equal(clock.Start.AddHours(1), (await test.FindAsync(stored[1].Id)).DueAt);
    }

    [Fact]
    public async Task A_batch_with_a_fault_stores_nothing_of_it_and_leaves_others_alone()
    {
        await using var test = await TestStore.OpenAsync();
        var good = Enumerable.Range(0, 20).Select(_ => test.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None)).ToList();
        var bad = test.Outbox.EnqueueAsync([TestMessage.To("b@x.example"), TestMessage.To("c@x.example") with { MessageId = null! }], None);
        good.AddRange(Enumerable.Range(0, 20).Select(_ => test.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None)));

        await Assert.ThrowsAnyAsync<Exception>(() => bad);
        await Task.WhenAll(good);
        Assert.Equal(40, (await test.Outbox.CountAsync(None))[DeliveryState.Queued]);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_message_whose_recipients_are_all_suppressed_is_recorded_without_content()
    {
        await using var test = await TestStore.OpenAsync();
        var message = TestMessage.To("a@x.example");
        var id = await test.EnqueueAsync(message with { Recipients = [message.Recipients[0] with { SuppressedBecause = "bounced before" }] });
        var mail = await test.FindAsync(id);
        Assert.Equal((DeliveryState.Suppressed, test.Clock.UtcNow), (mail.State, mail.CompletedAt));
        Assert.Equal("bounced before", mail.LastReply);
        Assert.Null(await test.Outbox.ReadContentAsync(id, None));
        Assert.Null(await test.Outbox.FindNextDueAsync(null, [], None));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Hostile_texts_are_stored_as_they_are()
    {
        await using var test = await TestStore.OpenAsync();
        var nasty = "'; DROP TABLE message; -- \u0000 \r\n \u202E $1 {0}";
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Subject = nasty, Campaign = nasty, Key = nasty });
        var mail = await test.FindAsync(id);
        Assert.Equal((TestEngine.Stored(nasty), TestEngine.Stored(nasty)), (mail.Subject, mail.Campaign));
        Assert.Equal(id, (await test.Outbox.FindKeysAsync([nasty], None))[0]!.Id);
    }

    [Fact]
    public async Task Content_of_many_megabytes_survives()
    {
        await using var test = await TestStore.OpenAsync();
        var content = new byte[20_000_000];
        Encoding.ASCII.GetBytes("From: a@x.example\r\n\r\n").CopyTo(content, 0);
        content[content.Length - 1] = 7;
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Content = content });
        Assert.Equal(content, (await test.Outbox.ReadContentAsync(id, None))!.Value.ToArray());
        Assert.Equal(content.Length, (await test.FindAsync(id)).Size);
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_the_writer_gets_to_it_stores_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], cancelled.Token));
        Assert.Equal(0, (await test.Outbox.CountAsync(None))[DeliveryState.Queued]);
    }

    private sealed class SteppingClock : MailClock
    {
        private int _looks;

        public DateTime Start { get; } = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

        public override DateTime UtcNow => Start.AddSeconds(Interlocked.Increment(ref _looks));

        public override TimeSpan Elapsed => TimeSpan.FromSeconds(_looks);

        public override Task Delay(TimeSpan duration, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
