using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using MailOps.Journal;
using Xunit;

namespace MailOps.Tests.Journal;

/// <summary>What Export-Csv makes of the objects of Exchange, and of rows of its log.</summary>
public sealed class TrackingExportTests
{
    private const string Titles = "\"Timestamp\",\"EventId\",\"Source\",\"Sender\",\"MessageId\",\"Recipients\",\"RecipientStatus\"\r\n";

    private static readonly MailServerLogOptions Options = new() { TimeZone = TimeZoneInfo.Utc };

    [Theory]
    [InlineData("a@x.example;b@x.example")]
    [InlineData("a@x.example, b@x.example")]
    [InlineData("a@x.example b@x.example")]
    public void An_export_with_joined_recipients_is_read_as_a_file(string recipients)
    {
        var (all, findings) = Read(
            "#TYPE Selected.Microsoft.Exchange.Management.TransportLogSearchTasks.MessageTrackingEvent\r\n" + Titles
            + "\"2026-03-01 12:00:00\",\"FAIL\",\"SMTP\",\"news@corp.example\",\"<m1@corp.example>\",\"" + recipients + "\",\"550 5.1.1 User unknown;552 5.2.2 mailbox full\"\r\n"
            + "\"2026-03-01 12:00:01\",\"RECEIVE\",\"SMTP\",\"news@corp.example\",\"<m1@corp.example>\",\"c@corp.example\",\"\"\r\n");
        Assert.Equal([("a@x.example", BounceReason.UserUnknown), ("b@x.example", BounceReason.MailboxFull)], all.Select(d => (d.Address, d.Reason)));
        Assert.Equal(("m1@corp.example", "news@corp.example", 3L), (all[0].MessageId, all[0].Sender, all[0].Line));
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), all[0].At);
        Assert.Empty(findings);
    }

    [Fact]
    public void Recipients_that_became_the_name_of_a_type_are_said_once_with_the_first_line_and_the_remedy()
    {
        var (all, findings) = Read(
            Titles
            + "2026-03-01 12:00:00,DELIVER,STOREDRIVER,n@corp.example,<m0@corp.example>,c@corp.example,System.String[]\r\n"
            + "2026-03-01 12:00:00,FAIL,SMTP,n@corp.example,<m1@corp.example>,System.String[],550 5.1.1 User unknown\r\n"
            + "2026-03-01 12:00:00,RECEIVE,SMTP,n@corp.example,<m1@corp.example>,System.String[],System.String[]\r\n"
            + "2026-03-01 12:00:00,SEND,SMTP,n@corp.example,<m1@corp.example>,System.Collections.ArrayList,\r\n");
        Assert.Equal("c@corp.example", Assert.Single(all).Address);
        var finding = Assert.Single(findings);
        Assert.Equal(("LOG004", FindingSeverity.Warning), (finding.Id, finding.Severity));
        Assert.Contains("tracking.csv: deliveries that could not be read: 2.", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("line 3.", finding.Message, StringComparison.Ordinal);
        Assert.Contains("@{n='Recipients';e={$_.Recipients -join ';'}}", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Replies_that_became_the_name_of_a_type_are_said_and_never_shown_as_what_the_server_said()
    {
        var (all, findings) = Read(Titles + "2026-03-01 12:00:00,FAIL,SMTP,n@corp.example,<m1@corp.example>,a@x.example;b@x.example,System.String[]\r\n");
        Assert.Equal(["", ""], all.Select(d => d.Diagnostic));
        Assert.All(all, d => Assert.NotEqual(BouncePermanence.Hard, d.Permanence));
        Assert.Equal("LOG005", Assert.Single(findings).Id);
    }

    [Fact]
    public void A_delivery_without_an_address_is_counted()
    {
        var (all, findings) = Read(
            "#Fields: date-time,source,event-id,recipient-address\r\n2026-03-01T12:00:00Z,SMTP,FAIL,\r\n"
            + "2026-03-01T12:00:00Z,SMTP,SEND,a@x.example;nobody\r\n2026-03-01T12:00:00Z,SMTP,SUBMIT,\r\n");
        Assert.Equal("a@x.example", Assert.Single(all).Address);
        var finding = Assert.Single(findings);
        Assert.Equal("LOG006", finding.Id);
        Assert.Contains("read: 2, first line 2", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_nobody_closes_is_said()
    {
        var (_, findings) = Read(Titles + "\"2026-03-01 12:00:00,FAIL,SMTP\r\n" + string.Concat(Enumerable.Repeat("2026-03-01 12:00:00,FAIL,SMTP,n@corp.example,<m@x>,a@x.example,550 no\r\n", 20_000)));
        Assert.Contains(findings, f => f.Id == "LOG006" && f.Message.Contains("first line 2.", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_separators_encodings_and_layouts_are_read_as_well()
    {
        var trace = "Received;SenderAddress;RecipientAddress;Status\r\n2026-03-01 12:00:00;n@corp.example;a@x.example;Failed\r\n";
        Assert.Equal(MailServerOutcome.Failed, Assert.Single(Read(trace).All).Outcome);
        var log = "\"date-time\",\"event-id\",\"recipient-address\",\"recipient-status\"\r\n\"2026-03-01T12:00:00Z\",\"FAIL\",\"a@x.example\",\"550 5.1.1 User unknown\"\r\n";
        Assert.Equal(BounceReason.UserUnknown, Assert.Single(Read(log).All).Reason);
        var utf16 = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(log)).ToArray();
        Assert.Equal("a@x.example", Assert.Single(MailServerLog.Read(new MemoryStream(utf16), "tracking.csv", Options)).Address);
    }

    [Fact]
    public void Times_are_read_as_the_culture_of_the_export_writes_them()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var (all, _) = Read(Titles + "05.11.2026 14:05:33,SEND,SMTP,n@corp.example,<m@corp.example>,a@x.example,\r\n20.11.2026 14:05:33,SEND,SMTP,n@corp.example,<m@corp.example>,a@x.example,\r\n");
            Assert.Equal([new DateTime(2026, 11, 5, 14, 5, 33, DateTimeKind.Utc), new DateTime(2026, 11, 20, 14, 5, 33, DateTimeKind.Utc)], all.Select(d => d.At!.Value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Rows_and_lines_that_are_piped_are_counted_together()
    {
        var session = MailServerLog.Begin(Options);
        Assert.Single(session.Read(Row("a@x.example"))!);
        Assert.Empty(session.Read(Row("System.String[]"))!);
        Assert.Empty(session.Read(Row("System.Object[]"))!);

        // Events without recipients are of no harm, and the event log of Windows is none of Exchange.
        Assert.Empty(session.Read(name => name is "EventId" ? "NOTIFYMAPI" : name is "InternalMessageId" ? "12" : null)!);
        Assert.Null(session.Read(name => name is "EventId" ? 1000 : name is "Source" ? "Application" : null));
        var finding = Assert.Single(session.Findings);
        Assert.Equal("LOG004", finding.Id);
        Assert.Contains("read: 2.", finding.Message, StringComparison.Ordinal);

        var lines = MailServerLog.Begin(Options);
        Assert.Empty(lines.Read("#Fields: date-time,event-id,recipient-address"));
        Assert.Equal("a@x.example", Assert.Single(lines.Read("2026-03-01T12:00:00Z,FAIL,a@x.example")).Address);
        Assert.Empty(lines.Findings);
        var strange = MailServerLog.Begin(Options);
        Assert.Empty(strange.Read("Hello"));
        Assert.Equal("LOG001", Assert.Single(strange.Findings).Id);
    }

    private static Func<string, object?> Row(string recipients) => name => name switch
    {
        "EventId" => "FAIL",
        "Recipients" => recipients,
        "RecipientStatus" => "550 5.1.1 User unknown",
        _ => null,
    };

    private static (List<MailServerDelivery> All, List<Finding> Findings) Read(string text)
    {
        List<Finding> findings = [];
        return ([.. MailServerLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "tracking.csv", Options, findings.Add)], findings);
    }
}
