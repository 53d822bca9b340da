using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Smtp;
using MailOps.Tests.Servers;

namespace MailOps.Tests.Smtp;

/// <summary>What the SMTP tests have in common.</summary>
internal static class SmtpTesting
{
    /// <summary>A greeting and an EHLO with everything this client knows.</summary>
    public const string Hello = """
        S: 220 mx.test ESMTP
        C: EHLO client.test
        S: 250-mx.test
        S: 250-PIPELINING
        S: 250-8BITMIME
        S: 250-SMTPUTF8
        S: 250-DSN
        S: 250 SIZE 1000000

        """;

    /// <summary>A greeting and an EHLO without PIPELINING and anything else.</summary>
    public const string PlainHello = """
        S: 220 mx.test ESMTP
        C: EHLO client.test
        S: 250 mx.test

        """;

    /// <summary>A message for one recipient, taken. (Its 21 octets are <see cref="Message"/>.)</summary>
    public const string Transaction = """
        C: MAIL FROM:<a@corp.example> SIZE=21
        C: RCPT TO:<b@remote.example>
        C: DATA
        S: 250 2.1.0 sender ok
        S: 250 2.1.5 recipient ok
        S: 354 go ahead
        C: Subject: x
        C:
        C: hello
        C: .
        S: 250 2.0.0 queued as 1

        """;

    /// <summary>The message (<see cref="Message"/>) on the wire, and its final dot.</summary>
    public const string Body = """
        C: Subject: x
        C:
        C: hello
        C: .

        """;

    /// <summary>The goodbye.</summary>
    public const string Quit = """
        C: QUIT
        S: 221 bye

        """;

    /// <summary>What follows an accepted DATA: the message, taken, and the goodbye.</summary>
    public const string Taken = "S: 354 go\n" + Body + "S: 250 ok\n" + Quit;

    /// <summary>An envelope for one recipient, one command at a time.</summary>
    public const string PlainEnvelope = """
        C: MAIL FROM:<a@corp.example>
        S: 250 ok
        C: RCPT TO:<b@remote.example>
        S: 250 ok

        """;

    /// <summary>A message for one recipient, one command at a time, taken, and the goodbye.</summary>
    public const string PlainTransaction = PlainEnvelope + "C: DATA\n" + Taken;

    public static readonly byte[] Message = Bytes("Subject: x\r\n\r\nhello\r\n");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static SmtpOptions Options(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        HeloName = "client.test",
        Timeouts = SmtpTimeouts.Uniform(TimeSpan.FromSeconds(20)),
    };

    public static SmtpOptions TlsOptions(int port, ConnectionSecurity security = ConnectionSecurity.StartTls) => Options(port) with
    {
        Security = security,
        TrustedRoots = [TestCertificates.Authority],
    };

    public static MailEnvelope Envelope(params string[] recipients) => new()
    {
        Sender = "a@corp.example",
        Recipients = [.. recipients.Select(address => new EnvelopeRecipient { Address = address })],
    };

    /// <summary>Plays a script to its end against one sending of <see cref="Message"/>, to b@remote.example unless told otherwise.</summary>
    public static async Task<MailDeliveryReport> PlayAsync(string script, params string[] recipients)
    {
        using var server = new ScriptedServer(script);
        var report = await SendAsync(Options(server.Port), Envelope(recipients.Length == 0 ? ["b@remote.example"] : recipients), Message);
        await server.CompletedAsync();
        return report;
    }

    /// <summary>Sends one message to b@remote.example and closes.</summary>
    public static Task<MailDeliveryReport> SendOneAsync(SmtpOptions options, MailClock? clock = null, CancellationToken cancellationToken = default) =>
        SendAsync(options, Envelope("b@remote.example"), Message, clock, cancellationToken);

    /// <summary>Sends a message and says goodbye.</summary>
    public static async Task<MailDeliveryReport> SendAsync(
        SmtpOptions options, MailEnvelope envelope, byte[] message, MailClock? clock = null, CancellationToken cancellationToken = default)
    {
        var transport = new SmtpTransport(options, clock);
        try
        {
            return await transport.SendAsync(envelope, message, gate: null, cancellationToken);
        }
        finally
        {
            await transport.DisposeAsync();
        }
    }
}
