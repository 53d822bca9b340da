using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Smtp;

/// <summary>The client against Postfix, with Dovecot for log-ins, and aiosmtpd, which fails on order.</summary>
[Trait("Category", "Servers")]
public sealed class RealServerTests(MailServers servers) : IClassFixture<MailServers>
{
    private const string Alice = "alice@example.test";

    [SkippableFact]
    public async Task A_message_reaches_a_mailbox_unchanged()
    {
        var server = servers.Postfix;
        var body = "dots:\r\n.\r\n..\r\n.x\r\n" + new string('y', 900) + "\r\n\r\nlast line without end";
        var (report, id) = await SendAsync(Options(server), Alice, body);
        Assert.True(report.IsAccepted, report.ToString());
        Assert.StartsWith("250 2.0.0 Ok", report.Recipients[0].Reply!.ToString(), StringComparison.Ordinal);
        Assert.Null(report.TlsVersion);
        Assert.EndsWith("\n\n" + body.Replace("\r\n", "\n") + "\n", await ReadAsync(server, Alice, id), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_of_a_megabyte_arrives_byte_for_byte_by_chunk_and_by_data(bool useChunking)
    {
        var server = servers.Postfix;
        var body = string.Concat(Enumerable.Range(0, 20_000).Select(i => (i % 7 == 0 ? "." : "") + "line " + i + new string('z', i % 60) + "\r\n"));
        var (report, id) = await SendAsync(Options(server) with { UseChunking = useChunking }, Alice, body);
        Assert.True(report.IsAccepted, report.ToString());
        Assert.EndsWith("\n\n" + body.Replace("\r\n", "\n"), await ReadAsync(server, Alice, id), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(ConnectionSecurity.StartTls, 0)]
    [InlineData(ConnectionSecurity.StartTlsWhenAvailable, 0)]
    [InlineData(ConnectionSecurity.ImplicitTls, 2)]
    public async Task Tls_is_used_with_a_certificate_that_leads_to_a_trusted_root(ConnectionSecurity security, int portOffset)
    {
        var info = await InfoAsync(TlsOptions(servers.Postfix, portOffset) with { Security = security });
        Assert.StartsWith("TLS 1.", info.TlsVersion, StringComparison.Ordinal);
        Assert.True(info.Capabilities is { Pipelining: true, Dsn: true, Chunking: true, SmtpUtf8: true, EightBitMime: true, StartTls: false });
    }

    [SkippableTheory]
    [InlineData("expired", "MailOps.Net.CertificateExpired")]
    [InlineData("wrong", "MailOps.Net.CertificateWrongName")]
    [InlineData("selfsigned", "MailOps.Net.CertificateUntrusted")]
    public async Task A_certificate_that_is_not_valid_is_refused_and_its_fault_named(string certificate, string errorId)
    {
        var server = servers.StartPostfix(new Dictionary<string, string> { ["CERT"] = certificate });
        foreach (var (security, offset, phase) in new[]
        {
            (ConnectionSecurity.StartTls, 0, SmtpPhase.StartTls), (ConnectionSecurity.ImplicitTls, 2, SmtpPhase.Connect),
        })
        {
            var (report, _) = await SendAsync(TlsOptions(server, offset) with { Security = security }, Alice);
            var result = report.Recipients[0];
            Assert.Equal((MailOutcome.Deferred, phase, errorId), (result.Outcome, result.Phase, result.Failure?.ErrorId));
        }
    }

    [SkippableTheory]
    [InlineData(SaslMechanism.Plain)]
    [InlineData(SaslMechanism.Login)]
    [InlineData(SaslMechanism.ScramSha256)]
    [InlineData(SaslMechanism.XOAuth2)]
    [InlineData(SaslMechanism.OAuthBearer)]
    [InlineData(null)]
    public async Task A_user_logs_in_by_each_mechanism_and_a_wrong_secret_is_final(SaslMechanism? mechanism)
    {
        var server = Submission();
        var isToken = mechanism is SaslMechanism.XOAuth2 or SaslMechanism.OAuthBearer;
        var options = TlsOptions(server, 1) with
        {
            Mechanism = mechanism,
            Credential = isToken
                ? MailCredential.WithAccessToken(Alice, _ => new ValueTask<string>(Token(Alice, "secret")))
                : MailCredential.WithPassword(Alice, "secret"),
        };
        var (report, id) = await SendAsync(options, "bob@example.test");
        Assert.True(report.IsAccepted, report.ToString());
        Assert.Contains("ESMTPSA", await ReadAsync(servers.Dovecot, "bob@example.test", id), StringComparison.Ordinal);

        var wrong = options with
        {
            Credential = isToken
                ? MailCredential.WithAccessToken(Alice, _ => new ValueTask<string>(Token(Alice, "another key")))
                : MailCredential.WithPassword(Alice, "Secret"),
        };
        var (refused, _) = await SendAsync(wrong, "bob@example.test");
        var result = refused.Recipients[0];
        Assert.Equal(
            (MailOutcome.Rejected, SmtpPhase.Auth, "MailOps.Smtp.AuthenticationRejected", 535),
            (result.Outcome, result.Phase, result.Failure?.ErrorId, result.Reply?.Code));
    }

    [SkippableFact]
    public async Task An_unknown_recipient_is_refused_and_the_others_get_the_message()
    {
        var server = servers.Postfix;
        var (message, id) = Message();
        var report = await SmtpTesting.SendAsync(
            Options(server), SmtpTesting.Envelope(Alice, "nobody@example.test", "x@elsewhere.test", "bob@example.test"), message);
        Assert.Equal(
            [
                (MailOutcome.Accepted, SmtpPhase.FinalDot, "2.0.0"), (MailOutcome.Rejected, SmtpPhase.RcptTo, "5.1.1"),
                (MailOutcome.Rejected, SmtpPhase.RcptTo, "5.7.1"), (MailOutcome.Accepted, SmtpPhase.FinalDot, "2.0.0"),
            ],
            report.Recipients.Select(r => (r.Outcome, r.Phase, r.Reply!.EnhancedStatus.ToString())));
        await ReadAsync(server, Alice, id);
        await ReadAsync(server, "bob@example.test", id);
    }

    [SkippableFact]
    public async Task A_message_above_the_size_of_the_server_is_not_even_begun()
    {
        var server = servers.StartPostfix(new Dictionary<string, string> { ["SIZE"] = "5000" });
        var (report, _) = await SendAsync(Options(server), Alice, new string('x', 900) + "\r\n" + string.Concat(Enumerable.Repeat(new string('x', 900) + "\r\n", 5)));
        Assert.Equal((MailOutcome.Rejected, "MailOps.Smtp.MessageTooLarge"), (report.Recipients[0].Outcome, report.Recipients[0].Failure?.ErrorId));
        var (fits, _) = await SendAsync(Options(server), Alice);
        Assert.True(fits.IsAccepted);
    }

    [SkippableFact]
    public async Task A_message_with_other_letters_in_header_and_body_arrives_in_utf8()
    {
        var server = servers.Postfix;
        var id = Guid.NewGuid().ToString("N");
        var message = SmtpTesting.Bytes($"From: jürgen@corp.example\r\nTo: {Alice}\r\nSubject: Grüße {id}\r\n\r\nWie schön: 你好\r\n");
        var report = await SmtpTesting.SendAsync(Options(server), SmtpTesting.Envelope(Alice) with { Sender = "jürgen@corp.example" }, message);
        Assert.True(report.IsAccepted, report.ToString());
        var text = await ReadAsync(server, Alice, id);
        Assert.Contains("Subject: Grüße " + id, text, StringComparison.Ordinal);
        Assert.Contains("Wie schön: 你好", text, StringComparison.Ordinal);
        Assert.Contains("with UTF8SMTP", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_notification_carries_envelope_id_and_original_recipient_back()
    {
        var server = Submission();
        var (message, id) = Message("whole message");
        var envelope = new MailEnvelope
        {
            Sender = Alice,
            EnvelopeId = "run 7+" + id,
            Return = DsnReturn.Headers,
            Recipients = [new() { Address = "nobody@example.test", Notify = DsnNotify.Failure, OriginalRecipient = "old=name@corp.example" }],
        };
        var options = TlsOptions(server, 1) with { Credential = MailCredential.WithPassword(Alice, "secret") };
        var report = await SmtpTesting.SendAsync(options, envelope, message);
        Assert.True(report.IsAccepted, report.ToString());

        var notice = await ReadAsync(servers.Dovecot, Alice, id);
        Assert.Contains("Original-Envelope-Id: run 7+" + id, notice, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Original-Recipient: rfc822;old=name@corp.example", notice, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Status: 5.1.1", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("whole message", notice, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Faults_on_order_become_the_outcomes_they_are()
    {
        var server = servers.Aiosmtpd;
        foreach (var (address, outcome, phase, reply) in new[]
        {
            ("b@x.test", MailOutcome.Accepted, SmtpPhase.FinalDot, "250 2.0.0"),
            ("code-451-4.7.1@x.test", MailOutcome.Deferred, SmtpPhase.RcptTo, "451 4.7.1"),
            ("code-550-5.2.1@x.test", MailOutcome.Rejected, SmtpPhase.RcptTo, "550 5.2.1"),
            ("data-552-5.3.4@x.test", MailOutcome.Rejected, SmtpPhase.FinalDot, "552 5.3.4"),
            ("drop@x.test", MailOutcome.Deferred, SmtpPhase.RcptTo, null),
            ("dropdata@x.test", MailOutcome.InDoubt, SmtpPhase.FinalDot, null),
        })
        {
            var (report, _) = await SendAsync(Options(server), address);
            var result = report.Recipients[0];
            Assert.Equal((address, outcome, phase), (address, result.Outcome, result.Phase));
            Assert.StartsWith(reply ?? "", result.Reply?.ToString() ?? "", StringComparison.Ordinal);
            Assert.Equal(reply is null, result.Reply is null);
        }
    }

    [SkippableFact]
    public async Task Hundreds_of_messages_go_over_a_few_connections_and_all_arrive()
    {
        var server = servers.Postfix;
        var marker = Guid.NewGuid().ToString("N");
        var transport = new SmtpTransport(Options(server) with { MaxConnections = 5 });
        var reports = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => transport.SendAsync(
            SmtpTesting.Envelope(Alice), SmtpTesting.Bytes($"Subject: {marker}\r\n\r\n{i}\r\n"), default)));
        await transport.DisposeAsync();
        Assert.All(reports, r => Assert.True(r.IsAccepted, r.ToString()));

        var found = await MailServers.ReadMaildirAsync(server, Alice, m => Encoding.UTF8.GetString(m).Contains(marker), count: 300);
        Assert.Equal(300, found.Select(m => Encoding.UTF8.GetString(m).TrimEnd().Split('\n').Last()).Distinct().Count());
    }

    private RealServer Submission() => servers.PostfixWithDovecot;

    private static SmtpOptions Options(RealServer server, int portOffset = 0) =>
        SmtpTesting.Options(server.Port + portOffset) with { Security = ConnectionSecurity.None, Timeouts = SmtpTimeouts.Default };

    private static SmtpOptions TlsOptions(RealServer server, int portOffset) => Options(server, portOffset) with
    {
        Host = "localhost",
        Security = ConnectionSecurity.StartTls,
        TrustedRoots = [TestCertificates.AuthorityOf(server)],
    };

    private static (byte[] Message, string Id) Message(string body = "hello")
    {
        var id = Guid.NewGuid().ToString("N");
        return (SmtpTesting.Bytes($"From: a@corp.example\r\nSubject: {id}\r\n\r\n{body}"), id);
    }

    private static async Task<(MailDeliveryReport Report, string Id)> SendAsync(SmtpOptions options, string recipient, string body = "hello")
    {
        var (message, id) = Message(body);
        return (await SmtpTesting.SendAsync(options, SmtpTesting.Envelope(recipient), message), id);
    }

    private static async Task<SmtpServerInfo> InfoAsync(SmtpOptions options)
    {
        var transport = new SmtpTransport(options);
        var info = await transport.GetServerInfoAsync(default);
        await transport.DisposeAsync();
        return info;
    }

    private static async Task<string> ReadAsync(RealServer server, string mailbox, string marker)
    {
        var found = await MailServers.ReadMaildirAsync(server, mailbox, m => Encoding.UTF8.GetString(m).Contains(marker));
        return Encoding.UTF8.GetString(Assert.Single(found));
    }

    /// <summary>A signed token as Dovecot checks it: a JWT with HS256.</summary>
    private static string Token(string user, string key)
    {
        var expires = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds();
        var text = Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + Url($"{{\"sub\":\"{user}\",\"exp\":{expires}}}");
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        return text + "." + Url(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static string Url(string text) => Url(Encoding.UTF8.GetBytes(text));

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
