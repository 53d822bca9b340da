using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Net;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Smtp;

public sealed class SmtpSecurityTests
{
    private const string Offer = "S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nS: 250 STARTTLS\n";

    private const string Upgrade = Offer + "C: STARTTLS\nS: 220 go\nTLS\nC: EHLO client.test\n";

    [Theory]
    [InlineData(ConnectionSecurity.StartTls)]
    [InlineData(ConnectionSecurity.StartTlsWhenAvailable)]
    public async Task Starttls_protects_what_follows_and_asks_again_what_is_offered(ConnectionSecurity security)
    {
        using var server = new ScriptedServer(Upgrade + "S: 250 mx.test\n" + SmtpTesting.PlainTransaction);
        var report = await SmtpTesting.SendOneAsync(SmtpTesting.TlsOptions(server.Port, security));
        await server.CompletedAsync();
        Assert.True(report.IsAccepted);
        Assert.Equal("TLS 1.2", report.TlsVersion);
        Assert.False(report.Findings.Contains("SMTP002"));
    }

    [Fact]
    public async Task Implicit_tls_comes_before_the_greeting()
    {
        using var server = new ScriptedServer("TLS\nS: 220 mx.test\nC: EHLO client.test\nS: 250 mx.test\n" + SmtpTesting.PlainTransaction);
        var report = await SmtpTesting.SendOneAsync(SmtpTesting.TlsOptions(server.Port, ConnectionSecurity.ImplicitTls));
        await server.CompletedAsync();
        Assert.True(report.IsAccepted);
    }

