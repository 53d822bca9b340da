using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Smtp;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class RehearsalTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task All_mail_goes_its_real_way_into_one_mailbox_and_names_whom_it_was_for()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example", "b@corp.example", "c@x.example"));
        var server = new ScriptedTransport();
        var source = new Rehearsal(server, MailRehearsal.Into("qa@corp.example", ["corp.example"]));
        var summary = await new QueueDispatcher(test.Outbox, source, test.Clock).RunAsync(new DispatchOptions(), null, None);
        Assert.Equal(3, summary.Accepted);
        Assert.Equal(["qa@corp.example", "b@corp.example", "qa@corp.example"], server.Delivered.Select(d => d.Recipient));
        const string Expected = "X-MailOps-Rehearsal-For: a@x.example, b@corp.example, c@x.example\r\n";
        Assert.Contains(Expected, server.Delivered.First().Message, StringComparison.Ordinal);
        Assert.Equal(["a@x.example", "b@corp.example", "c@x.example"], (await test.FindAsync(id)).To);
        var log = await test.Store.Journal.ReadLogAsync(new Journal.MailLogFilter(), null, 10, None);
        Assert.Contains("rehearsal into qa@corp.example", log.Entries[0].Server, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_cancelled_at_the_last_moment_is_not_rehearsed_either()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example", "b@x.example"));
        var outbox = new MailOutbox(test.Outbox, test.Store.Suppression, new MailOutboxOptions { Clock = test.Clock });
        var server = new ScriptedTransport { BeforeGate = () => outbox.CancelAsync([id], "a@x.example", whatIf: false, None) };
        var source = new Rehearsal(server, MailRehearsal.Into("qa@corp.example", []));
        await new QueueDispatcher(test.Outbox, source, test.Clock).RunAsync(new DispatchOptions(), null, None);
        Assert.Single(server.Delivered);
        Assert.Equal([DeliveryState.Cancelled, DeliveryState.Accepted], (await test.FindAsync(id)).Recipients.Select(r => r.State));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@x.example, b@x.example")]
    [InlineData("a@x.example\r\nRCPT TO:<evil@x.example>")]
    public void A_mailbox_that_is_no_address_is_an_error(string mailbox) =>
        Assert.Equal("MailOps.Outbox.InvalidRehearsal", Assert.Throws<MailOpsException>(() => MailRehearsal.Into(mailbox, [])).ErrorId);

    [Fact]
    public void Allowed_domains_without_a_mailbox_for_the_others_are_an_error() =>
        Assert.Equal("MailOps.Outbox.InvalidRehearsal", Assert.Throws<MailOpsException>(() => MailRehearsal.Find(null, ["corp.example"])).ErrorId);

    private sealed class Rehearsal(ScriptedTransport server, MailRehearsal rehearsal) : IMailTransportSource
    {
        public IMailTransport Get(string name) => new RehearsalTransport(server, rehearsal);
    }
}
