using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Benchmarks;

/// <summary><c>dotnet run -c Release --project bench/MailOps.Benchmarks -- NAME…</c>: runs the named measurements, or lists them.</summary>
internal static class Program
{
    private static readonly SortedDictionary<string, Action> Suites = new(StringComparer.Ordinal)
    {
        ["address-list"] = AddressListBenchmarks.Run,
        ["addresses"] = AddressBenchmarks.Run,
        ["authentication"] = AuthenticationBenchmarks.Run,
        ["bounces"] = BounceBenchmarks.Run,
        ["dns"] = DnsBenchmarks.Run,
        ["dns-list"] = DnsListBenchmarks.Run,
        ["domain"] = DomainBenchmarks.Run,
        ["drafts"] = DraftBenchmarks.Run,
        ["logs"] = LogBenchmarks.Run,
        ["mime"] = MimeBenchmarks.Run,
        ["outbox"] = OutboxBenchmarks.Run,
        ["outbox-canceller"] = OutboxCanceller.Run,
        ["outbox-delivery"] = OutboxDeliveryBenchmarks.Run,
        ["outbox-single"] = OutboxSingleBenchmarks.Run,
        ["reports"] = ReportBenchmarks.Run,
        ["signatures"] = SignatureBenchmarks.Run,
        ["smtp"] = SmtpBenchmarks.Run,
        ["throttles"] = ThrottleBenchmarks.Run,
    };

    public static int Main(string[] args)
    {
        if (args.Length == 0 || args.Any(name => !Suites.ContainsKey(name)))
        {
            Console.Error.WriteLine("Name one or more of: " + string.Join(", ", Suites.Keys));
            return 2;
        }

        foreach (var name in args)
        {
            Suites[name]();
        }

        return 0;
    }
}
