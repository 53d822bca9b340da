using System;
using System.Linq;
using System.Threading.Tasks;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Smtp;

public sealed class SmtpEnvelopeTests
{
    public static TheoryData<string> LineBreaks() => ["\r\n", "\r", "\n", "\0"];

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public async Task Nothing_in_an_envelope_can_start_another_command(string lineBreak)
    {
        // There is no server: an attempt to connect would be another error.
        var transport = new SmtpTransport(SmtpTesting.Options(1));
        foreach (var envelope in new[]
        {
            new MailEnvelope { Sender = $"a{lineBreak}RSET@x.test", Recipients = [new() { Address = "b@x.test" }] },
            new MailEnvelope { Sender = $"a@x.test>{lineBreak}RSET", Recipients = [new() { Address = "b@x.test" }] },
            new MailEnvelope { Sender = $"\"a{lineBreak}RSET\"@x.test", Recipients = [new() { Address = "b@x.test" }] },
            new MailEnvelope { Sender = "a@x.test", Recipients = [new() { Address = $"b@x.test{lineBreak}" }] },
            new MailEnvelope { Sender = "a@x.test", Recipients = [new() { Address = "b@x.test" }, new() { Address = $"c@{lineBreak}x.test" }] },
            new MailEnvelope { Sender = "a@x.test", Recipients = [new() { Address = "b@x.test" }], EnvelopeId = $"id{lineBreak}" },
            new MailEnvelope { Sender = "a@x.test", Recipients = [new() { Address = "b@x.test", OriginalRecipient = $"o@x.test{lineBreak}" }] },
        })
        {
            var error = await Assert.ThrowsAsync<MailOpsException>(() => transport.SendAsync(envelope, SmtpTesting.Message, default));
            Assert.Equal("MailOps.Smtp.CommandInjection", error.ErrorId);
        }
    }

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public void No_command_line_holds_a_line_break_even_where_all_checks_before_failed(string lineBreak)
    {
        var buffer = new SmtpCommandBuffer();
        Assert.Equal(
            "MailOps.Smtp.CommandInjection",
            Assert.Throws<MailOpsException>(() => buffer.AppendLine("EHLO x" + lineBreak + "QUIT")).ErrorId);
        Assert.Equal(0, buffer.Length);
    }

    [Theory]
    [InlineData("a b@x.test")]
    [InlineData("a@x.test> SIZE=1")]
    [InlineData("<a@x.test>")]
    [InlineData("a")]
    [InlineData("@x.test")]
    [InlineData("a@")]
    [InlineData("a\t@x.test")]
    [InlineData("a\u007F@x.test")]
    [InlineData("ä..b@x.test")]
    public async Task An_address_that_would_break_the_command_is_refused(string address)
    {
        var transport = new SmtpTransport(SmtpTesting.Options(1));
        foreach (var envelope in new[] { SmtpTesting.Envelope(address), SmtpTesting.Envelope("b@x.test") with { Sender = address } })
        {
            Assert.Equal(
                "MailOps.Smtp.InvalidEnvelope",
                (await Assert.ThrowsAsync<MailOpsException>(() => transport.SendAsync(envelope, SmtpTesting.Message, default))).ErrorId);
        }
    }

    [Fact]
    public async Task An_envelope_without_recipients_is_refused()
    {
        var transport = new SmtpTransport(SmtpTesting.Options(1));
        Assert.Equal(
            "MailOps.Smtp.InvalidEnvelope",
            (await Assert.ThrowsAsync<MailOpsException>(() => transport.SendAsync(SmtpTesting.Envelope(), SmtpTesting.Message, default))).ErrorId);
    }

