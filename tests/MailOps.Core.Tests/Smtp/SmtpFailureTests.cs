using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Smtp;

/// <summary>What becomes of a message when the server hangs, hangs up or talks nonsense, at each step of the conversation.</summary>
public sealed class SmtpFailureTests
{
    private const string Mail = "C: MAIL FROM:<a@corp.example>\n";
    private const string Rcpt = Mail + "S: 250 ok\nC: RCPT TO:<b@remote.example>\n";
    private const string Data = Rcpt + "S: 250 ok\nC: DATA\n";
    private const string Dot = Data + "S: 354 go\n" + SmtpTesting.Body;
    private const string TlsHello = "S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nS: 250 STARTTLS\n";
    private const string AuthHello = "S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nS: 250 AUTH PLAIN\n";

    /// <summary>What the client has said when the server falls silent, or hangs up; the step; what becomes of the message.</summary>
    public static TheoryData<string, string, SmtpPhase, MailOutcome> Steps() => new()
    {
        { "clear", "", SmtpPhase.Connect, MailOutcome.Deferred },
        { "implicit", "", SmtpPhase.Connect, MailOutcome.Deferred },
        { "clear", "S: 220 mx.test\nC: EHLO client.test\n", SmtpPhase.Ehlo, MailOutcome.Deferred },
        { "starttls", TlsHello + "C: STARTTLS\n", SmtpPhase.StartTls, MailOutcome.Deferred },
        { "starttls", TlsHello + "C: STARTTLS\nS: 220 go\n", SmtpPhase.StartTls, MailOutcome.Deferred },
        { "login", AuthHello + "C: AUTH PLAIN *\n", SmtpPhase.Auth, MailOutcome.Deferred },
        { "clear", SmtpTesting.PlainHello + Mail, SmtpPhase.MailFrom, MailOutcome.Deferred },
        { "clear", SmtpTesting.PlainHello + Rcpt, SmtpPhase.RcptTo, MailOutcome.Deferred },
        { "clear", SmtpTesting.PlainHello + Data, SmtpPhase.Data, MailOutcome.Deferred },
        { "clear", SmtpTesting.PlainHello + Dot, SmtpPhase.FinalDot, MailOutcome.InDoubt },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_silent_server_is_given_up_when_its_time_is_over(string kind, string script, SmtpPhase phase, MailOutcome outcome)
    {
        var clock = new ManualClock();
        using var server = new ScriptedServer(script + "HANG");
        var sending = SmtpTesting.SendOneAsync(Options(kind, server.Port), clock);
        await server.Hanging;
        while (await Task.WhenAny(sending, Task.Delay(10)) != sending)
        {
            clock.Advance(TimeSpan.FromHours(1));
        }

        var result = (await sending).Recipients[0];
        Assert.Equal((outcome, phase, "MailOps.Net.Timeout"), (result.Outcome, result.Phase, result.Failure?.ErrorId));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_server_that_hangs_up_ends_the_attempt(string kind, string script, SmtpPhase phase, MailOutcome outcome)
    {
        using var server = new ScriptedServer(script + "CLOSE");
        var result = (await SmtpTesting.SendOneAsync(Options(kind, server.Port))).Recipients[0];
        Assert.Equal((outcome, phase), (result.Outcome, result.Phase));
        Assert.StartsWith("MailOps.Net.", result.Failure?.ErrorId);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Cancelling_ends_the_attempt_at_once(string kind, string script, SmtpPhase phase, MailOutcome outcome)
    {
        using var cancel = new CancellationTokenSource();
        using var server = new ScriptedServer(script + "HANG");
        var sending = SmtpTesting.SendOneAsync(Options(kind, server.Port), new ManualClock(), cancel.Token);
        await server.Hanging;
        cancel.Cancel();
        if (outcome == MailOutcome.InDoubt)
        {
            var result = (await sending).Recipients[0];
            Assert.Equal((outcome, phase, "MailOps.Smtp.Cancelled"), (result.Outcome, result.Phase, result.Failure?.ErrorId));
        }
        else
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }
    }

    [Theory]
    [InlineData("clear", "S: 421 4.3.2 shutting down", SmtpPhase.Connect)]
    [InlineData("clear", "S: 220 mx.test\nC: EHLO client.test\nS: 421 4.3.2 shutting down", SmtpPhase.Ehlo)]
    [InlineData("starttls", TlsHello + "C: STARTTLS\nS: 421 4.3.2 shutting down", SmtpPhase.StartTls)]
    [InlineData("login", AuthHello + "C: AUTH PLAIN *\nS: 421 4.3.2 shutting down", SmtpPhase.Auth)]
    [InlineData("clear", SmtpTesting.PlainHello + Mail + "S: 421 4.3.2 shutting down", SmtpPhase.MailFrom)]
    [InlineData("clear", SmtpTesting.PlainHello + Rcpt + "S: 421 4.3.2 shutting down", SmtpPhase.RcptTo)]
    [InlineData("clear", SmtpTesting.PlainHello + Data + "S: 421 4.3.2 shutting down", SmtpPhase.Data)]
    [InlineData("clear", SmtpTesting.PlainHello + Dot + "S: 421 4.3.2 shutting down", SmtpPhase.FinalDot)]
    public async Task A_farewell_of_the_server_defers_with_its_words(string kind, string script, SmtpPhase phase)
    {
        using var server = new ScriptedServer(script);
        var result = (await SmtpTesting.SendOneAsync(Options(kind, server.Port))).Recipients[0];
        Assert.Equal(
            (MailOutcome.Deferred, phase, "MailOps.Smtp.ServiceClosing", "421 4.3.2 shutting down"),
            (result.Outcome, result.Phase, result.Failure?.ErrorId, result.Reply?.ToString()));
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_farewell_in_the_middle_of_the_recipients_defers_all_of_them()
    {
        using var server = new ScriptedServer(SmtpTesting.Hello + """
            C: MAIL FROM:<a@corp.example> SIZE=21
            C: RCPT TO:<b@remote.example>
            C: RCPT TO:<c@remote.example>
            C: RCPT TO:<d@remote.example>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 421 4.7.0 too many errors
            """);
        var report = await SmtpTesting.SendAsync(
            SmtpTesting.Options(server.Port),
            SmtpTesting.Envelope("b@remote.example", "c@remote.example", "d@remote.example"),
            SmtpTesting.Message);
        Assert.All(report.Recipients, r => Assert.Equal(
            (MailOutcome.Deferred, SmtpPhase.RcptTo, "421 4.7.0 too many errors"), (r.Outcome, r.Phase, r.Reply?.ToString())));
    }

    [Theory]
    [InlineData("S: HTTP/1.1 400 Bad Request", "MailOps.Smtp.InvalidReply")]
    [InlineData("S+ \\r\\n", "MailOps.Smtp.InvalidReply")]
    [InlineData("S: 999 hello", "MailOps.Smtp.InvalidReply")]
    [InlineData("S: 220hello", "MailOps.Smtp.InvalidReply")]
    [InlineData("S+ \\0\\0\\0\\0\\n", "MailOps.Smtp.InvalidReply")]
    [InlineData("S: 554 no SMTP service here", "MailOps.Smtp.GreetingRefused")]
    public async Task A_greeting_that_is_none_is_named(string greeting, string errorId)
    {
        using var server = new ScriptedServer(greeting);
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).Recipients[0];
        Assert.Equal((MailOutcome.Deferred, SmtpPhase.Connect, errorId), (result.Outcome, result.Phase, result.Failure?.ErrorId));
    }

    [Fact]
    public async Task A_line_without_end_is_cut_off()
    {
        using var server = new ScriptedServer("S+ 220 " + new string('x', 1_000_000) + "\nHANG");
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).Recipients[0];
        Assert.Equal("MailOps.Net.LineTooLong", result.Failure?.ErrorId);
    }

    [Fact]
    public async Task A_reply_without_end_is_cut_off()
    {
        using var server = new ScriptedServer("S+ " + string.Concat(System.Linq.Enumerable.Repeat("220-hello\\r\\n", 10_000)) + "\nHANG");
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).Recipients[0];
        Assert.Equal("MailOps.Smtp.ReplyTooLong", result.Failure?.ErrorId);
    }

