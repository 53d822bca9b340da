using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Benchmarks;

/// <summary>
/// The look-ups of a long list: 50,000 domains, MX and then the address of the exchanger, at a server of this process that adds 20 ms, loses one
/// query in a hundred, and never answers about one domain in fifty. Every answer is checked.
/// </summary>
internal static class DnsListBenchmarks
{
    private const int Domains = 50_000;
    private const int Callers = 2_000;

    public static void Run()
    {
        using var server = new SlowDnsServer();
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [new DnsServer(IPAddress.Loopback, server.Port)] });
        int next = -1, wrong = 0, dead = 0;
        var first = TimeSpan.Zero;
        var watch = Stopwatch.StartNew();
        Task.WaitAll([.. Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync))]);
        Measurement.Print("dns-list: 50,000 domains, 20 ms, losses, dead", watch.Elapsed.TotalSeconds, "s");
        Measurement.Print("dns-list: first answer", first.TotalMilliseconds, "ms");
        Measurement.Print("dns-list: dead domains", dead, "TempError");
        Measurement.Print("dns-list: wrong answers", wrong, "");
        Measurement.Print("dns-list: queries sent", resolver.GetStatistics().QueriesSent, "");
        Measurement.Print("dns-list: peak memory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB");

        async Task CallAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < Domains;)
            {
                var isRight = await CheckAsync(i);
                if (first == TimeSpan.Zero)
                {
                    first = watch.Elapsed;
                }

                Interlocked.Add(ref wrong, isRight ? 0 : 1);
            }
        }

        async Task<bool> CheckAsync(int i)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"d{i}.{(SlowDnsServer.IsDead(i) ? "dead" : "live")}.test");
            var mx = await resolver.GetMxAsync(name, CancellationToken.None);
            if (SlowDnsServer.IsDead(i))
            {
                Interlocked.Increment(ref dead);
                return mx.Status == DnsStatus.TempError;
            }

            var exchange = mx.RecordsOf<DnsMxRecord>().FirstOrDefault()?.Exchange;
            if (exchange != "mx." + name)
            {
                return false;
            }

            var address = await resolver.ResolveAsync(exchange, DnsRecordType.A, CancellationToken.None);
            return address.Status == DnsStatus.Found && address.Records[0].Data == "192.0.2.1";
        }
    }
}
