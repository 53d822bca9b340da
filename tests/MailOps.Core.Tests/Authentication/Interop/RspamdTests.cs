using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Tests.Authentication.Dkim;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Authentication.Interop;

/// <summary>A second opinion: rspamd says of the same messages, over the same DNS server, what we say.</summary>
[Trait("Category", "Servers")]
public sealed class RspamdTests(RspamdTests.Stack stack) : IClassFixture<RspamdTests.Stack>
{
    private const string Inside = "192.0.2.25";
    private const string Outside = "198.51.100.66";

    [SkippableTheory]
    [InlineData("corp.test", Inside, true, "R_SPF_ALLOW R_DKIM_ALLOW DMARC_POLICY_ALLOW", SpfResult.Pass, DkimResult.Pass, DmarcResult.Pass)]
    [InlineData("corp.test", Outside, true, "R_SPF_FAIL R_DKIM_ALLOW DMARC_POLICY_ALLOW", SpfResult.Fail, DkimResult.Pass, DmarcResult.Pass)]
    [InlineData("corp.test", Inside, false, "R_SPF_ALLOW R_DKIM_NA DMARC_POLICY_ALLOW", SpfResult.Pass, DkimResult.None, DmarcResult.Pass)]
    [InlineData("corp.test", Outside, false, "R_SPF_FAIL R_DKIM_NA DMARC_POLICY_REJECT", SpfResult.Fail, DkimResult.None, DmarcResult.Fail)]
    [InlineData("soft.test", Outside, false, "R_SPF_SOFTFAIL R_DKIM_NA DMARC_POLICY_QUARANTINE", SpfResult.SoftFail, DkimResult.None, DmarcResult.Fail)]
    [InlineData("none.test", Outside, false, "R_SPF_NA R_DKIM_NA DMARC_NA", SpfResult.None, DkimResult.None, DmarcResult.None)]
    public async Task Rspamd_agrees_about_a_message(string domain, string client, bool isSigned, string symbols, SpfResult spf, DkimResult dkim, DmarcResult dmarc)
    {
        var (rspamd, resolver) = stack.Start();
        var message = Message(domain);
        if (isSigned)
        {
            using var key = DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(TestKeys.Rsa(2048))));
            using var signer = new DkimSigner(domain, "s1", key);
            message = signer.Sign(Encoding.UTF8.GetBytes(message)) + message;
        }

        var answer = await rspamd.CheckAsync(Encoding.UTF8.GetBytes(message), client, "mx." + domain, "anna@" + domain);
        Assert.All(symbols.Split(' '), symbol => Assert.Contains("\"" + symbol + "\"", answer));

        var query = new MailAuthenticationQuery { ClientAddress = IPAddress.Parse(client), Helo = "mx." + domain, MailFrom = "anna@" + domain };
        var ours = await new MailAuthenticator(resolver).CheckAsync(Encoding.UTF8.GetBytes(message), query, CancellationToken.None);
        Assert.Equal((spf, dkim, dmarc), (ours.SpfResult, ours.DkimResult, ours.DmarcResult));
    }

    private static string Message(string domain) =>
        "From: Anna <anna@" + domain + ">\r\nTo: bob@x.test\r\nSubject: Hello\r\nDate: Sun, 1 Mar 2026 12:00:00 +0000\r\nMessage-ID: <1@" + domain + ">\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello Bob,\r\nthis is it.\r\n";

    /// <summary>The servers, started by the first test that needs them.</summary>
    public sealed class Stack : IDisposable
    {
        private readonly DnsServers _dns = new();
        private Rspamd? _rspamd;
        private DnsResolver? _resolver;

        internal (Rspamd Rspamd, DnsResolver Resolver) Start()
        {
            if (_rspamd is null)
            {
                ServerScripts.Require("rspamd", "/usr/bin/rspamd");
                var key = TestKeys.Record(2048);
                var knot = _dns.StartKnot(new Dictionary<string, string?>
                {
                    ["test"] = Zone(""),
                    ["corp.test"] = Zone("@ TXT \"v=spf1 ip4:192.0.2.25 -all\"\n_dmarc TXT \"v=DMARC1; p=reject\"\ns1._domainkey TXT " + Strings(key)),
                    ["soft.test"] = Zone("@ TXT \"v=spf1 ~all\"\n_dmarc TXT \"v=DMARC1; p=quarantine\""),
                    ["none.test"] = Zone("@ TXT \"nothing\""),
                });
                _resolver = new DnsResolver(new DnsResolverOptions { Servers = [new DnsServer(IPAddress.Loopback, knot.Port)] });
                _rspamd = new Rspamd(knot);
            }

            return (_rspamd, _resolver!);
        }

        public void Dispose()
        {
            _rspamd?.Dispose();
            _resolver?.Dispose();
            _dns.Dispose();
        }

        private static string Zone(string records) => "$TTL 300\n@ SOA ns admin 7 3600 900 604800 120\n@ NS ns\nns A 127.0.0.1\nmx A 192.0.2.25\n" + records + "\n";

        private static string Strings(string text)
        {
            var strings = new StringBuilder();
            for (var i = 0; i < text.Length; i += 200)
            {
                strings.Append(" \"").Append(text, i, Math.Min(200, text.Length - i)).Append('"');
            }

            return strings.ToString();
        }
    }
}
