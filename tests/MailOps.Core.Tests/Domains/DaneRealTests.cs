using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Dane;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Domains;

/// <summary>A zone signed by Knot, validated by Unbound, and the certificate of a Postfix over STARTTLS.</summary>
[Trait("Category", "Servers")]
public sealed class DaneRealTests(MailServers mail) : IClassFixture<MailServers>
{
    [SkippableFact]
    public async Task The_records_of_a_signed_zone_are_compared_with_the_certificate_of_postfix()
    {
        var postfix = mail.Postfix;
        using var certificate = TestCertificates.CertificateOf(postfix);
        var key = CertificateParts.KeyHash(certificate);
        var port = postfix.Port.ToString(CultureInfo.InvariantCulture);
        using var dns = new DnsServers();
        var zones = new Dictionary<string, string?>
        {
            ["good.test"] = Zone("_" + port + "._tcp.mx TLSA 3 1 1 " + key + "\n_" + port + "._tcp.mx TLSA 3 1 1 " + new string('0', 64)),
            ["stale.test"] = Zone("_" + port + "._tcp.mx TLSA 3 1 1 " + new string('0', 64)),
            ["none.test"] = Zone(""),
        };
        var knot = dns.StartSigningKnot(zones);
        var unbound = dns.StartValidatingUnbound(knot, zones.Keys);
        using var resolver = Over(unbound);
        var options = new DaneCheckOptions { Port = postfix.Port, HeloName = "client.test" };
        var checker = new DaneChecker(resolver, MailClock.System, options);
        var good = await checker.CheckAsync(new DomainName("good.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Valid, true, "DANE023"), (good.Verdict, good.IsSigned, good.Findings.ToString()));
        Assert.Equal(DaneRecordVerdict.Match, good.Hosts[0].Records.Single(r => r.Record.EndsWith(key, StringComparison.Ordinal)).Verdict);
        var stale = await checker.CheckAsync(new DomainName("stale.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Invalid, "DANE020, DANE024"), (stale.Verdict, stale.Findings.ToString()));
        var none = await checker.CheckAsync(new DomainName("none.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Missing, "DANE001"), (none.Verdict, none.Findings.ToString()));

        // The same records by a server that does not validate, and by one whose trust anchors are gone.
        using var direct = Over(knot);
        var unvalidated = await new DaneChecker(direct, MailClock.System, options).CheckAsync(new DomainName("good.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Unknown, "DANE004"), (unvalidated.Verdict, unvalidated.Findings.ToString()));
    }

    private static DnsResolver Over(RealServer server) => new(new DnsResolverOptions { Servers = [new DnsServer(IPAddress.Loopback, server.Port)] });

    private static string Zone(string records) =>
        "$TTL 300\n@ SOA ns admin 7 3600 900 604800 120\n@ NS ns\nns A 127.0.0.1\n@ MX 10 mx\nmx A 127.0.0.1\n" + records + "\n";
}