    [Fact]
    public async Task A_server_without_starttls_gets_nothing_where_tls_is_required()
    {
        using var server = new ScriptedServer("S: 220 mx.test\nC: EHLO client.test\nS: 250 mx.test\nHANG");
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.TlsOptions(server.Port))).Recipients[0];
        Assert.Equal((MailOutcome.Deferred, SmtpPhase.StartTls, "MailOps.Smtp.StartTlsNotOffered"), (result.Outcome, result.Phase, result.Failure?.ErrorId));
    }

    [Fact]
    public async Task A_credential_makes_tls_required()
    {
        using var server = new ScriptedServer("S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nS: 250 AUTH PLAIN\nHANG");
        var options = SmtpTesting.Options(server.Port) with { Credential = MailCredential.WithPassword("me", "secret") };
        var result = (await SmtpTesting.SendOneAsync(options)).Recipients[0];
        Assert.Equal("MailOps.Smtp.StartTlsNotOffered", result.Failure?.ErrorId);
    }

    [Fact]
    public async Task No_password_goes_over_a_connection_that_was_asked_to_be_clear()
    {
        using var server = new ScriptedServer("S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nS: 250 AUTH PLAIN\nHANG");
        var options = SmtpTesting.Options(server.Port) with
        {
            Security = ConnectionSecurity.None,
            Credential = MailCredential.WithPassword("me", "secret"),
        };
        var result = (await SmtpTesting.SendOneAsync(options)).Recipients[0];
        Assert.Equal(
            (MailOutcome.Rejected, SmtpPhase.Auth, "MailOps.Smtp.CleartextAuthentication"), (result.Outcome, result.Phase, result.Failure?.ErrorId));
    }

    [Fact]
    public async Task A_failing_starttls_is_no_way_into_the_clear()
    {
        using var server = new ScriptedServer(Offer + "C: STARTTLS\nS: 454 4.7.0 TLS not available\nHANG");
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).Recipients[0];
        Assert.Equal(
            (MailOutcome.Deferred, "MailOps.Smtp.StartTlsRefused", "454 4.7.0 TLS not available"),
            (result.Outcome, result.Failure?.ErrorId, result.Reply?.ToString()));
    }

    [Fact]
    public async Task Clear_text_behind_the_reply_to_starttls_ends_the_attempt()
    {
        using var server = new ScriptedServer(Offer + "C: STARTTLS\nS: 220 go\nS: 250-evil\nS: 250 AUTH PLAIN\nHANG");
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.TlsOptions(server.Port))).Recipients[0];
        Assert.Equal("MailOps.Smtp.StartTlsInjection", result.Failure?.ErrorId);
    }

    [Fact]
    public async Task What_was_offered_before_tls_does_not_count()
    {
        // Before TLS anybody on the way could have added AUTH; after it the server does not offer it.
        using var server = new ScriptedServer("""
            S: 220 mx.test
            C: EHLO client.test
            S: 250-mx.test
            S: 250-AUTH PLAIN
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 go
            TLS
            C: EHLO client.test
            S: 250 mx.test
            HANG
            """);
        var options = SmtpTesting.TlsOptions(server.Port) with { Credential = MailCredential.WithPassword("me", "secret") };
        var result = (await SmtpTesting.SendOneAsync(options)).Recipients[0];
        Assert.Equal((MailOutcome.Rejected, "MailOps.Smtp.AuthenticationNotOffered"), (result.Outcome, result.Failure?.ErrorId));
    }

    [Fact]
    public async Task An_unknown_authority_is_refused_unless_any_certificate_is_taken()
    {
        using var first = new ScriptedServer(Offer + "C: STARTTLS\nS: 220 go\nTLS");
        var refused = (await SmtpTesting.SendOneAsync(SmtpTesting.TlsOptions(first.Port) with { TrustedRoots = null })).Recipients[0];
        Assert.Equal(
            (MailOutcome.Deferred, SmtpPhase.StartTls, "MailOps.Net.CertificateUntrusted"), (refused.Outcome, refused.Phase, refused.Failure?.ErrorId));
        Assert.Contains("MailOps Test CA", refused.Failure!.Message);

        using var second = new ScriptedServer(Upgrade + "S: 250 mx.test\n" + SmtpTesting.PlainTransaction);
        var taken = await SmtpTesting.SendOneAsync(
            SmtpTesting.TlsOptions(second.Port) with { TrustedRoots = null, DangerousAcceptAnyCertificate = true });
        await second.CompletedAsync();
        Assert.True(taken.IsAccepted);
        Assert.True(taken.Findings.Contains("SMTP003"));
    }

    [Theory]
    [InlineData("MX.test", null)]
    [InlineData("mx.test.", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("other.test", "MailOps.Net.CertificateWrongName")]
    [InlineData("x.mx.test", "MailOps.Net.CertificateWrongName")]
    public async Task The_certificate_must_be_for_the_host_that_was_asked_for(string host, string? errorId)
    {
        using var server = new ScriptedServer(Upgrade + "S: 250 mx.test\n" + SmtpTesting.PlainTransaction);
        var options = SmtpTesting.TlsOptions(server.Port) with { Host = host, Resolver = new LoopbackResolver() };
        var result = (await SmtpTesting.SendOneAsync(options)).Recipients[0];
        Assert.Equal(errorId, result.Failure?.ErrorId);
    }

    [Fact]
    public async Task A_resolver_that_does_not_know_is_not_a_host_that_does_not_exist()
    {
        var unknown = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(1) with { Host = "nowhere.test", Resolver = new LoopbackResolver() })).Recipients[0];
        var broken = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(1) with { Host = "broken.test", Resolver = new LoopbackResolver() })).Recipients[0];
        Assert.Equal(
            (MailOutcome.Deferred, SmtpPhase.Connect, "MailOps.Net.HostNotFound"), (unknown.Outcome, unknown.Phase, unknown.Failure?.ErrorId));
        Assert.Equal((MailOutcome.Deferred, SmtpPhase.Connect, "MailOps.Net.LookupFailed"), (broken.Outcome, broken.Phase, broken.Failure?.ErrorId));
    }

    [Fact]
    public async Task A_clear_text_server_behind_implicit_tls_is_explained()
    {
        using var server = new ScriptedServer("S: 220 mx.test ESMTP clear text\nHANG");
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.TlsOptions(server.Port, ConnectionSecurity.ImplicitTls))).Recipients[0];
        Assert.Equal((SmtpPhase.Connect, "MailOps.Net.TlsFailed"), (result.Phase, result.Failure?.ErrorId));
        Assert.Contains("STARTTLS", result.Failure!.Advice);
    }

    [Fact]
    public async Task Sending_in_the_clear_leaves_a_finding()
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + SmtpTesting.PlainTransaction);
        Assert.True((await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).Findings.Contains("SMTP002"));
    }

    [Fact]
    public async Task The_transcript_shows_the_conversation_without_secrets_and_contents()
    {
        using var text = new StringWriter();
        using var transcript = new ProtocolTranscript(text, new ManualClock());
        using var server = new ScriptedServer(
            Upgrade + "S: 250-mx.test\nS: 250 AUTH LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: *\nS: 334 UGFzc3dvcmQ6\nC: *\nS: 235 ok\n" + SmtpTesting.PlainTransaction);
        var options = SmtpTesting.TlsOptions(server.Port) with { Credential = MailCredential.WithPassword("me@corp.example", "secret"), Transcript = transcript };
        Assert.True((await SmtpTesting.SendOneAsync(options)).IsAccepted);
        await server.CompletedAsync();

        var written = text.ToString();
        Assert.Contains("2026-03-01T12:00:00.000Z 1 C: EHLO client.test", written);
        Assert.Contains("1 S: 220 mx.test", written);
        Assert.Contains("1 C: <message, 21 octets>", written);
        foreach (var secret in new[] { "secret", Convert.ToBase64String(Encoding.UTF8.GetBytes("secret")), "hello" })
        {
            Assert.DoesNotContain(secret, written);
        }
    }

    [Fact]
    public async Task A_transcript_that_cannot_be_written_does_not_stop_the_mail()
    {
        using var full = new FullWriter();
        using var transcript = new ProtocolTranscript(full);
        using var server = new ScriptedServer(SmtpTesting.PlainHello + SmtpTesting.PlainTransaction);
        var report = await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port) with { Transcript = transcript });
        Assert.True(report.IsAccepted);
        Assert.True(report.Findings.Contains("SMTP004"));
    }

    /// <summary>Every name is 127.0.0.1, but nowhere.test does not exist and about broken.test nobody answers.</summary>
    private sealed class LoopbackResolver : IDnsResolver
    {
        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken) => new(new DnsAnswer
        {
            Question = question,
            CanonicalName = question.Name,
            Status = question.Name == "nowhere.test" ? DnsStatus.NxDomain
                : question.Name == "broken.test" ? DnsStatus.TempError
                : question.Type == DnsRecordType.A ? DnsStatus.Found : DnsStatus.NoData,
            Records = question.Type == DnsRecordType.A && question.Name is not ("nowhere.test" or "broken.test")
                ? [new DnsAddressRecord { Name = question.Name, Address = IPAddress.Loopback }]
                : [],
        });
    }

    private sealed class FullWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }
}
