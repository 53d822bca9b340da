using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Posture;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Domains.Posture;

/// <summary>
/// A whole domain with real parts: a zone signed by Knot and validated by Unbound, a Postfix with STARTTLS; and a port that swallows connections, as a
/// firewall does. The mail server must have an address that is not loopback, since a domain that names a loopback address is broken.
/// </summary>
[Trait("Category", "Servers")]
public sealed class MailDomainRealTests
{
    [SkippableFact]
    public async Task A_domain_with_a_signed_zone_and_a_postfix_is_good()
    {
        var address = OwnAddress();
        using var mail = new MailServers();
        var postfix = mail.StartPostfix(new Dictionary<string, string> { ["ADDRESS"] = address.ToString(), ["DOMAIN"] = "corp.test" });
        using var certificate = TestCertificates.CertificateOf(postfix);
        using var dns = new DnsServers();
        var reverse = DnsResolverExtensions.ReverseName(address);
        var reverseZone = reverse.Substring(reverse.IndexOf('.') + 1);
        var zones = new Dictionary<string, string?>
        {
            ["corp.test"] = "$TTL 3600\n@ SOA ns admin 7 3600 900 604800 120\n@ NS ns\nns A 127.0.0.1\n@ MX 10 mx\nmx A " + address
                + "\n_" + postfix.Port.ToString(CultureInfo.InvariantCulture) + "._tcp.mx TLSA 3 1 1 " + CertificateParts.KeyHash(certificate)
                + "\n@ TXT \"v=spf1 mx -all\"\n_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:d@corp.test\"\n_smtp._tls TXT \"v=TLSRPTv1; rua=mailto:t@corp.test\"\n",
            [reverseZone] = "$TTL 3600\n@ SOA ns.corp.test. admin.corp.test. 7 3600 900 604800 120\n@ NS ns.corp.test.\n" + reverse.Substring(0, reverse.IndexOf('.')) + " PTR mx.corp.test.\n",
        };
        var knot = dns.StartSigningKnot(zones);
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [new DnsServer(IPAddress.Loopback, dns.StartValidatingUnbound(knot, zones.Keys).Port)] });
        var options = new MailDomainOptions { SmtpPort = postfix.Port, TrustedRoots = [TestCertificates.AuthorityOf(postfix)] };
        var result = await new MailDomainChecker(resolver, options).CheckAsync(new DomainName("corp.test"), CancellationToken.None);

        Assert.True(result.Findings.All(f => f.Severity != FindingSeverity.Error), result.Findings.ToString());
        var server = Assert.Single(result.Servers);
        Assert.Equal((RecordVerdict.Valid, true, true), (server.Verdict, server.OffersStartTls, server.Certificate!.IsValid));
        Assert.Equal(["mx.corp.test"], server.Addresses[0].ConfirmedNames);
        Assert.Equal((RecordVerdict.Valid, true), (result.Dane!.Verdict, result.Dane.IsSigned));
        Assert.DoesNotContain("Servers", result.Unknown);
        Assert.DoesNotContain("Dane", result.Unknown);
        Assert.DoesNotContain("DOMAIN001", result.Findings.ToString());
    }

    [SkippableFact]
    public async Task A_swallowed_port_gives_one_finding_that_accuses_nobody()
    {
        Skip.IfNot(RuntimeInformation.IsOSPlatform(OSPlatform.Linux), "Only Linux drops connections to a full queue.");
        var address = OwnAddress();
        using var full = new FullQueue(address);
        var zone = new ZoneBuilder().AddTxt("corp.test", "v=spf1 mx -all").AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject; rua=mailto:d@corp.test")
            .AddMx("corp.test", 10, "mx1.corp.test").AddMx("corp.test", 20, "mx2.corp.test").AddAddress("mx1.corp.test", address.ToString()).AddAddress("mx2.corp.test", address.ToString())
            .AddPtr(address.ToString(), "mx1.corp.test").AddPtr(address.ToString(), "mx2.corp.test");
        var options = new MailDomainOptions { SmtpPort = full.Port, ConnectTimeout = TimeSpan.FromSeconds(1) };
        var result = await new MailDomainChecker(zone.Build(), options).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.All(result.Servers, server => Assert.Equal(RecordVerdict.Unknown, server.Verdict));
        var about = Assert.Single(result.Findings, f => f.Id.StartsWith("SRV", StringComparison.Ordinal) || f.Id.StartsWith("DOMAIN", StringComparison.Ordinal));
        Assert.Equal(("DOMAIN001", FindingSeverity.Info), (about.Id, about.Severity));
        Assert.Contains("mx1.corp.test", about.Message);
        Assert.Contains("mx2.corp.test", about.Message);
        Assert.Contains("Servers", result.Unknown);
    }

    private static IPAddress OwnAddress()
    {
        var address = NetworkInterface.GetAllNetworkInterfaces().Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address)
            .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        Skip.If(address is null, "This host has no address but loopback.");
        return address!;
    }

    /// <summary>A port whose queue is full: the system drops what else wants to connect, as a firewall does that says nothing.</summary>
    private sealed class FullQueue : IDisposable
    {
        private readonly Socket _listener;
        private readonly List<Socket> _waiting = [];

        public FullQueue(IPAddress address)
        {
            _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listener.Bind(new IPEndPoint(address, 0));
            _listener.Listen(1);
            for (var i = 0; i < 8; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                try
                {
                    socket.Connect(_listener.LocalEndPoint!);
                }
                catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
                {
                    // It takes its place in the queue, or waits for one.
                }

                _waiting.Add(socket);
            }
        }

        public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

        public void Dispose()
        {
            _waiting.ForEach(socket => socket.Dispose());
            _listener.Dispose();
        }
    }
}
