using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Smtp;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Outbox;

public sealed class DroppingServerTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public Task A_server_that_breaks_off_at_every_command_loses_nothing_and_repeats_only_what_was_in_doubt() => RunAsync(150);

    [Fact]
    [Trait("Category", "Long")]
    public Task A_server_that_breaks_off_at_every_command_loses_nothing_in_the_long_run() => RunAsync(3000);

    private async Task RunAsync(int count)
    {
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var messages = Enumerable.Range(0, count).Select(n => TestMessage.To($"u{n}@x.example")).ToList();
        await test.Outbox.EnqueueAsync(messages, None);
        using var server = new DroppingServer();
        await using var source = new SmtpTransportSource(new SmtpTransportSourceOptions
        {
            Default = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = ConnectionSecurity.None },
        });
        var soon = new RetryLimits { Minimum = TimeSpan.FromMilliseconds(1), Maximum = TimeSpan.FromMilliseconds(5) };
        var options = new DispatchOptions { Until = DispatchUntil.Empty, Retry = soon, ServerRest = soon, Poll = TimeSpan.FromMilliseconds(2) };
        var summary = await new QueueDispatcher(test.Outbox, source).RunAsync(options, null, None);

        Assert.Equal(count, summary.Accepted);
        var taken = server.Taken.GroupBy(address => address).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(count, taken.Count);
        List<DelayedMail> mails = [];
        await foreach (var mail in new MailOutbox(test.Outbox, test.Store.Suppression).ListAsync(new OutboxFilter()))
        {
            mails.Add(mail);
        }

        Assert.All(mails, mail => Assert.True(
            taken[mail.Address] - 1 <= mail.Recipients[0].Doubts, $"{mail.Address} came {taken[mail.Address]} times with {mail.Recipients[0].Doubts} doubts."));
        Assert.True(summary.InDoubt > 0);
        await test.AssertSoundAsync();
        output.WriteLine(
            $"{count} mails over {server.Connections} connections: {taken.Count(t => t.Value > 1)} came twice or more, {summary.InDoubt} doubts");
    }
}
