using System.Collections.Generic;
using System.IO;
using System.Text;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class OwnRulesTests
{
    [Theory]
    [InlineData("\"EUR\" not \"VAT\"", "Price 10 EUR", true)]
    [InlineData("\"EUR\" not \"VAT\"", "Price 10 EUR with VAT", false)]
    [InlineData("\"internal\" to=*@partner.example", "internal figures", true)]
    [InlineData("\"internal\" to=*@corp.example", "internal figures", false)]
    [InlineData("\"nothing\" | subject=*news*", "x", true)]
    [InlineData("attachment=none", "x", true)]
    [InlineData("attachment=*.exe", "x", false)]
    [InlineData("header=X-Ticket", "x", true)]
    [InlineData("header=X-Ticket:7*", "x", false)]
    [InlineData("not \"X-Ticket\" link=*.partner.example", "https://www.partner.example/a", true)]
    [InlineData("from=news@* campaign=spring", "x", false)]
    public void A_rule_holds_when_all_of_its_terms_do(string rule, string text, bool holds)
    {
        var findings = Run("[ACME001 warning] The house says so.\n> Do it otherwise.\n" + rule + "\n", text);
        Assert.Equal(holds ? 1 : 0, findings.Count);
        Assert.All(findings, f => Assert.Equal(
            ("ACME001", FindingSeverity.Warning, "The house says so.", "Do it otherwise.", "own.rules:3"), (f.Id, f.Severity, f.Message, f.Advice, f.Reference)));
    }

    [Fact]
    public void A_section_speaks_once() =>
        Assert.Single(Run("[A1 error] m\n\"one\"\n\"two\"\n", "one two"));

    [Theory]
    [InlineData("\"x\"", "own.rules:1")]
    [InlineData("[DRAFT001 warning] m", "own.rules:1")]
    [InlineData("[ACME001] m", "own.rules:1")]
    [InlineData("[ACME001 bad] m", "own.rules:1")]
    [InlineData("[ACME001 warning]", "own.rules:1")]
    [InlineData("[A1 info] m\nwhat=ever", "own.rules:2")]
    [InlineData("[A1 info] m\n\"open", "own.rules:2")]
    [InlineData("[A1 info] m\n\"a\" |", "own.rules:2")]
    public void A_file_that_is_wrong_names_its_line(string file, string origin)
    {
        var error = Assert.Throws<MailOpsException>(() => OwnRules.Read(new StringReader(file), "own.rules"));
        Assert.Equal("MailOps.Draft.RuleFileInvalid", error.ErrorId);
        Assert.StartsWith(origin + ":", error.Message);
    }

    private static List<Finding> Run(string file, string text)
    {
        var message = "From: news@corp.example\r\nSubject: The news\r\nX-Ticket: 42\r\n\r\n" + text + "\r\n";
        var mail = new PreflightMail(new OutgoingMail { Content = Encoding.UTF8.GetBytes(message), Recipients = ["anna@partner.example"] });
        List<Finding> findings = [];
        OwnRules.Read(new StringReader(file), "own.rules").Run(mail, findings);
        return findings;
    }
}
