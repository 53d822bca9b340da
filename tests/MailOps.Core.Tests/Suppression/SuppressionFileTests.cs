using System;
using System.IO;
using System.Linq;
using MailOps.Bounces;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Suppression;

public sealed class SuppressionFileTests
{
    [Fact]
    public void Reads_what_mailgun_exports()
    {
        var item = Only("address,code,error,created_at\na@x.example,550,\"550 5.1.1 No such user, sorry\",\"Fri, 21 Oct 2011 11:02:55 GMT\"\n");
        Assert.Equal(("a@x.example", BounceReason.UserUnknown), (item.Address, item.Reason));
        Assert.Equal(("550 5.1.1 No such user, sorry", new DateTime(2011, 10, 21, 11, 2, 55, DateTimeKind.Utc)), (item.Comment, item.At));
    }

    [Fact]
    public void Reads_what_sendgrid_exports()
    {
        var item = Only("status,reason,email,created\n5.2.2,552 5.2.2 mailbox full,a@x.example,1443651125\n");
        Assert.Equal(("a@x.example", BounceReason.MailboxFull, "5.2.2"), (item.Address, item.Reason, item.Status));
        Assert.Equal(new DateTime(2015, 9, 30, 22, 12, 5, DateTimeKind.Utc), item.At);
    }

    [Theory]
    [InlineData("EmailAddress,SuppressionReason,Origin,CreatedAt\na@x.example,SpamComplaint,Recipient,2019-12-17T08:58:33-05:00", BounceReason.Feedback)]
    [InlineData("EmailAddress,SuppressionReason,Origin,CreatedAt\na@x.example,ManualSuppression,Customer,2019-12-17T08:58:33-05:00", BounceReason.Undefined)]
    [InlineData("\uFEFFa@x.example,COMPLAINT", BounceReason.Feedback)]
    [InlineData("a@x.example,BOUNCE\r\n", BounceReason.Undefined)]
    [InlineData("\n\na@x.example\n\n", BounceReason.Undefined)]
    [InlineData("Name;E-Mail\r\n\"Becker; Anna\";a@x.example\r\n", BounceReason.Undefined)]
    public void Reads_other_lists(string text, BounceReason reason)
    {
        var item = Only(text);
        Assert.Equal(("a@x.example", reason), (item.Address.Trim('\uFEFF'), item.Reason));
    }

    [Fact]
    public void Of_our_own_files_only_the_blocked_addresses_are_taken_and_no_reason_is_made_up()
    {
        const string Text = "Address,State,Basis,Reason,Since\na@x.example,Blocked,Manual,Undefined,2026-09-01T11:00:00Z\n"
            + "b@x.example,Observed,None,MailboxFull,2026-09-01T11:00:00Z\nc@x.example,Held,Hard,UserUnknown,2026-09-01T11:00:00Z\n";
        var item = Only(Text);
        Assert.Equal(("a@x.example", BounceReason.Undefined, ""), (item.Address, item.Reason, item.Comment));
    }

    [Fact]
    public void Remarks_in_a_list_are_passed_over()
    {
        var items = SuppressionFile.Read(new StringReader("\uFEFF# never again\na@x.example\n# from the shop\n#1@x.example\n"), "t").ToList();
        Assert.Equal(["a@x.example", "#1@x.example"], items.Select(item => item.Address));
    }

    [Fact]
    public void A_file_without_addresses_is_refused_by_name()
    {
        var error = Assert.Throws<MailOpsException>(() => SuppressionFile.Read(new StringReader("a,b\n1,2\n"), "list.csv").ToList());
        Assert.Equal("MailOps.Suppression.NoAddressColumn", error.ErrorId);
        Assert.Contains("list.csv", error.Message);
        var binary = Assert.Throws<MailOpsException>(() => SuppressionFile.Read(new StringReader("\u001B[2J\u0007" + new string('x', 5000)), "t").ToList());
        Assert.DoesNotContain('\u001B', binary.Message);
        Assert.True(binary.Message.Length < 500);
    }

    [Fact]
    public void A_quote_that_nobody_closes_takes_bounded_memory()
    {
        var text = "email,reason\na@x.example,\"" + new string('x', 5_000_000) + "\nb@x.example,\n";
        var items = SuppressionFile.Read(new StringReader(text), "t").ToList();
        Assert.Equal("a@x.example", items[0].Address);
        Assert.True(items[0].Comment.Length <= 1 << 20);
    }

    [Fact]
    public void Foreign_text_becomes_no_formula_and_comes_back()
    {
        var output = new StringWriter();
        var export = new SuppressionExport(output, SuppressionFormat.Csv);
        export.Write(new SuppressionEntry
        {
            Address = "+a@x.example",
            State = SuppressionState.Blocked,
            Since = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
            UpdatedAt = default,
            Reason = BounceReason.UserUnknown,
            Diagnostic = "=cmd|' /C calc'!A0, \"x\"",
        });
        Assert.Contains("\"'=cmd", output.ToString());
        var item = Only(output.ToString());
        Assert.Equal(("+a@x.example", BounceReason.UserUnknown), (item.Address, item.Reason));
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), item.At);
    }

    private static SuppressionAddition Only(string text) => Assert.Single(SuppressionFile.Read(new StringReader(text), "test"));
}
