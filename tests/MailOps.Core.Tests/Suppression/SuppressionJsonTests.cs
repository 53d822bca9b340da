using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Bounces;
using MailOps.Json;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Suppression;

public sealed class SuppressionJsonTests
{
    private const string Ses =
        """
        {
            "SuppressedDestinationSummaries": [
                { "EmailAddress": "a@x.example", "Reason": "BOUNCE", "LastUpdateTime": "2026-03-01T12:00:00.530000+01:00" },
                { "EmailAddress": "b@x.example", "Reason": "COMPLAINT", "LastUpdateTime": 1772366400.53 }
            ]
        }
        """;

    [Fact]
    public void Reads_what_the_command_line_of_amazon_prints()
    {
        var (all, findings) = Read("\uFEFF\n" + Ses);
        Assert.Equal([("a@x.example", BounceReason.Undefined, "BOUNCE"), ("b@x.example", BounceReason.Feedback, "COMPLAINT")], all.Select(a => (a.Address, a.Reason, a.Comment)));
        Assert.Equal(new DateTime(2026, 3, 1, 11, 0, 0, 530, DateTimeKind.Utc), all[0].At);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), Second(all[1].At!.Value));
        Assert.Empty(findings);
    }

    [Fact]
    public void Pages_may_follow_each_other_and_a_missing_one_is_said()
    {
        var next = """{"SuppressedDestinationSummaries":[{"EmailAddress":"c@x.example","Reason":"BOUNCE"}],"NextToken":"abc"}""";
        Assert.Equal(["c@x.example", "a@x.example", "b@x.example"], Read(next + "\n" + Ses).All.Select(a => a.Address));
        Assert.Empty(Read(next + Ses).Findings);
        Assert.Equal("SUPP004", Assert.Single(Read(Ses + next).Findings).Id);
        Assert.Empty(Read("""{"SuppressedDestinationSummaries":[]}""").All);
    }

    [Fact]
    public void Reads_what_sendgrid_answers()
    {
        var (all, _) = Read(
            """
            [{"created":1443651125,"email":"a@x.example","reason":"550 5.1.1 The email account that you tried to reach does not exist.","status":"5.1.1"},
             {"created":1443651141,"email":"b@x.example","ip":"192.0.2.1"}]
            ["c@x.example"]
            """);
        Assert.Equal([("a@x.example", BounceReason.UserUnknown), ("b@x.example", BounceReason.Feedback), ("c@x.example", BounceReason.Undefined)], all.Select(a => (a.Address, a.Reason)));
        Assert.Equal(("5.1.1", new DateTime(2015, 9, 30, 22, 12, 5, DateTimeKind.Utc)), (all[0].Status, all[0].At!.Value));
    }

    [Theory]
    [InlineData("bounces", ",\"code\":\"550\",\"error\":\"No such mailbox\"", BounceReason.UserUnknown)]
    [InlineData("complaints", "", BounceReason.Feedback)]
    [InlineData("unsubscribes", ",\"tags\":[\"*\"]", BounceReason.Undefined)]
    public void Reads_what_mailgun_answers(string list, string more, BounceReason reason)
    {
        var text = $"{{\"items\":[{{\"address\":\"a@x.example\"{more},\"created_at\":\"Fri, 21 Oct 2011 11:02:55 UTC\"}}],"
            + $"\"paging\":{{\"first\":\"https://api.mailgun.example/v3/corp.example/{list}?page=first\",\"next\":\"https://api.mailgun.example/n\"}}}}";
        var (all, findings) = Read(text);
        Assert.Equal(("a@x.example", reason, new DateTime(2011, 10, 21, 11, 2, 55, DateTimeKind.Utc)), (all[0].Address, all[0].Reason, all[0].At!.Value));
        Assert.Empty(findings);
    }

    [Fact]
    public void Reads_what_postmark_answers()
    {
        var (all, findings) = Read(
            """
            {"Suppressions":[{"EmailAddress":"a@x.example","SuppressionReason":"SpamComplaint","Origin":"Recipient","CreatedAt":"2019-12-10T08:58:33-05:00"}]}
            {"TotalCount":2,"Bounces":[
              {"ID":1,"Type":"HardBounce","Details":"smtp;550 5.1.1 no such user","Email":"b@x.example","BouncedAt":"2014-01-15T16:09:19.6421112-05:00","Inactive":true},
              {"ID":2,"Type":"Transient","Details":"smtp;450 4.2.1 later","Email":"c@x.example","BouncedAt":"2014-01-15T16:09:19-05:00","Inactive":false}]}
            """);
        Assert.Equal([("a@x.example", BounceReason.Feedback), ("b@x.example", BounceReason.UserUnknown)], all.Select(a => (a.Address, a.Reason)));
        Assert.Equal(new DateTime(2014, 1, 15, 21, 9, 19, DateTimeKind.Utc), Second(all[1].At!.Value));
        Assert.Equal(("SUPP005", FindingSeverity.Info), (Assert.Single(findings).Id, findings[0].Severity));
    }

    [Fact]
    public void Reads_objects_that_a_shell_turned_into_json()
    {
        var (all, _) = Read("""[{"EmailAddress":"a@x.example","LastUpdateTime":"2026-03-01T12:00:00Z","Reason":{"Value":"COMPLAINT"}},{"Kunde":"x","E-Mail":"b@x.example"}]""");
        Assert.Equal([("a@x.example", BounceReason.Feedback), ("b@x.example", BounceReason.Undefined)], all.Select(a => (a.Address, a.Reason)));
        var column = SuppressionFile.Read(new StringReader("""[{"who":"a@x.example"}]"""), "list.json", "who");
        Assert.Equal("a@x.example", Assert.Single(column).Address);
    }

    [Theory]
    [InlineData("""{"message":"Forbidden"}""")]
    [InlineData("""[{"name":"x"},{"name":"y"}]""")]
    [InlineData("""{"items":[{"id":1}]}""")]
    [InlineData("[1, 2]")]
    public void Other_json_is_refused_by_name(string text)
    {
        var error = Assert.Throws<MailOpsException>(() => Read(text));
        Assert.Equal("MailOps.Suppression.UnknownJson", error.ErrorId);
        Assert.Contains("list.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("SuppressedDestinationSummaries", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"SuppressedDestinationSummaries\":[{\"EmailAddress\":\"a@x.example\"}")]
    [InlineData("[\"a@x.example\"] and more")]
    [InlineData("{a}")]
    public void Json_that_breaks_off_gives_nothing_at_all(string text)
    {
        var error = Assert.Throws<MailOpsException>(() => SuppressionFile.Read(new StringReader(text), "list.json").First());
        Assert.Equal("MailOps.Suppression.InvalidJson", error.ErrorId);
        Assert.Contains("list.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        var deep = new string('[', 100_000);
        Assert.Equal("MailOps.Suppression.InvalidJson", Assert.Throws<MailOpsException>(() => Read(deep)).ErrorId);
        var reader = new CountingReader();
        var error = Assert.Throws<MailOpsException>(() => SuppressionJson.Read(reader, "endless", null, new SuppressionTally(), new JsonLimits { MaxBytes = 1 << 20 }).ToList());
        Assert.Equal("MailOps.Suppression.InvalidJson", error.ErrorId);
        Assert.True(reader.Given < 2 << 20);
    }

    [Fact]
    public void Rows_without_an_address_are_counted_in_json_and_csv()
    {
        var json = Read("[{\"email\":\"a@x.example\"},\n{\"email\":\"\"},\n{\"mail\":null}]");
        Assert.Single(json.All);
        Assert.Contains("read: 2, first in line 2.", Assert.Single(json.Findings).Message, StringComparison.Ordinal);
        var csv = Read("Name,Email\r\nAnna,a@x.example\r\n\r\nBen,\r\n,,\r\nCarl\r\n");
        Assert.Single(csv.All);
        var finding = Assert.Single(csv.Findings);
        Assert.Equal("SUPP003", finding.Id);
        Assert.Contains("read: 2, first in line 4.", finding.Message, StringComparison.Ordinal);
        var open = Read("email,reason\na@x.example,\"" + string.Concat(Enumerable.Repeat("\nb@x.example,", 100_000)));
        Assert.Equal("SUPP003", Assert.Single(open.Findings).Id);
        var own = Read("Address,State\na@x.example,Observed\nb@x.example,Blocked\n");
        Assert.Equal("SUPP005", Assert.Single(own.Findings).Id);
    }

    private static (List<SuppressionAddition> All, List<Finding> Findings) Read(string text)
    {
        List<Finding> findings = [];
        return ([.. SuppressionFile.Read(new StringReader(text), "list.json", null, findings.Add)], findings);
    }

    private static DateTime Second(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private sealed class CountingReader : TextReader
    {
        public long Given { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            buffer.AsSpan(index, count).Fill(' ');
            Given += count;
            return count;
        }
    }
}
