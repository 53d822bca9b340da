using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Json;

namespace MailOps.Benchmarks;

/// <summary>Evaluations over the public suites on one core, the DNS answered from memory.</summary>
internal static class AuthenticationBenchmarks
{
    public static void Run()
    {
        Spf();
        Dmarc();
    }

    private static void Spf()
    {
        var work = new List<(SpfEvaluator Evaluator, SpfQuery Query)>();
        foreach (var file in new[] { "spf-rfc7208.json", "spf-pyspf.json", "spf-mailauth.json" })
        {
            foreach (var scenario in Suite(file).RequireMember("scenarios").RequireItems())
            {
                var evaluator = new SpfEvaluator(ZoneResolver.FromJson(scenario.RequireMember("zone")));
                work.AddRange(scenario.RequireMember("tests").RequireMembers().Select(t => (evaluator, new SpfQuery
                {
                    ClientAddress = IPAddress.Parse(t.Value.RequireMember("host").RequireString()),
                    Helo = t.Value.MemberString("helo") ?? "",
                    MailFrom = t.Value.MemberString("mailfrom") ?? "",
                })));
            }
        }

        Report("spf: evaluations of the suites", work.Count, () =>
        {
            foreach (var (evaluator, query) in work)
            {
                evaluator.CheckAsync(query, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }
        });
    }

    private static void Dmarc()
    {
        var work = Suite("dmarc-evaluation.json").RequireMember("tests").RequireItems().Select(t => (
            Evaluator: new DmarcEvaluator(ZoneResolver.FromJson(t.RequireMember("zone"))),
            Input: new DmarcInput
            {
                AuthorDomain = t.RequireMember("from").RequireString().Split('@').Last(),
                Spf = [.. t.RequireMember("spf").RequireItems().Select(s => new DmarcSpfInput
                {
                    Domain = s.RequireMember("domain").RequireString(),
                    Result = Enum.Parse<SpfResult>(s.RequireMember("result").RequireString(), ignoreCase: true),
                })],
                Dkim = [.. t.RequireMember("dkim").RequireItems().Select(d => new DmarcDkimInput
                {
                    Domain = d.RequireMember("domain").RequireString(),
                    Result = Enum.Parse<DkimResult>(d.RequireMember("result").RequireString(), ignoreCase: true),
                })],
            })).ToList();
        Report("dmarc: evaluations of the suite", work.Count, () =>
        {
            foreach (var (evaluator, input) in work)
            {
                evaluator.EvaluateAsync(input, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }
        });
    }

    private static JsonValue Suite(string file) => JsonValue.Parse(File.ReadAllBytes(Path.Combine(BenchmarkCorpora.Folder("auth"), file)));

    private static void Report(string what, int count, Action pass)
    {
        var (median, allocated) = Measurement.Median(pass);
        Measurement.Print(what, count / median.TotalSeconds, "1/s");
        Measurement.Print(what, allocated / (double)count, "bytes allocated each");
    }
}
