using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Outbox;

/// <summary>The whole way: store, dispatcher, SMTP, a real Postfix, a mailbox.</summary>
[Trait("Category", "Servers")]
public sealed class MailServerTests(MailServers servers) : IClassFixture<MailServers>
{
    private const string Alice = "alice@example.test";
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableTheory]
    [InlineData(ConnectionSecurity.StartTls, 0)]
    [InlineData(ConnectionSecurity.None, 0)]
    public async Task Queued_mail_reaches_the_mailbox_of_each_recipient_once(ConnectionSecurity security, int portOffset)
    {
        var server = servers.Postfix;
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var message = Through(server, portOffset, security, [Alice, "bob@example.test"]);
        var id = await test.EnqueueAsync(message);
        var summary = await RunAsync(test, server);
        Assert.Equal((2, 0, DispatchEnd.Done), (summary.Accepted, summary.ExitCode, summary.End));
        foreach (var mailbox in new[] { Alice, "bob@example.test" })
        {
            Assert.Single(await MailServers.ReadMaildirAsync(server, mailbox, mail => Contains(mail, message.MessageId)));
        }

        var mail = await test.FindAsync(id);
        Assert.Equal(DeliveryState.Accepted, mail.State);
        Assert.StartsWith("250 2.0.0 Ok", mail.LastReply, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(ConnectionSecurity.StartTls, 1)]
    [InlineData(ConnectionSecurity.ImplicitTls, 2)]
    public async Task A_user_who_logs_in_may_relay_and_the_transcript_tells_no_secret(ConnectionSecurity security, int portOffset)
    {
        var server = servers.PostfixWithDovecot;
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var message = Through(server, portOffset, security, ["bob@example.test"], user: Alice);
        await test.EnqueueAsync(message);
        var transcript = new StringWriter();
        var summary = await RunAsync(test, server, "secret", transcript);
        Assert.True(summary.Accepted == 1, summary + transcript.ToString());
        var arrived = await MailServers.ReadMaildirAsync(servers.Dovecot, "bob@example.test", mail => Contains(mail, message.MessageId));
        Assert.Contains("ESMTPSA", Encoding.UTF8.GetString(arrived.Single()), StringComparison.Ordinal);

        var text = transcript.ToString();
        Assert.Contains("C: AUTH ", text, StringComparison.Ordinal);
        Assert.Contains("C: RCPT TO:<bob@example.test>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{Alice}\0secret")), text, StringComparison.Ordinal);
        Assert.DoesNotContain(message.Subject, text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Wrong_credentials_are_tried_once_and_leave_the_mail_queued()
    {
        var server = servers.PostfixWithDovecot;
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var ids = new List<long>();
        for (var i = 0; i < 10; i++)
        {
            ids.Add(await test.EnqueueAsync(Through(server, 1, ConnectionSecurity.StartTls, ["bob@example.test"], user: Alice)));
        }

        var transcript = new StringWriter();
        var summary = await RunAsync(test, server, "wrong", transcript);
        Assert.Equal((0, 0, 78), (summary.Accepted, summary.Failed, summary.ExitCode));
        Assert.Contains("OUT004", summary.Findings.Select(f => f.Id));
        Assert.Contains("535", summary.Findings.Single(f => f.Id == "OUT004").Message, StringComparison.Ordinal);
        Assert.Equal(1, transcript.ToString().Split(["C: AUTH "], StringSplitOptions.None).Length - 1);
        Assert.Equal(10, (await test.Outbox.CountAsync(None))[DeliveryState.Queued]);
    }

    [SkippableFact]
    public async Task A_password_in_a_file_is_read_at_each_log_in()
    {
        var server = servers.PostfixWithDovecot;
        var file = Path.Combine(Path.GetTempPath(), "mailops-" + Guid.NewGuid().ToString("N"));
        foreach (var (atLogIn, accepted) in new (string?, int)[] { (null, 0), ("secret", 1) })
        {
            await using var test = await TestStore.OpenAsync(MailClock.System);
            var message = Through(server, 1, ConnectionSecurity.StartTls, ["bob@example.test"], user: Alice, secret: "file:" + file);
            await test.EnqueueAsync(message);
            File.WriteAllText(file, "not yet\n");
            await using var source = SourceFor(server, new Dictionary<string, MailCredential>());
            source.Get(message.Server);
            File.Delete(file);
            if (atLogIn is not null)
            {
                File.WriteAllText(file, atLogIn + "\r\n");
            }

            var summary = await new QueueDispatcher(test.Outbox, source).RunAsync(new DispatchOptions(), null, None);
            Assert.Equal((accepted, 0), (summary.Accepted, summary.Failed));
            Assert.Equal(accepted == 0, summary.Findings.Any(f => f.Message.Contains(Alice) && f.Message.Contains(file)));
        }

        File.Delete(file);
    }

    [SkippableFact]
    public async Task Each_recipient_has_its_own_outcome_and_only_an_unknown_one_is_suppressed_later()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "mailops-" + Guid.NewGuid().ToString("N"))).FullName;
        var access = Path.Combine(folder, "access");
        File.WriteAllText(access, "bob@example.test 450 4.2.0 greylisted, try again\n");
        var server = servers.StartPostfix(new Dictionary<string, string> { ["ACCESS"] = access });
        Directory.Delete(folder, recursive: true);
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var message = Through(server, 0, ConnectionSecurity.None, [Alice, "nobody@example.test", "x@elsewhere.test", "bob@example.test"]);
        var id = await test.EnqueueAsync(message);
        var summary = await RunAsync(test, server);
        Assert.Equal((1, 2, 1), (summary.Accepted, summary.Failed, summary.Deferred));
        var mail = await test.FindAsync(id);
        Assert.Equal(
            [DeliveryState.Accepted, DeliveryState.Failed, DeliveryState.Failed, DeliveryState.Queued], mail.Recipients.Select(r => r.State));
        Assert.True(mail.Recipients[3].DueAt > DateTime.UtcNow.AddMinutes(1));
        Assert.Single(await MailServers.ReadMaildirAsync(server, Alice, m => Contains(m, message.MessageId)));

        // A relay that refuses is our fault, and no address is blocked for it.
        var blocked = await test.Store.Suppression.FindAsync(["nobody@example.test", "x@elsewhere.test", "bob@example.test"], None);
        Assert.Null(blocked[1]);
        Assert.Null(blocked[2]);
    }

    [SkippableTheory]
    [InlineData("expired")]
    [InlineData("wrong")]
    [InlineData("selfsigned")]
    public async Task A_certificate_that_is_not_valid_keeps_the_mail_and_is_named(string certificate)
    {
        var server = servers.StartPostfix(new Dictionary<string, string> { ["CERT"] = certificate });
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var id = await test.EnqueueAsync(Through(server, 0, ConnectionSecurity.StartTls, [Alice]));
        var summary = await RunAsync(test, server);
        Assert.Equal((0, 1), (summary.Accepted, summary.Deferred));
        Assert.Contains("ertificate", Assert.Single(summary.Findings).Message, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
    }

    [SkippableFact]
    public async Task A_profile_may_trust_an_authority_of_its_own()
    {
        var server = servers.Postfix;
        var file = Path.Combine(Path.GetTempPath(), "mailops-" + Guid.NewGuid().ToString("N") + ".cer");
        File.WriteAllBytes(file, TestCertificates.AuthorityOf(server).RawData);
        var profile = new MailServerProfile { Name = "inside", Host = "localhost", Port = server.Port, Security = ConnectionSecurity.StartTls };
        foreach (var (root, accepted) in new[] { ("", 0), (file, 1) })
        {
            await using var test = await TestStore.OpenAsync(MailClock.System);
            var profiles = new MailServerProfiles(test.Store.Servers);
            await profiles.SetAsync(profile with { TrustedRootPath = root }, whatIf: false, None);
            await test.EnqueueAsync(TestMessage.To([Alice]) with { Server = "inside", Sender = "bob@example.test" });
            await using var source = new SmtpTransportSource(new SmtpTransportSourceOptions());
            source.Use(await profiles.ListAsync([], None));
            var summary = await new QueueDispatcher(test.Outbox, source).RunAsync(new DispatchOptions(), null, None);
            Assert.Equal((accepted, 0), (summary.Accepted, summary.Failed));
            Assert.Equal(accepted == 0, summary.Findings.Any(f => f.Message.Contains("ertificate")));
        }

        File.Delete(file);
        await using var without = await TestStore.OpenAsync(MailClock.System);
        var error = await Assert.ThrowsAsync<MailOpsException>(
            () => new MailServerProfiles(without.Store.Servers).SetAsync(profile with { TrustedRootPath = file }, whatIf: true, None));
        Assert.Equal("MailOps.Net.TrustedRootUnreadable", error.ErrorId);
    }

    private static NewMessage Through(
        RealServer server, int portOffset, ConnectionSecurity security, string[] recipients, string user = "", string secret = "env:NOBODY_SETS_THIS")
    {
        var message = TestMessage.To(recipients);
        var reference = new MailServerReference
        {
            Host = "localhost",
            Port = server.Port + portOffset,
            Security = security,
            UserName = user,
            Secret = user.Length == 0 ? "" : secret,
        };
        return message with { Server = reference.ToString(), Sender = "alice@example.test" };
    }

    private static async Task<DispatchSummary> RunAsync(TestStore test, RealServer server, string? password = null, TextWriter? transcript = null)
    {
        using var log = transcript is null ? null : new ProtocolTranscript(transcript);
        var names = (await test.Outbox.ListAsync(new OutboxFilter(), null, 100, None)).Messages.Select(m => m.Server).Distinct();
        await using var source = SourceFor(
            server,
            password is null
                ? new Dictionary<string, MailCredential>()
                : names.ToDictionary(name => name, _ => MailCredential.WithPassword(Alice, password)),
            log);
        return await new QueueDispatcher(test.Outbox, source).RunAsync(new DispatchOptions(), null, None);
    }

    private static SmtpTransportSource SourceFor(RealServer server, Dictionary<string, MailCredential> credentials, ProtocolTranscript? log = null) =>
        new(new SmtpTransportSourceOptions
        {
            Transcript = log,
            Credentials = credentials,
            Configure = options => options with { TrustedRoots = [TestCertificates.AuthorityOf(server)] },
        });

    private static bool Contains(byte[] mail, string messageId) =>
        Encoding.UTF8.GetString(mail).Contains("<" + messageId + ">");
}
