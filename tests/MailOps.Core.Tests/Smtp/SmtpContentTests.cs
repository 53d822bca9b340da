using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MailOps.Smtp;
using Xunit;

namespace MailOps.Tests.Smtp;

public sealed class SmtpContentTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData("a\n", "a\r\n")]
    [InlineData("a\r", "a\r\n")]
    [InlineData("a\rb\nc\r\nd", "a\r\nb\r\nc\r\nd\r\n")]
    [InlineData("\r\r\n\n", "\r\n\r\n\r\n")]
    [InlineData(".\n", "..\r\n")]
    [InlineData("a\n.b\r.c\r\n.", "a\r\n..b\r\n..c\r\n..\r\n")]
    [InlineData("a.b", "a.b\r\n")]
    public void Ends_lines_with_crlf_and_doubles_dots(string message, string expected) =>
        Assert.Equal(expected, Wire(SmtpTesting.Bytes(message), stuffDots: true, bufferLength: 64));

    [Fact]
    public void Gives_the_same_bytes_whatever_the_size_of_the_buffer()
    {
        // A seeded random source: the same texts each run. The alphabet makes every second byte special.
        var random = new Random(20260301);
        for (var round = 0; round < 2000; round++)
        {
            var message = Enumerable.Range(0, random.Next(60)).Select(_ => (byte)"\r\n.ab"[random.Next(5)]).ToArray();
            foreach (var stuffDots in new[] { true, false })
            {
                var whole = Wire(message, stuffDots, 1000);
                Assert.Equal(whole, Wire(message, stuffDots, 16));
                Assert.Equal(whole, Wire(message, stuffDots, 17));
                Assert.Equal(Expected(message, stuffDots), whole);
            }

            Assert.Equal(Wire(message, stuffDots: false, 1000).Length, SmtpMessageTraits.Of(message).Size);
        }
    }

    [Theory]
    [InlineData("Subject: x\r\n\r\nbody\r\n", false, false)]
    [InlineData("Subject: x\r\n\r\nbödy\r\n", true, false)]
    [InlineData("Subject: ö\r\n\r\nbody\r\n", true, true)]
    [InlineData("Subject: x\nX: ö\n\nbody", true, true)]
    [InlineData("Subject: x\rX: y\r\rbödy", true, false)]
    [InlineData("ö", true, true)]
    [InlineData("", false, false)]
    public void Sees_what_a_message_demands(string message, bool is8Bit, bool hasUtf8Header)
    {
        var traits = SmtpMessageTraits.Of(SmtpTesting.Bytes(message));
        Assert.Equal((is8Bit, hasUtf8Header), (traits.Is8Bit, traits.HasUtf8Header));
    }

    // The plain way to say it: split at each line end, write every line with CRLF.
    private static string Expected(byte[] message, bool stuffDots)
    {
        var text = Encoding.ASCII.GetString(message).Replace("\r\n", "\n").Replace('\r', '\n');
        if (text.Length == 0)
        {
            return "";
        }

        var lines = (text[text.Length - 1] == '\n' ? text.Substring(0, text.Length - 1) : text).Split('\n');
        return string.Concat(lines.Select(line => (stuffDots && line.Length > 0 && line[0] == '.' ? "." : "") + line + "\r\n"));
    }

    private static string Wire(byte[] message, bool stuffDots, int bufferLength)
    {
        var content = new SmtpContent(message, stuffDots);
        var buffer = new byte[bufferLength];
        var bytes = new List<byte>();
        for (var turn = 0; !content.IsDone; turn++)
        {
            Assert.True(turn <= message.Length + 1, "It does not get further.");
            bytes.AddRange(buffer.Take(content.Fill(buffer)));
        }

        return Encoding.ASCII.GetString([.. bytes]);
    }
}
