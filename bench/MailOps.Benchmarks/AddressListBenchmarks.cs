using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Linq;

namespace MailOps.Benchmarks;

/// <summary>
/// A customer list through <c>mailops address test --file</c>, a process of its own: 1,000,000 addresses at 50,000 domains, at a DNS server that adds
/// 20 ms, loses one query in a hundred, and never answers about one domain in fifty. Every verdict is checked.
/// </summary>
internal static class AddressListBenchmarks
{
    private const int Addresses = 1_000_000;
    private const int Domains = 50_000;

    public static void Run()
    {
        var list = Path.GetTempFileName();
        try
        {
            using (var writer = new StreamWriter(list))
            {
                for (var i = 0; i < Addresses; i++)
                {
                    writer.WriteLine(Address(i));
                }
            }

            using var server = new SlowDnsServer();
            Measure(list, server.Port);
        }
        finally
        {
            File.Delete(list);
        }
    }

    private static void Measure(string list, int port)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            Cli(), "address", "test", "--file", list, "--json", "--throttle-limit", "4096", "--dns", "127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var first = TimeSpan.Zero;
        int count = 0, wrong = 0;
        long peak = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            first = first == TimeSpan.Zero ? watch.Elapsed : first;
            var verdict = SlowDnsServer.IsDead(count % Domains) ? "\"verdict\":\"unknown\"" : "\"verdict\":\"deliverable\"";
            wrong += line.Contains(Address(count), StringComparison.Ordinal) && line.Contains(verdict, StringComparison.Ordinal) ? 0 : 1;
            if (++count % 10_000 == 0)
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
        }

        process.WaitForExit();
        Measurement.Print("address-list: 1,000,000 addresses, 50,000 domains", watch.Elapsed.TotalSeconds, "s");
        Measurement.Print("address-list: first result", first.TotalMilliseconds, "ms");
        Measurement.Print("address-list: results", count, "");
        Measurement.Print("address-list: wrong verdicts", wrong, "");
        Measurement.Print("address-list: peak memory", peak / 1e6, "MB");
    }

    private static string Address(int i)
    {
        var domain = i % Domains;
        return string.Create(CultureInfo.InvariantCulture, $"anna.{i}@d{domain}.{(SlowDnsServer.IsDead(domain) ? "dead" : "live")}.test");
    }

    private static string Cli()
    {
        var root = typeof(AddressListBenchmarks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!;
        var path = Path.Combine(root, "src", "MailOps.Cli", "bin", "Release", "net10.0", "mailops.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("Build it first: dotnet build -c Release src/MailOps.Cli", path);
    }
}
