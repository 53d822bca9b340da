using MailOps.Smtp;
using Xunit;

namespace MailOps.Tests.Smtp;

public sealed class SmtpReplyTests
{
    [Theory]
    [InlineData(550, "5.1.1 no such user", "5.1.1", "no such user", "550 5.1.1 no such user")]
    [InlineData(250, "ok", "", "ok", "250 ok")]
    [InlineData(250, "", "", "", "250")]
    [InlineData(250, "2.0.0", "2.0.0", "", "250 2.0.0")]
    [InlineData(550, "4.7.1 contradicts", "", "4.7.1 contradicts", "550 4.7.1 contradicts")]
    [InlineData(550, "5.7.1: glued", "", "5.7.1: glued", "550 5.7.1: glued")]
    [InlineData(550, "5.2.2.1 is an address", "", "5.2.2.1 is an address", "550 5.2.2.1 is an address")]
    public void Finds_the_enhanced_status_at_the_start_of_the_text(int code, string line, string status, string text, string whole)
    {
        var reply = new SmtpReply { Code = code, Lines = [line] };
        Assert.Equal((status, text, whole), (reply.EnhancedStatus.ToString(), reply.Text, reply.ToString()));
    }

    [Fact]
    public void Joins_lines_and_says_the_status_once()
    {
        var reply = new SmtpReply { Code = 550, Lines = ["5.7.1 Blocked, see", "5.7.1 http://x.test/ ", "", "5.7.1"] };
        Assert.Equal("550 5.7.1 Blocked, see http://x.test/", reply.ToString());
    }

    [Theory]
    [InlineData(250, true, false, false)]
    [InlineData(354, false, false, false)]
    [InlineData(451, false, true, false)]
    [InlineData(550, false, false, true)]
    public void Knows_its_class(int code, bool positive, bool transient, bool permanent)
    {
        var reply = new SmtpReply { Code = code, Lines = [""] };
        Assert.Equal((positive, transient, permanent), (reply.IsPositive, reply.IsTransient, reply.IsPermanent));
    }

    [Fact]
    public void Reads_what_a_server_offers_in_any_case_and_ignores_what_it_does_not_know()
    {
        var offered = SmtpCapabilities.Parse(new SmtpReply
        {
            Code = 250,
            Lines =
            [
                "PIPELINING is only my name", "StartTLS", "pipelining", "chunking", "8bitmime", "smtputf8", "dsn", "SIZE 52428800",
                "AUTH login Plain", "AUTH=LOGIN CRAM-MD5", "", "X-SOMETHING else",
            ],
        });
        Assert.True(offered is { StartTls: true, Pipelining: true, Chunking: true, EightBitMime: true, SmtpUtf8: true, Dsn: true, Size: true });
        Assert.Equal(52428800, offered.MaxSize);
        Assert.Equal(["LOGIN", "PLAIN", "CRAM-MD5"], offered.AuthMechanisms);
        Assert.Equal("X-SOMETHING else", offered.Keywords[offered.Keywords.Count - 1]);
        Assert.False(SmtpCapabilities.Parse(new SmtpReply { Code = 250, Lines = ["PIPELINING"] }).Pipelining);
    }
}
