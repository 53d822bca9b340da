using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Benchmarks;

/// <summary>
/// Distinct questions a second through <see cref="IDnsResolver"/> against a Knot on loopback that shares the machine's cores, and dnsperf against
/// the same Knot for comparison. Every question goes over the wire: no two are equal.
/// </summary>
internal static class DnsBenchmarks
{
    private const string Zone = "bench.test";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    private static string Repository =>
        typeof(DnsBenchmarks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!;

    public static void Run()
    {
        Codec();
        var folder = Directory.CreateTempSubdirectory("mailops-bench-");
        if (!OperatingSystem.IsWindows())
        {
            // Servers that root starts drop to another user, who must be able to enter.
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        }

        var port = StartKnot(folder.FullName);
        try
        {
            DnsPerf(folder.FullName, port);
            foreach (var mode in new[] { DnsTransportMode.Isolated, DnsTransportMode.Shared, DnsTransportMode.Auto, DnsTransportMode.Tcp })
            {
                // The first pass compiles.
                Measure(port, mode, callers: 1_000, TimeSpan.FromSeconds(2));
                var (rate, failures, cpu) = Measure(port, mode, callers: 1_000, Duration);
                Measurement.Print("dns: 1,000 callers, " + mode, rate, "answers/s" + (failures == 0 ? "" : ", " + failures + " failures"));
                Measurement.Print("dns: processor time for one of them", cpu, "µs");
            }

            var (single, _, _) = Measure(port, DnsTransportMode.Auto, callers: 1, Duration);
            Measurement.Print("dns: one caller, one after the other", single, "answers/s");
            Cached(port);
            DnsPerf(folder.FullName, port);
        }
        finally
        {
            Start(Path.Combine(Repository, "tests", "servers", "server-down"), Path.Combine(folder.FullName, "knot"));
            folder.Delete(recursive: true);
        }
    }

    private static (double Rate, long Failures, double Cpu) Measure(int port, DnsTransportMode mode, int callers, TimeSpan duration)
    {
        using var resolver = Resolver(port, mode);
        long next = 0, answers = 0, failures = 0;
        var run = Guid.NewGuid().ToString("N")[..8];
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        Task.WaitAll([.. Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync))]);
        self.Refresh();
        return (answers / watch.Elapsed.TotalSeconds, failures, (self.TotalProcessorTime - before).TotalMicroseconds / answers);

        async Task CallAsync()
        {
            while (watch.Elapsed < duration)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{run}-{Interlocked.Increment(ref next)}.{Zone}");
                var answer = await resolver.GetMxAsync(name, CancellationToken.None);
                if (answer.Status == DnsStatus.Found && answer.Records.Count == 2 && answer.Records[0].Name == name)
                {
                    Interlocked.Increment(ref answers);
                }
                else
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }
    }

    private static void Cached(int port)
    {
        using var resolver = Resolver(port, DnsTransportMode.Auto);
        var questions = Enumerable.Range(0, 1_000).Select(i => new DnsQuestion("c" + i + "." + Zone, DnsRecordType.MX)).ToArray();
        Pass();
        var (median, allocated) = Measurement.Median(Pass);
        Measurement.Print("dns: answers from the cache, one core", questions.Length / median.TotalSeconds, "answers/s");
        Measurement.Print("dns: allocated for one of them", (double)allocated / questions.Length, "bytes");

        void Pass()
        {
            foreach (var question in questions)
            {
                resolver.ResolveAsync(question, CancellationToken.None).AsTask().Wait();
            }
        }
    }

    private static void Codec()
    {
        var question = new DnsQuestion("mail.example.com", DnsRecordType.MX);
        var shape = new QueryShape { UseEdns = true };
        var query = QueryWriter.Write(question, shape);
        byte[] answer =
        [
            0, 0, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 1, .. query.AsSpan(12, query.Length - 23),
            0xC0, 12, 0, 15, 0, 1, 0, 0, 1, 44, 0, 8, 0, 10, 3, (byte)'m', (byte)'x', (byte)'1', 0xC0, 12,
            0xC0, 12, 0, 15, 0, 1, 0, 0, 1, 44, 0, 8, 0, 20, 3, (byte)'m', (byte)'x', (byte)'2', 0xC0, 12,
            0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0,
        ];
        Report("query written", () => QueryWriter.Write(question, shape));
        Report("answer with two MX records read", () =>
        {
            if (!MessageReader.IsAnswerTo(answer, query, isMixedCase: false) || !MessageReader.TryRead(answer, question, out _))
            {
                throw new InvalidOperationException("The answer is not read.");
            }
        });

        static void Report(string what, Action work)
        {
            const int Count = 10_000;
            var (median, allocated) = Measurement.Median(() =>
            {
                for (var i = 0; i < Count; i++)
                {
                    work();
                }
            });
            Measurement.Print("dns: " + what, median.TotalNanoseconds / Count, "ns, " + (allocated / Count) + " bytes");
        }
    }

    private static DnsResolver Resolver(int port, DnsTransportMode mode) =>
        new(new DnsResolverOptions { Servers = [new DnsServer(IPAddress.Loopback, port)], Transport = mode });

    private static int StartKnot(string folder)
    {
        File.WriteAllText(
            Path.Combine(folder, Zone + ".zone"),
            "$TTL 300\n@ SOA ns admin 1 3600 900 604800 120\n@ NS ns\nns A 127.0.0.1\n* MX 10 mx1\n* MX 20 mx2\n");
        for (var port = 20_353; ; port += 10)
        {
            var (code, output) = Start(
                Path.Combine(Repository, "tests", "servers", "knot-up"),
                Path.Combine(folder, "knot"),
                port.ToString(CultureInfo.InvariantCulture),
                Path.Combine(folder, Zone + ".zone"));
            if (code == 0)
            {
                return port;
            }

            if (code != 3 || port > 21_000)
            {
                throw new InvalidOperationException("Knot does not start (tests/servers/install dns): " + output);
            }
        }
    }

    private static void DnsPerf(string folder, int port)
    {
        var file = Path.Combine(folder, "questions");
        File.WriteAllLines(file, Enumerable.Range(0, 200_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i}.{Zone} MX")));
        try
        {
            var (_, output) = Start(
                "dnsperf", "-s", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-d", file, "-l", "5", "-c", "4", "-e");
            var line = output.Split('\n').First(l => l.Contains("Queries per second", StringComparison.Ordinal));
            Measurement.Print("dns: dnsperf", double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture), "answers/s");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("dns: dnsperf is not installed");
        }
    }

    private static (int Code, string Output) Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OWNER"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
