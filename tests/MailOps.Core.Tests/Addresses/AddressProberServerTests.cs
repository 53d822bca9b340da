using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Addresses;

/// <summary>Asking a real Postfix for its mailboxes.</summary>
[Trait("Category", "Servers")]
public sealed class AddressProberServerTests(MailServers servers) : IClassFixture<MailServers>
{
    private static readonly IDnsResolver Zone = new ZoneBuilder()
        .AddMx("example.test", 10, "mx.example.test")
        .AddMx("elsewhere.test", 10, "mx.example.test")
        .AddAddress("mx.example.test", "127.0.0.1")
        .Build();

    [SkippableTheory]
    [InlineData("alice@example.test", AddressVerdict.Deliverable, AddressReason.None, "ADDR071")]
    [InlineData("nobody.here@example.test", AddressVerdict.Undeliverable, AddressReason.MailboxNotFound, "ADDR070")]
    [InlineData("alice@elsewhere.test", AddressVerdict.Unknown, AddressReason.ProbeTempError, "ADDR075")]
    public async Task Postfix_says_which_mailboxes_it_knows(string address, AddressVerdict verdict, AddressReason reason, string id)
    {
        var server = servers.Postfix;
        using var prober = new AddressProber(
            new AddressProbeOptions { Port = server.Port, HeloName = "client.test", Sender = "probe@client.test", Timeout = TimeSpan.FromSeconds(30) }, Zone);
        using var checker = new AddressChecker(new AddressCheckOptions { CheckMxHosts = false }, Zone, prober: prober);
        var result = await checker.CheckAsync(address, CancellationToken.None);
        Assert.Equal((verdict, reason), (result.Verdict, result.Reason));
        Assert.True(result.Findings.Contains(id), result.Findings + " " + result.ProbeReply);
        Assert.StartsWith("mx.example.test: ", result.ProbeReply, StringComparison.Ordinal);
    }
}