    [Theory]
    [InlineData("S: what?", "MailOps.Smtp.InvalidReply")]
    [InlineData("S: 354 more", "MailOps.Smtp.UnexpectedReply")]
    public async Task Nonsense_after_the_message_leaves_it_in_doubt(string reply, string errorId)
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + Dot + reply + "\nHANG");
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).Recipients[0];
        Assert.Equal((MailOutcome.InDoubt, SmtpPhase.FinalDot, errorId), (result.Outcome, result.Phase, result.Failure?.ErrorId));
    }

    [Theory]
    [InlineData("RESET")]
    [InlineData("STALL")]
    public async Task A_server_that_stops_reading_in_the_middle_of_the_message_does_not_have_it(string end)
    {
        var clock = new ManualClock();
        using var server = new ScriptedServer(SmtpTesting.PlainHello + Data + "S: 354 go\n" + end);
        var message = new byte[32 * 1024 * 1024];
        SmtpTesting.Message.CopyTo(message, 0);
        var sending = SmtpTesting.SendAsync(SmtpTesting.Options(server.Port), SmtpTesting.Envelope("b@remote.example"), message, clock);
        if (end == "STALL")
        {
            await server.Hanging;
        }

        while (await Task.WhenAny(sending, Task.Delay(10)) != sending)
        {
            if (end == "STALL")
            {
                clock.Advance(TimeSpan.FromHours(1));
            }
        }

        var result = (await sending).Recipients[0];
        Assert.Equal((MailOutcome.Deferred, SmtpPhase.Data), (result.Outcome, result.Phase));
    }

    [Fact]
    public async Task Nobody_listening_is_a_connection_that_failed()
    {
        int port;
        using (var server = new ScriptedServer())
        {
            port = server.Port;
        }

        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(port))).Recipients[0];
        Assert.Equal(
            (MailOutcome.Deferred, SmtpPhase.Connect, "MailOps.Net.ConnectFailed"), (result.Outcome, result.Phase, result.Failure?.ErrorId));
    }

    [Fact]
    public async Task A_server_that_knows_only_helo_gets_helo()
    {
        using var server = new ScriptedServer("""
            S: 220 old.test
            C: EHLO client.test
            S: 500 unknown
            C: HELO client.test
            S: 250 hello
            C: MAIL FROM:<a@corp.example>
            S: 250 ok
            C: RCPT TO:<b@remote.example>
            S: 250 ok
            C: DATA

            """ + SmtpTesting.Taken);
        Assert.True((await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).IsAccepted);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_server_that_refuses_our_name_is_quoted()
    {
        using var server = new ScriptedServer("S: 220 mx\nC: EHLO client.test\nS: 550 5.7.1 bad name\nC: HELO client.test\nS: 550 5.7.1 bad name");
        var result = (await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).Recipients[0];
        Assert.Equal(
            (MailOutcome.Deferred, SmtpPhase.Ehlo, "MailOps.Smtp.HelloRefused"), (result.Outcome, result.Phase, result.Failure?.ErrorId));
        Assert.Contains("client.test", result.Failure!.Message);
    }

    private static SmtpOptions Options(string kind, int port) => kind switch
    {
        "implicit" => Without(SmtpTesting.TlsOptions(port, ConnectionSecurity.ImplicitTls)),
        "starttls" => Without(SmtpTesting.TlsOptions(port)),
        "login" => Without(SmtpTesting.Options(port) with
        {
            Credential = MailCredential.WithPassword("me", "secret"),
            DangerousAllowCleartextAuthentication = true,
        }),
        _ => Without(SmtpTesting.Options(port)),
    };

    // The manual clock stands for all times: the defaults, long as they are, cost nothing.
    private static SmtpOptions Without(SmtpOptions options) => options with { Timeouts = SmtpTimeouts.Default };
}
