using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Cli.Sink;
using MailOps.Smtp;
using Xunit;

namespace MailOps.Tests.Sink;

public sealed class LoopbackSmtpSinkTests : IDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Takes_a_message_of_the_own_client_as_it_was_sent()
    {
        await using var sink = new LoopbackSmtpSink();
        await using var transport = new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = sink.Port });
        var content = Encoding.UTF8.GetBytes("Subject: Grüße\r\n\r\n.\r\n..two\r\nlast\r\n");
        var report = await transport.SendAsync(
            new MailEnvelope
            {
                Sender = "",
                Recipients = [new() { Address = "b@remote.example" }, new() { Address = "\"odd>name\"@remote.example" }],
            },
            content,
            _timeout.Token);
        Assert.True(report.IsAccepted, report.ToString());

        await sink.WaitForAsync(1, _timeout.Token);
        var message = Assert.Single(sink.Messages);
        Assert.Equal("", message.Sender);
        Assert.Equal(["b@remote.example", "\"odd>name\"@remote.example"], message.Recipients);
        Assert.Equal(content, message.Content.ToArray());
        Assert.Null(message.Path);
    }

    [Fact]
    public async Task Takes_many_messages_at_once_and_writes_them_to_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory("sink");
        try
        {
            await using var sink = new LoopbackSmtpSink(folder.FullName);
            await using var transport = new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = sink.Port, MaxConnections = 8 });
            var reports = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => transport.SendAsync(
                new MailEnvelope { Sender = "a@corp.example", Recipients = [new() { Address = $"u{i}@remote.example" }] },
                Encoding.ASCII.GetBytes($"Subject: {i}\r\n\r\nhello\r\n"),
                _timeout.Token)));
            Assert.All(reports, report => Assert.True(report.IsAccepted));

            await sink.WaitForAsync(100, _timeout.Token);
            Assert.Equal(100, sink.Messages.Select(m => m.Recipients[0]).Distinct().Count());
            Assert.All(sink.Messages, m => Assert.Equal(m.Content.ToArray(), File.ReadAllBytes(m.Path!)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Refuses_a_message_above_its_size_when_announced_and_after_it_was_sent()
    {
        await using var sink = new LoopbackSmtpSink(maxSize: 1000);
        var replies = await TalkAsync(
            sink,
            "EHLO me\r\nMAIL FROM:<a@x.test> SIZE=1001\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n" + new string('x', 20_000)
            + "\r\n.\r\nMAIL FROM:<a@x.test>\r\nQUIT\r\n");
        Assert.Equal(["220", "250", "552", "250", "250", "354", "552", "250", "221"], replies);
        Assert.Empty(sink.Messages);
    }

    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\n.\r\n")]
    [InlineData("\r\n.\n")]
    [InlineData("\r.\r")]
    public async Task Only_a_dot_between_two_crlf_ends_a_message(string falseEnd)
    {
        await using var sink = new LoopbackSmtpSink();
        var replies = await TalkAsync(
            sink, $"EHLO me\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\nx{falseEnd}MAIL FROM:<evil@x.test>\r\n.\r\nQUIT\r\n");
        Assert.Equal(["220", "250", "250", "250", "354", "250", "221"], replies);
        Assert.Contains("MAIL FROM:<evil@x.test>", Encoding.ASCII.GetString(Assert.Single(sink.Messages).Content.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@x.test>\r\n", "503")]
    [InlineData("EHLO me\r\nRCPT TO:<a@x.test>\r\n", "503")]
    [InlineData("EHLO me\r\nDATA\r\n", "503")]
    [InlineData("EHLO me\r\nMAIL FROM:a@x.test\r\n", "501")]
    [InlineData("EHLO me\r\nMAIL FROM:<a@x.test> RET=FULL\r\n", "555")]
    [InlineData("EHLO me\r\nMAIL FROM:<a@x.test>\r\nMAIL FROM:<a@x.test>\r\n", "503")]
    [InlineData("EHLO me\r\nMAIL FROM:<a@x.test>\r\nDATA\r\n", "554")]
    [InlineData("EHLO me\r\nNONSENSE\r\n", "500")]
    public async Task Answers_commands_out_of_order_as_a_real_server_does(string commands, string lastReply)
    {
        await using var sink = new LoopbackSmtpSink();
        Assert.Equal(lastReply, (await TalkAsync(sink, commands + "QUIT\r\n"))[^2]);
    }

    [Fact]
    public async Task Hangs_up_on_a_line_without_end()
    {
        await using var sink = new LoopbackSmtpSink();
        Assert.Equal(["220", "500"], await TalkAsync(sink, new string('x', 10_000)));
    }

    public void Dispose() => _timeout.Dispose();

    /// <summary>Sends everything at once and reads the codes of the replies until the sink closes.</summary>
    private async Task<List<string>> TalkAsync(LoopbackSmtpSink sink, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", sink.Port, _timeout.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), _timeout.Token);
        using var reader = new StreamReader(client.GetStream());
        var codes = new List<string>();
        while (await reader.ReadLineAsync(_timeout.Token) is { } line)
        {
            if (line[3] == ' ')
            {
                codes.Add(line[..3]);
            }
        }

        return codes;
    }
}
