using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Servers;
using MailOps.Json;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Domains;

/// <summary>Servers that follow a script, bad ones first of all.</summary>
public sealed class SmtpServerCheckerTests
{
    private const string Hello = "S: 220 mx.test ESMTP\nC: EHLO client.test\n";

    private const string Questions = "C: VRFY postmaster\nS: 252 maybe\nC: EXPN postmaster\nS: 502 no\n";

    private const string Usual = "S: 250-mx.test\nS: 250-PIPELINING\nS: 250-8BITMIME\n";

    [Fact]
    public async Task A_server_with_starttls_shows_extensions_and_certificate()
    {
        var result = await Play(
            Hello + Usual + "S: 250-STARTTLS\nS: 250 SIZE 1000\nC: STARTTLS\nS: 220 go\nTLS\nC: EHLO client.test\n" + Usual + "S: 250 SIZE 1000\n" + Questions + "C: QUIT\nS: 221 bye\n");
        Assert.Equal((RecordVerdict.Valid, true, "mx.test ESMTP"), (result.Verdict, result.OffersStartTls, result.Banner));
        Assert.Equal("PIPELINING, 8BITMIME, SIZE 1000", result.Extensions.ToString());
        Assert.Equal(("TLS 1.2", true, "RSA"), (result.TlsVersion, result.Certificate!.IsValid, result.Certificate.KeyAlgorithm));
        Assert.Contains("mx.test", result.Certificate.Names);
        Assert.Equal("", result.Findings.ToString());
        Assert.True(result.Passed);
        Assert.Equal(("127.0.0.1", "mx.test"), (result.Addresses[0].Address, result.Addresses[0].ConfirmedNames.ToString()));
    }

    [Fact]
    public async Task A_server_without_starttls_is_warned_of()
    {
        var result = await Play(Hello + "S: 250-mx.test\nS: 250 AUTH PLAIN LOGIN\n" + Questions + "C: QUIT\nS: 221 bye\n");
        Assert.Equal((RecordVerdict.Valid, "SRV040, SRV020, SRV013"), (result.Verdict, result.Findings.ToString()));
        Assert.Null(result.Certificate);
    }

    [Fact]
    public async Task Passwords_before_tls_and_the_offer_of_starttls_behind_it_are_warned_of()
    {
        var result = await Play(
            Hello + "S: 250-mx.test\nS: 250-AUTH LOGIN\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS\nC: EHLO client.test\n" + Usual + "S: 250-STARTTLS\nS: 250 SIZE\n" + Questions + "C: QUIT\nS: 221 bye\n");
        Assert.Equal("SRV040, SRV024", result.Findings.ToString());
    }

    [Theory]
    [InlineData("S: 421 busy\n", RecordVerdict.Unknown, "SRV004")]
    [InlineData("S: 554 your address is on a list\n", RecordVerdict.Unknown, "SRV004")]
    [InlineData("S: 521 takes no mail\n", RecordVerdict.Invalid, "SRV007")]
    [InlineData("S: SSH-2.0-OpenSSH_9\n", RecordVerdict.Invalid, "SRV006")]
    [InlineData("S+ \\0\\0\\0\\0\\0\\n\n", RecordVerdict.Invalid, "SRV006")]
    [InlineData("CLOSE\n", RecordVerdict.Unknown, "SRV005")]
    [InlineData("S+ 220\nHANG", RecordVerdict.Unknown, "SRV005")]
    [InlineData("HANG", RecordVerdict.Unknown, "SRV005")]
    [InlineData("S: 220 mx.test\nC: EHLO client.test\nS: 421 closing\n", RecordVerdict.Unknown, "SRV004")]
    [InlineData("S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nHANG", RecordVerdict.Unknown, "SRV005")]
    public async Task Whatever_a_server_says_ends_in_one_finding(string script, RecordVerdict verdict, string finding)
    {
        var result = await Play(script, new SmtpServerCheckOptions { HeloName = "client.test", Timeout = TimeSpan.FromSeconds(1) }, complete: false);
        Assert.Equal((verdict, finding), (result.Verdict, result.Findings.ToString()));
        Assert.False(result.Passed);
    }

    [Fact]
    public async Task An_endless_greeting_and_an_endless_line_have_limits()
    {
        var lines = string.Concat(Enumerable.Repeat("S: 220-still talking\n", 500));
        Assert.Equal("SRV006", (await Play(lines, complete: false)).Findings.ToString());
        Assert.Equal("SRV006", (await Play("S+ 220 " + new string('x', 100_000) + "\nHANG", complete: false)).Findings.ToString());
    }