    [Theory]
    [InlineData("b@Remote.Example", "RCPT TO:<b@remote.example>")]
    [InlineData("b@bücher.example", "RCPT TO:<b@xn--bcher-kva.example>")]
    [InlineData("\"b\"@remote.example", "RCPT TO:<b@remote.example>")]
    [InlineData("\"b b\"@remote.example", "RCPT TO:<\"b b\"@remote.example>")]
    [InlineData("b@[192.0.2.1]", "RCPT TO:<b@[192.0.2.1]>")]
    [InlineData("Postmaster", "RCPT TO:<Postmaster>")]
    [InlineData("two..dots@carrier.example", "RCPT TO:<two..dots@carrier.example>")]
    public void An_address_is_written_in_its_canonical_form(string address, string command) =>
        Assert.Equal(command, new SmtpEnvelopeText(SmtpTesting.Envelope(address)).Recipients[0].Rcpt(SmtpCapabilities.None));

    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("a+b=c d", "a+2Bb+3Dc+20d")]
    public void Xtext_escapes_what_it_has_to(string text, string expected) => Assert.Equal(expected, SmtpEnvelopeText.Xtext(text));

    [Theory]
    [InlineData("a\\b@x.test", "a\\x{5C}b@x.test")]
    [InlineData("ü+1@x.test", "\\x{FC}\\x{2B}1@x.test")]
    [InlineData("\U0001F600@x.test", "\\x{1F600}@x.test")]
    public void Original_recipients_in_other_letters_are_written_in_ascii(string address, string expected) =>
        Assert.Equal(expected, SmtpEnvelopeText.Utf8AddressXtext(address));

    [Theory]
    [InlineData("")]
    [InlineData("ümlaut")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890+")]
    public void An_envelope_id_that_no_server_takes_is_refused(string id) => Assert.Equal(
        "MailOps.Smtp.InvalidEnvelope",
        Assert.Throws<MailOpsException>(() => new SmtpEnvelopeText(SmtpTesting.Envelope("b@x.test") with { EnvelopeId = id })).ErrorId);

    [Fact]
    public async Task Other_letters_ask_for_smtputf8()
    {
        using var server = new ScriptedServer(SmtpTesting.Hello + """
            C: MAIL FROM:<a@corp.example> SIZE=22 BODY=8BITMIME SMTPUTF8
            C: RCPT TO:<jürgen@remote.example>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go
            C: Subject: ö
            C:
            C: hello
            C: .
            S: 250 ok
            C: QUIT
            S: 221 bye
            """);
        var report = await SmtpTesting.SendAsync(
            SmtpTesting.Options(server.Port), SmtpTesting.Envelope("jürgen@remote.example"), SmtpTesting.Bytes("Subject: ö\r\n\r\nhello\r\n"));
        await server.CompletedAsync();
        Assert.True(report.IsAccepted);
    }

    [Fact]
    public async Task Without_smtputf8_only_the_recipients_in_other_letters_are_left_out()
    {
        var report = await SmtpTesting.PlayAsync(
            SmtpTesting.PlainHello + SmtpTesting.PlainTransaction, "jürgen@remote.example", "b@remote.example");
        Assert.Equal(
            [(MailOutcome.Rejected, SmtpPhase.RcptTo, "MailOps.Smtp.Utf8NotOffered"), (MailOutcome.Accepted, SmtpPhase.FinalDot, null)],
            report.Recipients.Select(r => (r.Outcome, r.Phase, r.Failure?.ErrorId)));
    }

    [Theory]
    [InlineData("Subject: ö\r\n\r\nx\r\n", "a@corp.example", "S: 250 8BITMIME", "MailOps.Smtp.Utf8NotOffered")]
    [InlineData("Subject: x\r\n\r\nx\r\n", "jürgen@corp.example", "S: 250 8BITMIME", "MailOps.Smtp.Utf8NotOffered")]
    [InlineData("Subject: x\r\n\r\nö\r\n", "a@corp.example", "S: 250 SMTPUTF8", "MailOps.Smtp.EightBitNotOffered")]
    [InlineData("Subject: x\r\n\r\nx\r\n", "a@corp.example", "S: 250 SIZE 16", "MailOps.Smtp.MessageTooLarge")]
    public async Task What_a_server_cannot_take_is_known_before_the_message_is_begun(string message, string sender, string offer, string errorId)
    {
        var asked = false;
        using var server = new ScriptedServer("S: 220 mx\nC: EHLO client.test\nS: 250-mx\n" + offer + "\nC: QUIT\nS: 221 bye");
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        var report = await transport.SendAsync(
            SmtpTesting.Envelope("b@remote.example") with { Sender = sender },
            SmtpTesting.Bytes(message),
            (envelope, _) =>
            {
                asked = true;
                return new(envelope.Recipients);
            },
            default);
        await transport.DisposeAsync();
        await server.CompletedAsync();
        var result = report.Recipients[0];
        Assert.Equal((MailOutcome.Rejected, SmtpPhase.MailFrom, errorId), (result.Outcome, result.Phase, result.Failure?.ErrorId));
        Assert.False(asked);
    }

    [Theory]
    [InlineData("S: 250 SIZE 0")]
    [InlineData("S: 250 SIZE")]
    [InlineData("S: 250 SIZE lots")]
    [InlineData("S: 250 SIZE -5")]
    public async Task A_size_that_is_no_limit_is_none(string offer)
    {
        using var server = new ScriptedServer(
            "S: 220 mx\nC: EHLO client.test\nS: 250-mx\n" + offer + "\n" + SmtpTesting.PlainTransaction.Replace("<a@corp.example>", "<a@corp.example> SIZE=21"));
        Assert.True((await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port))).IsAccepted);
        await server.CompletedAsync();
    }

    [Theory]
    [InlineData("Host", "", 25, "h")]
    [InlineData("Host", "a b", 25, "h")]
    [InlineData("Port", "mx.test", 0, "h")]
    [InlineData("Port", "mx.test", 65536, "h")]
    [InlineData("HeloName", "mx.test", 25, "h\r\nMAIL FROM:<>")]
    [InlineData("HeloName", "mx.test", 25, "h h")]
    public void Settings_that_cannot_work_are_refused_at_once(string setting, string host, int port, string helo)
    {
        var error = Assert.Throws<MailOpsException>(() => new SmtpTransport(new SmtpOptions { Host = host, Port = port, HeloName = helo }));
        Assert.Equal("MailOps.Smtp.InvalidOptions", error.ErrorId);
        Assert.StartsWith(setting + " ", error.Message, StringComparison.Ordinal);
    }
}
