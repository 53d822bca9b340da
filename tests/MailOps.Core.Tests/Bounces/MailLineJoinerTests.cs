using System.Collections.Generic;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

public sealed class MailLineJoinerTests
{
    [Theory]
    [InlineData("From: a@x.example\nSubject: b\n\nHello\n\n550 no")]
    [InlineData("From MAILER-DAEMON Sun Nov 22 10:00:00 2026\nReturn-Path: <>\nReceived: from x\n\tby y\n\nHello")]
    [InlineData("Return-Path: <>\nTo: a@x.example")]
    public void Lines_of_a_mail_become_the_mail(string text)
    {
        var joiner = new MailLineJoiner();
        Assert.Empty(Add(joiner, text.Split('\n')));
        Assert.Equal(text.Replace("\n", "\r\n") + "\r\n", joiner.End(out var refused));
        Assert.Equal(0, refused);
        Assert.True(joiner.IsIdle);
    }

    [Theory]
    [InlineData("550 5.1.1 no such user\n452 4.2.2 mailbox full")]
    [InlineData("Diagnostic-Code: smtp; 550 5.1.1 no\nDiagnostic-Code: smtp; 550 5.1.1 no\n\nDiagnostic-Code: x")]
    [InlineData("ABCDEF12: to=<a@x.example>, status=bounced (no)\nABCDEF13: to=<b@x.example>, status=bounced (no)")]
    [InlineData("Mar  1 12:00:00 mx postfix/smtp[4]: ABC: to=<a@x.example>\nFrom now on all is well\nSubject: x")]
    [InlineData("C:\\mails\\a.eml\nD:\\mails\\b.eml")]
    [InlineData("Subject: one\n\nbody")]
    public void Lines_that_are_no_mail_stand_each_for_itself_in_their_order(string text)
    {
        var joiner = new MailLineJoiner();
        var lines = text.Split('\n');
        var given = Add(joiner, lines);
        Assert.Null(joiner.End(out var refused));
        for (var i = lines.Length - refused; i < lines.Length; i++)
        {
            given.Add(lines[i]);
        }

        Assert.Equal(lines, given);
    }

    [Fact]
    public void A_mail_may_follow_lines_that_are_none()
    {
        var joiner = new MailLineJoiner();
        Assert.Equal(["Error: 550 no", "550 no"], Add(joiner, ["Error: 550 no", "550 no", "From: a@x.example", "To: b@x.example", "", "Hello"]));
        Assert.Equal("From: a@x.example\r\nTo: b@x.example\r\n\r\nHello\r\n", joiner.End(out _));
    }

    [Fact]
    public void Reports_are_joined_where_they_are_wanted()
    {
        var reports = new MailLineJoiner(documents: true);
        Assert.Empty(Add(reports, ["<?xml version=\"1.0\"?>", "<feedback>", "</feedback>"]));
        Assert.NotNull(reports.End(out _));
        Assert.Equal(["<feedback>"], Add(new MailLineJoiner(), ["<feedback>"]));
    }

    [Fact]
    public void Memory_is_bounded()
    {
        var joiner = new MailLineJoiner();
        for (var i = 0; i < 3000; i++)
        {
            joiner.TryAdd("X-Field: value", out _);
            joiner.TryAdd("\tfolded", out _);
        }

        joiner.End(out var waiting);
        Assert.True(waiting <= 1000);
        Add(joiner, ["From: a@x.example", "To: b@x.example", ""]);
        var line = new string('x', 1 << 20);
        for (var i = 0; i < 70; i++)
        {
            Assert.True(joiner.TryAdd(line, out _));
        }

        Assert.True(joiner.IsTooLong);
        Assert.True(joiner.End(out _)!.Length < 1000);
        Assert.False(joiner.IsTooLong);
    }

    // What came back as no line of a mail.
    private static List<string> Add(MailLineJoiner joiner, string[] lines)
    {
        List<string> given = [];
        var next = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var taken = joiner.TryAdd(lines[i], out var refused);
            for (; refused > 0; refused--)
            {
                given.Add(lines[next++]);
            }

            if (!taken)
            {
                given.Add(lines[next++]);
            }
        }

        return given;
    }
}
