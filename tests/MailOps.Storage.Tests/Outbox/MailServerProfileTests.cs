using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Smtp;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class MailServerProfileTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly MailServerProfile Relay = new()
    {
        Name = "relay",
        Host = "mail.corp.example",
        Port = 587,
        Security = ConnectionSecurity.StartTls,
        UserName = "svc-mail",
        Credential = "env:RELAY_PASSWORD",
        DkimKey = "corp.example:s1:/etc/mailops/s1.pem",
        RedirectTo = "qa@corp.example",
        AllowedDomains = new TextList(["corp.example", "corp.de"]),
        Throttle = new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxPerMinute = 30, Window = SendWindow.Parse("08:00-18:00", "Europe/Berlin") },
    };

    [Fact]
    public async Task A_profile_comes_back_as_it_was_set_and_a_repeat_changes_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        var servers = new MailServerProfiles(test.Store.Servers, "admin");
        Assert.True(await servers.SetAsync(Relay, whatIf: false, None));
        Assert.False(await servers.SetAsync(Relay, whatIf: false, None));
        var found = (await servers.ListAsync(["RE*"], None)).Single();
        Assert.Equal(Relay.Reference, found.Reference);
        Assert.Equal((Relay.DkimKey, Relay.RedirectTo, "corp.example, corp.de"), (found.DkimKey, found.RedirectTo, found.AllowedDomains.ToString()));
        Assert.Equal(Relay.Throttle, found.Throttle);
        Assert.Equal("admin", found.UpdatedBy);
        Assert.True(await servers.SetAsync(Relay with { Throttle = Relay.Throttle with { MaxPerMinute = 60 } }, whatIf: false, None));
        Assert.Equal(60, (await servers.FindOrNewAsync("Relay", None)).Throttle.MaxPerMinute);

        Assert.True(await servers.RemoveAsync("relay", None));
        Assert.False(await servers.RemoveAsync("relay", None));
        Assert.Empty(await test.Store.Throttles.ListAsync(None));
        Assert.Equal("MailOps.Outbox.UnknownProfile", (await Assert.ThrowsAsync<MailOpsException>(() => servers.ListAsync(["relay"], None))).ErrorId);
    }

    [Theory]
    [InlineData("P4ssw0rd!")]
    [InlineData("env:")]
    [InlineData("vault:x")]
    public async Task A_password_in_place_of_a_reference_is_refused_and_not_repeated(string credential)
    {
        await using var test = await TestStore.OpenAsync();
        var servers = new MailServerProfiles(test.Store.Servers);
        var error = await Assert.ThrowsAsync<MailOpsException>(() => servers.SetAsync(Relay with { Credential = credential }, whatIf: false, None));
        Assert.Equal("MailOps.Outbox.InvalidProfile", error.ErrorId);
        Assert.DoesNotContain("P4ssw0rd!", error.ToString());
        Assert.Empty(await servers.ListAsync([], None));
    }

    [Theory]
    [InlineData("", "MailOps.Outbox.InvalidProfile")]
    [InlineData("bad host", "MailOps.Outbox.InvalidServer")]
    public async Task A_profile_without_a_real_host_is_refused(string host, string id)
    {
        await using var test = await TestStore.OpenAsync();
        var error = await Assert.ThrowsAsync<MailOpsException>(
            () => new MailServerProfiles(test.Store.Servers).SetAsync(Relay with { Host = host }, whatIf: true, None));
        Assert.Equal(id, error.ErrorId);
    }

    [Fact]
    public async Task A_name_stands_for_its_profile_and_anything_else_for_an_address()
    {
        await using var test = await TestStore.OpenAsync();
        await new MailServerProfiles(test.Store.Servers).SetAsync(Relay, whatIf: false, None);
        Assert.Equal("relay", (await MailServerChoice.FindAsync(test.Store.Servers, "RELAY", None))!.Text);
        Assert.Equal("smtp://relay:25", (await MailServerChoice.FindAsync(test.Store.Servers, "relay:25", None))!.Text);
        Assert.Equal("smtp://other", (await MailServerChoice.FindAsync(test.Store.Servers, "other", None))!.Text);
        Assert.Null(await MailServerChoice.FindAsync(test.Store.Servers, "", None));
    }

    [Fact]
    public async Task Mail_that_is_queued_follows_the_profile_and_waits_when_it_is_gone()
    {
        await using var source = new SmtpTransportSource(new SmtpTransportSourceOptions());
        source.Use([Relay with { UserName = "", Credential = "", DkimKey = "", RedirectTo = "", AllowedDomains = TextList.Empty }]);
        var first = source.Get("relay");
        Assert.Same(first, source.Get("relay"));
        source.Use([Relay with { UserName = "", Credential = "", DkimKey = "", RedirectTo = "", AllowedDomains = TextList.Empty, UpdatedAt = new DateTime(2026, 1, 1) }]);
        Assert.NotSame(first, source.Get("relay"));
        source.Use([Relay with { Name = "other" }]);
        Assert.Equal("MailOps.Outbox.UnknownProfile", Assert.Throws<MailOpsException>(() => source.Get("relay")).ErrorId);

        // A secret that is not at hand is an error before anything is sent.
        Assert.Equal("MailOps.Outbox.SecretUnavailable", Assert.Throws<MailOpsException>(() => source.Get("other")).ErrorId);
    }

    [Fact]
    public async Task Mail_is_signed_as_it_leaves()
    {
        var inner = new ScriptedTransport();
        using var signer = new DkimSigner("corp.example", "s1", DkimPrivateKey.Create());
        var message = TestMessage.To("a@x.example").Content;
        await new SigningTransport(inner, signer).SendAsync(
            new MailEnvelope { Sender = "news@corp.example", Recipients = [new EnvelopeRecipient { Address = "a@x.example" }] }, message,
            (envelope, _) => new(envelope.Recipients), None);
        var sent = inner.Delivered.Single().Message;
        Assert.StartsWith("DKIM-Signature: v=1; a=rsa-sha256;", sent);
        Assert.Contains("d=corp.example;", sent);
        Assert.EndsWith(System.Text.Encoding.ASCII.GetString(message.ToArray()), sent);
    }
}
