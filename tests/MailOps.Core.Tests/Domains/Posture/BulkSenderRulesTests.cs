using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Domains.Posture;
using MailOps.Tests.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Domains.Posture;

public sealed class BulkSenderRulesTests
{
    private const string OneClick = "List-Unsubscribe: <mailto:u@corp.test>, <https://corp.test/u?x=1>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";

    [Fact]
    public async Task Without_mail_and_addresses_only_records_can_be_judged()
    {
        var result = await Check(Zone(), new MailDomainOptions { IsFreeProvider = _ => false });
        Assert.Equal(
            "SpfPass=Unknown, DkimPass=Unknown, DmarcRecord=Met, DmarcAligned=Unknown, ReverseDns=Unknown, Tls=Unknown, OneClickUnsubscribe=Unknown, OwnFromDomain=Met, SpamRate=Unknown",
            result.Requirements.ToString());
        Assert.All(result.Requirements, rule => Assert.NotEqual("", rule.Why));
    }

    [Fact]
    public async Task A_message_and_its_address_can_meet_every_rule_but_the_one_that_nobody_sees_here()
    {
        var result = await Check(Zone(), await Options("ESMTPS", OneClick));
        Assert.Equal(["SpamRate"], result.Requirements.Where(r => r.State != RequirementState.Met).Select(r => r.Name));
        Assert.Contains("ot measurable here", result.Requirements.Single(r => r.Name == "SpamRate").Why);
    }

    [Theory]
    [InlineData("ESMTP", OneClick, true, "192.0.2.1", "Tls")]
    [InlineData("ESMTPS", "", true, "192.0.2.1", "OneClickUnsubscribe")]
    [InlineData("ESMTPS", "List-Unsubscribe: <https://corp.test/u>\r\n", true, "192.0.2.1", "OneClickUnsubscribe")]
    [InlineData("ESMTPS", "List-Unsubscribe: <mailto:u@corp.test>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", true, "192.0.2.1", "OneClickUnsubscribe")]
    [InlineData("ESMTPS", OneClick, false, "192.0.2.1", "OneClickUnsubscribe")]
    [InlineData("ESMTPS", OneClick, true, "192.0.2.2", "SpfPass ReverseDns")]
    [InlineData("ESMTPS", OneClick, true, "192.0.2.3", "SpfPass ReverseDns")]
    public async Task What_breaks_a_rule_is_named(string protocol, string fields, bool signsList, string address, string broken)
    {
        var result = await Check(Zone(), await Options(protocol, fields, signsList, address));
        Assert.Equal(broken, string.Join(" ", result.Requirements.Where(r => r.State == RequirementState.NotMet).Select(r => r.Name)));
    }

    [Fact]
    public async Task A_message_that_was_changed_breaks_the_rules_of_dkim_and_of_unsubscribing()
    {
        var options = await Options("ESMTPS", OneClick, changes: text => text.Replace("Hello", "Hallo"));
        var result = await Check(Zone(), options);
        Assert.Equal("DkimPass OneClickUnsubscribe", string.Join(" ", result.Requirements.Where(r => r.State == RequirementState.NotMet).Select(r => r.Name)));
    }

    [Fact]
    public async Task A_free_provider_is_no_domain_to_send_from()
    {
        var result = await Check(Zone(), new MailDomainOptions { IsFreeProvider = name => name == "corp.test" });
        Assert.Equal(RequirementState.NotMet, result.Requirements.Single(r => r.Name == "OwnFromDomain").State);
    }

    [Fact]
    public async Task A_missing_record_is_a_rule_not_met()
    {
        var result = await Check(new ZoneBuilder(), new MailDomainOptions());
        Assert.Equal(RequirementState.NotMet, result.Requirements.Single(r => r.Name == "SpfPass").State);
        Assert.Equal(RequirementState.NotMet, result.Requirements.Single(r => r.Name == "DmarcRecord").State);
        Assert.Equal(RequirementState.Unknown, result.Requirements.Single(r => r.Name == "OwnFromDomain").State);
    }

    [Fact]
    public async Task A_message_that_does_not_exist_is_an_error()
    {
        var error = await Assert.ThrowsAsync<MailOpsException>(() => Check(Zone(), new MailDomainOptions { Messages = [Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".eml")] }));
        Assert.Equal("MailOps.Authentication.MessageUnreadable", error.ErrorId);
    }

    private static ZoneBuilder Zone() => new ZoneBuilder()
        .AddTxt("corp.test", "v=spf1 ip4:192.0.2.1 -all").AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject; rua=mailto:d@corp.test")
        .AddTxt("s1._domainkey.corp.test", TestKeys.Record(2048))
        .AddPtr("192.0.2.1", "out.corp.test").AddAddress("out.corp.test", "192.0.2.1")
        .AddPtr("192.0.2.2", "lies.corp.test").AddAddress("lies.corp.test", "192.0.2.9");

    private static async Task<MailDomainOptions> Options(string protocol, string fields, bool signsList = true, string address = "192.0.2.1", Func<string, string>? changes = null)
    {
        var message = fields + "From: News <news@corp.test>\r\nTo: a@b.test\r\nSubject: News\r\nDate: Mon, 1 Jun 2026 10:00:00 +0000\r\n\r\nHello\r\n";
        var options = new DkimSignerOptions();
        if (signsList)
        {
            options = options with { HeaderNames = new TextList([.. options.HeaderNames, "List-Unsubscribe", "List-Unsubscribe-Post"]) };
        }
        else
        {
            options = options with { HeaderNames = new TextList(["From", "To"]), OversignedHeaderNames = TextList.Empty };
        }

        using var signer = new DkimSigner("corp.test", "s1", DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(TestKeys.Rsa(2048)))), options);
        var signed = signer.Sign(Encoding.ASCII.GetBytes(message)) + message;
        var received = "Return-Path: <news@corp.test>\r\nReceived: from out.corp.test (out.corp.test [" + address + "])\r\n\tby mx.b.test (Postfix) with " + protocol
            + " id 1; Mon, 1 Jun 2026 10:00:01 +0000\r\n";
        var path = Path.GetTempFileName();
        File.WriteAllText(path, received + (changes is null ? signed : changes(signed)));
        return new MailDomainOptions { Messages = [path], SendingAddresses = [IPAddress.Parse(address)], IsFreeProvider = _ => false };
    }

    private static async Task<MailDomainResult> Check(ZoneBuilder zone, MailDomainOptions options)
    {
        try
        {
            return await new MailDomainChecker(zone.Build(), (options ?? new MailDomainOptions()) with { SkipServers = true }).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        }
        finally
        {
            options.Messages.ToList().ForEach(File.Delete);
        }
    }
}
