using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Domains.Blocklists;
using MailOps.Domains.MtaSts;
using MailOps.Domains.Mx;
using MailOps.Domains.Posture;
using MailOps.Domains.TlsRpt;

namespace MailOps.Benchmarks;

/// <summary>All checks of a domain against the slowest single one, each question to the DNS taking 20 ms.</summary>
internal static class DomainBenchmarks
{
    private const int Rounds = 5;

    private static readonly DomainName Domain = new("corp.test");

    public static void Run()
    {
        var zone = new ZoneBuilder().AddTxt("corp.test", "v=spf1 mx include:a.test include:b.test -all").AddTxt("a.test", "v=spf1 include:c.test -all")
            .AddTxt("b.test", "v=spf1 ip4:192.0.2.0/24 -all").AddTxt("c.test", "v=spf1 a:host.test -all").AddAddress("host.test", "192.0.2.7")
            .AddMx("corp.test", 10, "mail.corp.test").AddAddress("mail.corp.test", "198.51.100.1").AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject; rua=mailto:d@other.test")
            .AddTxt("_smtp._tls.corp.test", "v=TLSRPTv1; rua=mailto:t@corp.test").Build();
        (string Name, Func<IDnsResolver, Task> Check)[] checks =
        [
            ("spf", dns => new SpfChecker(dns).CheckAsync(Domain, CancellationToken.None).AsTask()),
            ("dkim", dns => new DkimChecker(dns).CheckAsync(Domain, [], CancellationToken.None).AsTask()),
            ("dmarc", dns => new DmarcChecker(dns).CheckAsync(Domain, CancellationToken.None).AsTask()),
            ("mx", dns => new MxChecker(dns).CheckAsync(Domain, CancellationToken.None).AsTask()),
            ("mta-sts", dns => new MtaStsChecker(dns, MailClock.System).CheckAsync(Domain, CancellationToken.None).AsTask()),
            ("tls-rpt", dns => new TlsRptChecker(dns).CheckAsync(Domain, CancellationToken.None).AsTask()),
            ("blocklists", dns => new BlocklistChecker(dns).CheckAsync(Domain.Ascii, CancellationToken.None).AsTask()),
        ];
        var slow = new SlowResolver(zone);
        Time(dns => new MailDomainChecker(dns, new MailDomainOptions { SkipServers = true }).CheckAsync(Domain, CancellationToken.None).AsTask(), slow);
        var single = checks.Select(check => (check.Name, Time: Time(check.Check, slow))).ToList();
        var whole = Time(dns => new MailDomainChecker(dns, new MailDomainOptions { SkipServers = true }).CheckAsync(Domain, CancellationToken.None).AsTask(), slow);
        foreach (var (name, time) in single)
        {
            Measurement.Print("domain: " + name + " alone", time.TotalMilliseconds, "ms");
        }

        Measurement.Print("domain: all checks", whole.TotalMilliseconds, "ms");
        Measurement.Print("domain: times the slowest single check", whole / single.Max(s => s.Time), "(goal 1.1)");
    }

    private static TimeSpan Time(Func<IDnsResolver, Task> check, SlowResolver dns)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            check(dns).GetAwaiter().GetResult();
            times.Add(watch.Elapsed);
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    private sealed class SlowResolver(IDnsResolver inner) : IDnsResolver
    {
        public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
        {
            await MailClock.System.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            return await inner.ResolveAsync(question, cancellationToken);
        }
    }
}