    [Fact]
    public async Task Slow_lines_that_come_in_time_do_not_last_for_ever()
    {
        // Each line is within its time; the whole is not.
        var options = new SmtpServerCheckOptions { HeloName = "client.test", Timeout = TimeSpan.FromSeconds(1) };
        using var server = new SlowServer("220-mx.test\r\n", TimeSpan.FromMilliseconds(200));
        var result = await Check(server.Port, options);
        Assert.Equal((RecordVerdict.Unknown, "SRV005"), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task Replies_injected_behind_starttls_end_the_conversation()
    {
        var result = await Play(Hello + "S: 250-mx.test\nS: 250 STARTTLS\nC: STARTTLS\nS+ 220 go\\r\\n250-mx.test\\r\\n250 AUTH PLAIN\\r\\n\nHANG", complete: false);
        Assert.Equal((RecordVerdict.Invalid, "SRV021"), (result.Verdict, result.Findings.ToString()));
        Assert.Equal("STARTTLS", result.Extensions.ToString());
        Assert.Equal("", result.TlsVersion);
    }

    [Fact]
    public async Task A_refused_starttls_is_an_error()
    {
        var result = await Play(Hello + "S: 250-mx.test\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 no certificate\n" + Questions + "C: QUIT\nS: 221 bye\n");
        Assert.Equal("SRV023, SRV013", result.Findings.ToString());
    }

    [Fact]
    public async Task Garbage_in_place_of_a_handshake_is_an_error()
    {
        var result = await Play(Hello + "S: 250-mx.test\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nHANG", complete: false, options: new SmtpServerCheckOptions
        {
            HeloName = "client.test", TestTlsVersions = false, Timeout = TimeSpan.FromSeconds(1),
        });
        Assert.Equal((RecordVerdict.Unknown, "SRV005"), (result.Verdict, result.Findings.ToString()));
    }

    [Theory]
    [InlineData(Questions + "C: QUIT\nCLOSE\n", "SRV020")]
    [InlineData("C: VRFY postmaster\nS: 421 no\nCLOSE\n", "SRV020, SRV005")]
    public async Task Who_hangs_up_in_the_end_has_shown_enough(string end, string findings)
    {
        var result = await Play(Hello + Usual + "S: 250 SIZE\n" + end, Options, complete: false);
        Assert.Equal((RecordVerdict.Valid, findings), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task A_server_that_tells_its_users_is_warned_of()
    {
        var result = await Play(Hello + Usual + "S: 250 SIZE\nC: VRFY postmaster\nS: 250 Post Master <pm@mx.test>\nC: EXPN postmaster\nS: 250 pm@mx.test\nC: QUIT\nS: 221 bye\n");
        Assert.Equal("SRV020, SRV041, SRV041", result.Findings.ToString());
    }

    [Fact]
    public async Task The_relay_test_ends_before_any_message()
    {
        const string Relay = "C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<relay-test@example.com>\nS: 550 no relay\nC: RSET\nS: 250 ok\n"
            + "C: MAIL FROM:<relay-test@mx.test>\nS: 250 ok\nC: RCPT TO:<relay-test@example.com>\nS: 250 ok\nC: RSET\nS: 250 ok\n";
        var result = await Play(Hello + Usual + "S: 250 SIZE\n" + Questions + Relay + "C: QUIT\nS: 221 bye\n", Options with { TestRelay = true });
        Assert.Equal((RelayVerdict.Open, "SRV043, SRV020"), (result.Relay, result.Findings.ToString()));
        Assert.False(result.Passed);
    }

    [Theory]
    [InlineData("550", RelayVerdict.Refused, "SRV020")]
    [InlineData("450", RelayVerdict.Unknown, "SRV020, SRV044")]
    public async Task A_relay_that_refuses_is_fine_and_one_that_puts_off_is_unknown(string code, RelayVerdict verdict, string findings)
    {
        var once = "S: 250 ok\nC: RCPT TO:<me@else.test>\nS: " + code + " no\nC: RSET\nS: 250 ok\n";
        var relay = "C: MAIL FROM:<>\n" + once + "C: MAIL FROM:<relay-test@mx.test>\n" + once;
        var result = await Play(
            Hello + Usual + "S: 250 SIZE\n" + Questions + relay + "C: QUIT\nS: 221 bye\n", Options with { TestRelay = true, RelayRecipient = MailAddress.Parse("me@else.test") });
        Assert.Equal((verdict, findings), (result.Relay, result.Findings.ToString()));
    }

    [Fact]
    public async Task A_closed_port_is_one_unknown_finding()
    {
        var result = await Check(Tests.Dns.ScriptedServer.Closed().Port, Options);
        Assert.Equal((RecordVerdict.Unknown, "SRV003", FindingSeverity.Info), (result.Verdict, result.Findings.ToString(), result.Findings.Worst));
        Assert.NotEqual("", result.TempError);
    }

    [Fact]
    public async Task A_host_without_address_is_missing_and_a_failing_dns_unknown()
    {
        var zone = new ZoneBuilder().AddTxt("none.test", "x").AddFailure("down.test", DnsRecordType.A, DnsFailureReason.Timeout).Build();
        var checker = new SmtpServerChecker(zone, MailClock.System);
        var none = await checker.CheckAsync("none.test", CancellationToken.None);
        var down = await checker.CheckAsync("down.test:587", CancellationToken.None);
        Assert.Equal((RecordVerdict.Missing, "SRV001"), (none.Verdict, none.Findings.ToString()));
        Assert.Equal((RecordVerdict.Unknown, "SRV002", "down.test:587"), (down.Verdict, down.Findings.ToString(), down.Server));
    }

    [Theory]
    [InlineData("", "SRV050")]
    [InlineData("other.test", "SRV051")]
    [InlineData("mx.test", null)]
    public async Task An_address_needs_a_name_that_leads_back(string name, string? finding)
    {
        var zone = new ZoneBuilder().AddAddress("mx.test", "127.0.0.1").AddAddress("other.test", "127.0.0.2");
        using var server = new ScriptedServer("S: 421 busy\n");
        var checker = new SmtpServerChecker((name.Length > 0 ? zone.AddPtr("127.0.0.1", name) : zone).Build(), MailClock.System, Options);
        var result = await checker.CheckAsync("mx.test:" + server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);
        Assert.Equal(finding, result.Findings.FirstOrDefault(f => f.Id.StartsWith("SRV05", StringComparison.Ordinal))?.Id);
    }

    [Fact]
    public async Task A_greeting_with_a_strange_name_is_worth_knowing()
    {
        var rest = "C: EHLO client.test\n" + Usual + "S: 250 SIZE\n" + Questions + "C: QUIT\nS: 221 bye\n";
        Assert.Contains("SRV010", (await Play("S: 220 ready\n" + rest)).Findings.ToString());
        Assert.Contains("SRV011", (await Play("S: 220 other.test ready\n" + rest)).Findings.ToString());
    }

    [Fact]
    public async Task An_old_server_without_ehlo_is_warned_of()
    {
        var result = await Play("S: 220 mx.test\nC: EHLO client.test\nS: 502 what\nC: HELO client.test\nS: 250 mx.test\n" + Questions + "C: QUIT\nS: 221 bye\n");
        Assert.Equal("SRV012, SRV020", result.Findings.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("mx.test:0")]
    [InlineData("mx.test:99999")]
    [InlineData("mx.test:25\r\nQUIT")]
    public async Task A_text_that_names_no_server_is_an_error(string text) => Assert.Equal(
        "MailOps.Domain.InvalidServer",
        (await Assert.ThrowsAsync<MailOpsException>(async () => await new SmtpServerChecker(new ZoneBuilder().Build(), MailClock.System).CheckAsync(text, CancellationToken.None))).ErrorId);

    [Fact]
    public async Task Control_characters_of_a_greeting_stay_out_of_the_result()
    {
        var result = await Play("S: 220 mx.test \u001b[31mred\u202e\nCLOSE\n", complete: false);
        Assert.Equal("mx.test \uFFFD[31mred\uFFFD", result.Banner);
        Assert.StartsWith("{\"server\":\"mx.test:", MailOpsJson.Serialize(result));
    }

    private static SmtpServerCheckOptions Options { get; } = new() { HeloName = "client.test", TestTlsVersions = false, TrustedRoots = [TestCertificates.Authority] };

    private static async Task<SmtpServerTestResult> Play(string script, SmtpServerCheckOptions? options = null, bool complete = true)
    {
        using var server = new ScriptedServer(script);
        var result = await Check(server.Port, options ?? Options);
        if (complete)
        {
            await server.CompletedAsync();
        }

        return result;
    }

    private static async Task<SmtpServerTestResult> Check(int port, SmtpServerCheckOptions options)
    {
        var zone = new ZoneBuilder().AddAddress("mx.test", "127.0.0.1").AddPtr("127.0.0.1", "mx.test").AddAddress("other.test", "127.0.0.9").Build();
        return await new SmtpServerChecker(zone, MailClock.System, options)
            .CheckAsync("mx.test:" + port.ToString(System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);
    }
}
