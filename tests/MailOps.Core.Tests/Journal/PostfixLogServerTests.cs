using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Net;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Journal;

/// <summary>Logs as a real Postfix writes them while it delivers, bounces and defers.</summary>
[Trait("Category", "Servers")]
public sealed class PostfixLogServerTests : IDisposable
{
    private readonly MailServers _servers = new();
    private readonly string _routes = Path.GetTempFileName();
    private readonly string _extra = Path.GetTempFileName();

    public void Dispose()
    {
        _servers.Dispose();
        File.Delete(_routes);
        File.Delete(_extra);
    }

    [SkippableFact]
    public async Task Its_log_tells_what_was_delivered_bounced_and_deferred()
    {
        var mx = _servers.StartPostfix();
        using var closed = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        closed.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var deadPort = ((System.Net.IPEndPoint)closed.LocalEndPoint!).Port;
        File.WriteAllText(_routes, $"example.test smtp:[127.0.0.1]:{mx.Port}\ndead.test smtp:[127.0.0.1]:{deadPort}\n");

        // The script's server takes mail for its own domain only; this one sends it on.
        File.WriteAllText(_extra, "relay_domains = example.test, dead.test\n");
        var relay = _servers.StartPostfix(new Dictionary<string, string> { ["DOMAIN"] = "relay.test", ["ROUTES"] = _routes, ["EXTRA"] = _extra });

        var envelope = new MailEnvelope
        {
            Sender = "alice@relay.test",
            Recipients =
            [
                .. new[] { "bob@relay.test", "alice@example.test", "nobody@example.test", "someone@dead.test" }
                    .Select(address => new EnvelopeRecipient { Address = address }),
            ],
        };
        var message = Encoding.ASCII.GetBytes("From: alice@relay.test\r\nMessage-ID: <log-test@relay.test>\r\nSubject: log\r\n\r\ntext\r\n");
        await using var transport = new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = relay.Port, Security = ConnectionSecurity.None });
        var report = await transport.SendAsync(envelope, message, CancellationToken.None);
        Assert.All(report.Recipients, r => Assert.Equal(MailOutcome.Accepted, r.Outcome));

        List<MailServerDelivery> all = [];
        for (var i = 0; all.Select(d => d.Address).Intersect(envelope.Recipients.Select(r => r.Address)).Count() < 4; i++)
        {
            Assert.True(i < 600, File.ReadAllText(relay.PathOf("mail.log")));
            await Task.Delay(100);
            all = [.. MailServerLog.Read(relay.PathOf("mail.log")).Where(d => d.MessageId == "log-test@relay.test")];
        }

        MailServerDelivery Of(string address) => all.First(d => d.Address == address);
        Assert.Equal(MailServerOutcome.Delivered, Of("bob@relay.test").Outcome);
        Assert.Equal(MailServerOutcome.Accepted, Of("alice@example.test").Outcome);
        var unknown = Of("nobody@example.test");
        Assert.Equal(
            (MailServerOutcome.Failed, BounceReason.UserUnknown, BouncePermanence.Hard, JournalStage.Recipient),
            (unknown.Outcome, unknown.Reason, unknown.Permanence, unknown.Stage));
        Assert.Equal((MailServerOutcome.Deferred, JournalStage.Connect), (Of("someone@dead.test").Outcome, Of("someone@dead.test").Stage));
        Assert.All(all, d => Assert.Equal("alice@relay.test", d.Sender));
        Assert.All(all, d => Assert.InRange(d.At!.Value, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(1)));
    }
}
