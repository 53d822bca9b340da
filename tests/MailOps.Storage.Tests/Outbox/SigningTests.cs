using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Journal;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class SigningTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Mail_is_signed_as_it_leaves_and_the_store_has_only_the_name_of_the_key()
    {
        await using var test = await TestStore.OpenAsync();
        var file = Path.Combine(test.Folder, "key.pem");
        DkimKeyPair.Create(new DomainName("corp.example"), "s1", 2048, file);
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { DkimKey = "corp.example:s1:" + file });
        var transport = new ScriptedTransport();
        var summary = await RunAsync(test, transport);

        Assert.Equal(1, summary.Accepted);
        var sent = transport.Delivered.Single().Message;
        Assert.StartsWith("DKIM-Signature: ", sent);
        Assert.Contains("d=corp.example", sent);
        Assert.True(sent.IndexOf("\r\nDate: ", StringComparison.Ordinal) > 0);
        Assert.DoesNotContain("DKIM-Signature", System.Text.Encoding.ASCII.GetString((await test.Outbox.ReadContentAsync(id, None))!.Value.ToArray()));
    }

    [Fact]
    public async Task Mail_whose_key_cannot_be_read_waits_for_it_and_is_never_sent_unsigned()
    {
        await using var test = await TestStore.OpenAsync();
        var file = Path.Combine(test.Folder, "key.pem");
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { DkimKey = "corp.example:s1:" + file });
        var transport = new ScriptedTransport();
        var summary = await RunAsync(test, transport);

        Assert.Equal((0, 1, 75), (summary.Accepted, summary.Deferred, summary.ExitCode));
        Assert.Empty(transport.Delivered);
        var mail = await test.FindAsync(id);
        Assert.Equal(DeliveryState.Queued, mail.State);
        Assert.Contains("key.pem", mail.LastReply);

        DkimKeyPair.Create(new DomainName("corp.example"), "s1", 2048, file);
        test.ManualClock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await RunAsync(test, transport)).Accepted);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Who_sent_to_a_blocked_address_and_why_stands_in_the_journal()
    {
        await using var test = await TestStore.OpenAsync();
        var recipient = new NewRecipient { Address = "a@x.example", OverriddenBlock = "hard bounce" };
        await test.EnqueueAsync(TestMessage.To("a@x.example") with { SuppressionOverride = "court order 7", Recipients = [recipient] });
        var log = await test.Store.Journal.ReadAsync(0, 100, None);
        var queued = Assert.Single(log, e => e.Kind == JournalEventKind.Queued);
        Assert.Equal(("tester", "Suppression overridden: court order 7 (hard bounce)"), (queued.Actor, queued.Text));
    }

    private static Task<DispatchSummary> RunAsync(TestStore test, ScriptedTransport transport) =>
        new QueueDispatcher(test.Outbox, transport, test.Clock).RunAsync(new DispatchOptions(), null, None);
}
