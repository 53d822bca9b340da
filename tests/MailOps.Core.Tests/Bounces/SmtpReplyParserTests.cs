using System;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

public sealed class SmtpReplyParserTests
{
    [Theory]
    [InlineData("550 5.1.1 User unknown", 550, "5.1.1")]
    [InlineData("550-5.1.1 The account does not exist 550 5.1.1 see the help", 550, "5.1.1")]
    [InlineData("smtp; 452 4.2.2 over quota", 452, "4.2.2")]
    [InlineData("host mx.b.example[192.0.2.1] said: 554 5.7.1 blocked (in reply to RCPT TO command)", 554, "5.7.1")]
    [InlineData("sorry, no mailbox here by that name (#5.1.1)", 0, "5.1.1")]
    [InlineData("550 #5.1.0 Address rejected", 550, "5.1.0")]
    [InlineData("5.3.0 - Other mail system problem 550-'Unknown user a@b.example'", 550, "5.3.0")]
    [InlineData("5.1.0 - Unknown address error 550-'5.7.1 <a@b.example>... Access denied'", 550, "5.7.1")]
    [InlineData("550 5.0.0 <a@b.example>... 5.1.1 unknown", 550, "5.1.1")]
    [InlineData("message size 552000 exceeds size limit 500 of server 5.5.5.5", 0, "")]
    [InlineData("Message could not be delivered for 421 minutes", 0, "")]
    [InlineData("552: 5.2.2 Mailbox size limit exceeded", 552, "5.2.2")]
    [InlineData("(Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]", 550, "5.1.1")]
    [InlineData("ERROR_CODE :550, ERROR_CODE :5.1.1 <a@b.example>... User Unknown", 550, "5.1.1")]
    [InlineData("Remote host said: 550: <a@b.example>: User unknown", 550, "")]
    [InlineData("connect to mx.b.example[192.0.2.250]:25: Connection timed out", 0, "")]
    [InlineData("", 0, "")]
    public void Finds_the_codes(string text, int reply, string status)
    {
        var parsed = SmtpReplyParser.Parse(text.AsSpan());
        Assert.Equal(reply, parsed.ReplyCode);
        Assert.Equal(status, parsed.Status.ToString());
    }

    [Fact]
    public void Takes_the_codes_of_further_lines_out_of_the_text() =>
        Assert.Equal(
            "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the address.",
            SmtpReplyParser.Parse(
                "550-5.1.1 The email account that you tried to reach does\r\n 550-5.1.1 not exist. Please try 550 5.1.1 double-checking the address.".AsSpan()).Text);

    [Theory]
    [InlineData("host mx.b.example[192.0.2.1] said: 550 no", "mx.b.example")]
    [InlineData("192.0.2.135 does not like recipient.", "192.0.2.135")]
    [InlineData("... while talking to mx.b.example.:", "mx.b.example")]
    [InlineData("550 no", "")]
    public void Finds_the_server(string text, string host) => Assert.Equal(host, SmtpReplyParser.Parse(text.AsSpan()).Host);

    [Fact]
    public void Folds_white_space_and_control_characters() =>
        Assert.Equal("550 a b c", SmtpReplyParser.Parse(" 550 \t a\r\n\0 b\u0007c ".AsSpan()).Text);

    [Fact]
    public void Cuts_what_no_server_says()
    {
        var text = SmtpReplyParser.Parse(("550 " + new string('x', 100_000)).AsSpan()).Text;
        Assert.Equal(SmtpReplyParser.MaxLength, text.Length);
    }
}
