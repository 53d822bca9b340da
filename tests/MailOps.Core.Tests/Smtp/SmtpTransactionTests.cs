using System.Linq;
using System.Threading.Tasks;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Smtp;

public sealed class SmtpTransactionTests
{
    [Theory]
    [InlineData(Sending.Whole)]
    [InlineData(Sending.ByLine)]
    [InlineData(Sending.ByByte)]
    public async Task Sends_envelope_and_message_in_two_groups_where_pipelining_is_offered(Sending sending)
    {
        using var server = new ScriptedServer(sending, SmtpTesting.Hello + SmtpTesting.Transaction + SmtpTesting.Quit);
        var report = await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port));
        await server.CompletedAsync();

        var outcome = Assert.Single(report.Recipients);
        Assert.Equal((MailOutcome.Accepted, SmtpPhase.FinalDot), (outcome.Outcome, outcome.Phase));
        Assert.Equal("250 2.0.0 queued as 1", outcome.Reply!.ToString());
        Assert.True(report.IsAccepted);
        Assert.Equal(21, report.Size);
    }

    [Theory]
    [InlineData(Sending.Whole)]
    [InlineData(Sending.ByByte)]
    public async Task Waits_for_each_reply_where_pipelining_is_not_offered(Sending sending)
    {
        using var server = new ScriptedServer(sending, SmtpTesting.PlainHello + """
            C: MAIL FROM:<a@corp.example>
            S: 250 ok
            C: RCPT TO:<b@remote.example>
            S: 250 ok
            C: RCPT TO:<c@remote.example>
            S: 251 will forward
            C: DATA

            """ + SmtpTesting.Taken);
        var report = await SmtpTesting.SendAsync(
            SmtpTesting.Options(server.Port), SmtpTesting.Envelope("b@remote.example", "c@remote.example"), SmtpTesting.Message);
        await server.CompletedAsync();
        Assert.True(report.IsAccepted);
    }

    [Fact]
    public async Task Reports_each_recipient_by_its_own_reply()
    {
        var report = await SmtpTesting.PlayAsync(SmtpTesting.Hello + """
            C: MAIL FROM:<a@corp.example> SIZE=21
            C: RCPT TO:<b@remote.example>
            C: RCPT TO:<unknown@remote.example>
            C: RCPT TO:<grey@remote.example>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 550 5.1.1 no such user
            S: 450-4.2.0 greylisted,
            S: 450 4.2.0 come back in 5 minutes
            S: 354 go ahead
            C: Subject: x
            C:
            C: hello
            C: .
            S: 250 2.0.0 queued

            """ + SmtpTesting.Quit, "b@remote.example", "unknown@remote.example", "grey@remote.example");

        Assert.Equal(
            [
                "b@remote.example: Accepted (FinalDot) 250 2.0.0 queued",
                "unknown@remote.example: Rejected (RcptTo) 550 5.1.1 no such user",
                "grey@remote.example: Deferred (RcptTo) 450 4.2.0 greylisted, come back in 5 minutes",
            ],
            report.Recipients.Select(r => r.ToString()));
        Assert.Equal(EnhancedStatus.Create(5, 1, 1), report.Recipients[1].Reply!.EnhancedStatus);
    }

    [Fact]
    public async Task Takes_an_empty_message_back_when_a_server_wants_data_for_nobody()
    {
        var report = await SmtpTesting.PlayAsync(SmtpTesting.Hello + """
            C: MAIL FROM:<a@corp.example> SIZE=21
            C: RCPT TO:<b@remote.example>
            C: DATA
            S: 250 ok
            S: 550 5.1.1 no such user
            S: 354 go ahead
            C: .
            S: 554 5.5.1 no valid recipients

            """ + SmtpTesting.Quit);
        Assert.Equal("b@remote.example: Rejected (RcptTo) 550 5.1.1 no such user", report.ToString());
    }

    [Theory]
    [InlineData("550 5.7.1 sender blocked", MailOutcome.Rejected)]
    [InlineData("451 4.3.0 try later", MailOutcome.Deferred)]
    public async Task A_refused_sender_decides_for_all_recipients(string reply, MailOutcome outcome)
    {
        var report = await SmtpTesting.PlayAsync(SmtpTesting.Hello + $"""
            C: MAIL FROM:<a@corp.example> SIZE=21
            C: RCPT TO:<b@remote.example>
            C: RCPT TO:<c@remote.example>
            C: DATA
            S: {reply}
            S: 503 5.5.1 no sender
            S: 503 5.5.1 no sender
            S: 503 5.5.1 no recipient

            """ + SmtpTesting.Quit, "b@remote.example", "c@remote.example");
        Assert.All(report.Recipients, r => Assert.Equal((outcome, SmtpPhase.MailFrom, reply), (r.Outcome, r.Phase, r.Reply!.ToString())));
    }

    [Theory]
    [InlineData("451 4.3.0 disk full", MailOutcome.Deferred)]
    [InlineData("554 5.7.1 spam", MailOutcome.Rejected)]
    public async Task A_refused_message_decides_for_the_accepted_recipients(string reply, MailOutcome outcome)
    {
        var report = await SmtpTesting.PlayAsync(
            SmtpTesting.Hello + SmtpTesting.Transaction.Replace("250 2.0.0 queued as 1", reply) + SmtpTesting.Quit);
        Assert.Equal((outcome, SmtpPhase.FinalDot, reply), (report.Recipients[0].Outcome, report.Recipients[0].Phase, report.Recipients[0].Reply!.ToString()));
    }

    [Fact]
    public async Task A_refused_data_command_decides_for_the_accepted_recipients()
    {
        var report = await SmtpTesting.PlayAsync(SmtpTesting.Hello + """
            C: MAIL FROM:<a@corp.example> SIZE=21
            C: RCPT TO:<b@remote.example>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 452 4.3.1 no space

            """ + SmtpTesting.Quit);
        Assert.Equal("b@remote.example: Deferred (Data) 452 4.3.1 no space", report.ToString());
    }

    [Fact]
    public async Task Doubles_dots_and_ends_every_line_with_crlf()
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + """
            C: MAIL FROM:<a@corp.example>
            S: 250 ok
            C: RCPT TO:<b@remote.example>
            S: 250 ok
            C: DATA
            S: 354 go ahead
            C: Subject: dots
            C:
            C: ..
            C: ..hidden
            C: middle . dot
            C: ...
            C: last
            C: .
            S: 250 ok

            """ + SmtpTesting.Quit);
        await SmtpTesting.SendAsync(
            SmtpTesting.Options(server.Port),
            SmtpTesting.Envelope("b@remote.example"),
            SmtpTesting.Bytes("Subject: dots\n\n.\r.hidden\r\nmiddle . dot\n..\nlast"));
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Sends_one_chunk_without_doubled_dots_where_chunking_is_offered()
    {
        using var server = new ScriptedServer("""
            S: 220 mx.test
            C: EHLO client.test
            S: 250-mx.test
            S: 250-PIPELINING
            S: 250 CHUNKING
            C: MAIL FROM:<a@corp.example>
            C: RCPT TO:<b@remote.example>
            S: 250 ok
            S: 250 ok
            C: BDAT 20 LAST
            C: Subject: x
            C:
            C: .
            C: y
            S: 250 2.0.0 queued

            """ + SmtpTesting.Quit);
        var report = await SmtpTesting.SendAsync(
            SmtpTesting.Options(server.Port), SmtpTesting.Envelope("b@remote.example"), SmtpTesting.Bytes("Subject: x\n\n.\ny"));
        await server.CompletedAsync();
        Assert.True(report.IsAccepted);
    }

    [Fact]
    public async Task Sends_no_chunk_to_nobody_and_resets_after_a_refused_one()
    {
        using var server = new ScriptedServer("""
            S: 220 mx.test
            C: EHLO client.test
            S: 250-mx.test
            S: 250 CHUNKING
            C: MAIL FROM:<a@corp.example>
            S: 250 ok
            C: RCPT TO:<b@remote.example>
            S: 550 5.1.1 no such user
            C: RSET
            S: 250 ok
            C: MAIL FROM:<a@corp.example>
            S: 250 ok
            C: RCPT TO:<b@remote.example>
            S: 250 ok
            C: BDAT 21 LAST
            C: Subject: x
            C:
            C: hello
            S: 552 5.2.3 too large
            C: RSET
            S: 250 ok
            C: MAIL FROM:<a@corp.example>
            S: 250 ok
            C: RCPT TO:<b@remote.example>
            S: 250 ok
            C: BDAT 21 LAST
            C: Subject: x
            C:
            C: hello
            S: 250 ok

            """ + SmtpTesting.Quit);
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        var outcomes = new[]
        {
            await transport.SendAsync(SmtpTesting.Envelope("b@remote.example"), SmtpTesting.Message, null, default),
            await transport.SendAsync(SmtpTesting.Envelope("b@remote.example"), SmtpTesting.Message, null, default),
            await transport.SendAsync(SmtpTesting.Envelope("b@remote.example"), SmtpTesting.Message, null, default),
        }.Select(r => (r.Recipients[0].Outcome, r.Recipients[0].Phase)).ToList();
        await transport.DisposeAsync();
        await server.CompletedAsync();
        Assert.Equal(
            [(MailOutcome.Rejected, SmtpPhase.RcptTo), (MailOutcome.Rejected, SmtpPhase.FinalDot), (MailOutcome.Accepted, SmtpPhase.FinalDot)],
            outcomes);
    }

    [Fact]
    public async Task A_server_that_offers_chunking_and_does_not_know_it_gets_data_the_next_time()
    {
        const string Hello = "S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nS: 250 CHUNKING\n";
        using var server = new ScriptedServer(
            Hello + "C: MAIL FROM:<a@corp.example>\nS: 250 ok\nC: RCPT TO:<b@remote.example>\nS: 250 ok\n"
            + "C: BDAT 21 LAST\nC: Subject: x\nC:\nC: hello\nS: 502 5.5.1 unknown command\nHANG",
            Hello + SmtpTesting.PlainTransaction);
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        var first = (await transport.SendAsync(SmtpTesting.Envelope("b@remote.example"), SmtpTesting.Message, default)).Recipients[0];
        var second = await transport.SendAsync(SmtpTesting.Envelope("b@remote.example"), SmtpTesting.Message, default);
        await transport.DisposeAsync();
        await server.CompletedAsync();
        Assert.Equal((MailOutcome.Deferred, SmtpPhase.Data, "MailOps.Smtp.UnexpectedReply"), (first.Outcome, first.Phase, first.Failure?.ErrorId));
        Assert.True(second.IsAccepted);
    }

    [Fact]
    public async Task Reads_the_replies_of_many_recipients_group_by_group()
    {
        var addresses = Enumerable.Range(0, 120).Select(i => $"u{i}@remote.example").ToArray();
        var script = SmtpTesting.Hello + "C: MAIL FROM:<a@corp.example> SIZE=21\n";
        for (var first = 0; first < 120; first += 50)
        {
            var group = addresses.Skip(first).Take(50).ToList();
            script += string.Concat(group.Select(a => $"C: RCPT TO:<{a}>\n")) + (first == 100 ? "C: DATA\n" : "")
                + (first == 0 ? "S: 250 sender ok\n" : "") + string.Concat(group.Select(_ => "S: 250 ok\n"));
        }

        var report = await SmtpTesting.PlayAsync(script + SmtpTesting.Taken, addresses);
        Assert.True(report.IsAccepted);
        Assert.Equal(addresses, report.Recipients.Select(r => r.Recipient));
    }

    [Fact]
    public async Task Asks_for_notifications_where_dsn_is_offered_and_says_so_where_it_is_not()
    {
        var envelope = new MailEnvelope
        {
            Sender = "",
            EnvelopeId = "id+1=a b",
            Return = DsnReturn.Headers,
            Recipients =
            [
                new EnvelopeRecipient
                {
                    Address = "b@remote.example",
                    Notify = DsnNotify.Failure | DsnNotify.Delay,
                    OriginalRecipient = "old+b@remote.example",
                },
                new EnvelopeRecipient { Address = "c@remote.example", Notify = DsnNotify.Never, OriginalRecipient = "jürgen@remote.example" },
            ],
        };
        using var offering = new ScriptedServer(SmtpTesting.Hello + """
            C: MAIL FROM:<> SIZE=21 RET=HDRS ENVID=id+2B1+3Da+20b
            C: RCPT TO:<b@remote.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;old+2Bb@remote.example
            C: RCPT TO:<c@remote.example> NOTIFY=NEVER ORCPT=utf-8;j\x{FC}rgen@remote.example
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 250 ok

            """ + SmtpTesting.Taken);
        var first = await SmtpTesting.SendAsync(SmtpTesting.Options(offering.Port), envelope, SmtpTesting.Message);
        await offering.CompletedAsync();
        Assert.DoesNotContain(first.Findings, f => f.Id == "SMTP001");

        using var silent = new ScriptedServer(SmtpTesting.Hello.Replace("S: 250-DSN\r\n", "").Replace("S: 250-DSN\n", "") + """
            C: MAIL FROM:<> SIZE=21
            C: RCPT TO:<b@remote.example>
            C: RCPT TO:<c@remote.example>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 250 ok

            """ + SmtpTesting.Taken);
        var second = await SmtpTesting.SendAsync(SmtpTesting.Options(silent.Port), envelope, SmtpTesting.Message);
        await silent.CompletedAsync();
        Assert.True(second.Findings.Contains("SMTP001"));
    }

    [Fact]
    public async Task Counts_a_552_after_a_hundred_recipients_as_too_many_for_now()
    {
        var addresses = Enumerable.Range(0, 101).Select(i => $"u{i}@remote.example").ToArray();
        var script = SmtpTesting.PlainHello + "C: MAIL FROM:<a@corp.example>\nS: 250 ok\n"
            + string.Concat(addresses.Take(100).Select(a => $"C: RCPT TO:<{a}>\nS: 250 ok\n")) + $"C: RCPT TO:<{addresses[100]}>\nS: 552 too many recipients\n";
        var report = await SmtpTesting.PlayAsync(script + "C: DATA\n" + SmtpTesting.Taken, addresses);
        Assert.Equal(MailOutcome.Deferred, report.Recipients[100].Outcome);
        Assert.Equal(100, report.Recipients.Count(r => r.Outcome == MailOutcome.Accepted));
    }
}
