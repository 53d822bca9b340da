using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication.Spf;

[Trait("Category", "Conformance")]
public sealed class SpfConformanceTests
{
    [SkippableFact]
    public void Judges_every_client_of_the_suites()
    {
        var evaluators = new Dictionary<JsonValue, SpfEvaluator>();
        Suite.Run("spf", "host", (scenario, test) =>
        {
            if (!evaluators.TryGetValue(scenario, out var evaluator))
            {
                evaluators.Add(scenario, evaluator = new SpfEvaluator(ZoneResolver.FromJson(scenario.RequireMember("zone"))));
            }

            return Differences(evaluator, test);
        });
    }

    [SkippableFact]
    public void Reads_every_record_of_the_suites() => Suite.Run("spf", "record", test =>
    {
        var analysis = SpfRecordParser.Parse(test.RequireMember("record").RequireString());
        var firstError = analysis.Errors.Count > 0 ? analysis.Errors[0] : null;
        var differences = Suite.Compare("isSpf", test.MemberBoolean("isSpf"), analysis.IsSpf);
        if (test.MemberBoolean("valid") is { } valid)
        {
            differences = differences.Concat(Suite.Compare("valid", valid, analysis.IsValid));
        }

        if (test["terms"] is { } terms)
        {
            differences = differences
                .Concat(Suite.Compare("terms", string.Join(" ", terms.RequireItems().Select(t => t.RequireString())), string.Join(" ", analysis.Record?.Terms.Select(Name) ?? [])))
                .Concat(Suite.Compare("lookupTerms", test.MemberInt64("lookupTerms"), (long?)analysis.Record?.LookupTerms));
        }

        return test.MemberString("badTerm") is not { } badTerm ? differences
            : badTerm.EndsWith(" twice", System.StringComparison.Ordinal)
                ? differences.Concat(Suite.Compare("badTerm", SpfSyntaxFault.DuplicateModifier, firstError?.Fault))
                : differences.Concat(Suite.Compare("badTerm", badTerm, firstError?.Term));
    });

    private static IEnumerable<string> Differences(SpfEvaluator evaluator, JsonValue test)
    {
        var query = new SpfQuery
        {
            ClientAddress = IPAddress.Parse(test.RequireMember("host").RequireString()),
            Helo = test.MemberString("helo") ?? "",
            MailFrom = test.MemberString("mailfrom") ?? "",
        };
        var result = Check(evaluator, query);
        var accepted = test.RequireMember("result").RequireItems().Select(r => r.RequireString()).ToList();
        var actual = result.Result.ToString().ToLowerInvariant();
        if (!accepted.Contains(actual))
        {
            yield return "gives " + actual + ", not " + string.Join(" or ", accepted) + " " + result.Findings;
        }

        // DEFAULT stands for a receiver's own text: the domain has no usable one.
        if (test.MemberString("explanation") is { } explanation && result.Explanation != (explanation == "DEFAULT" ? "" : explanation))
        {
            yield return "explains '" + result.Explanation + "', not '" + explanation + "'";
        }
    }

    private static SpfCheckResult Check(SpfEvaluator evaluator, SpfQuery query) =>
        evaluator.CheckAsync(query, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static string Name(SpfTerm term) => term switch
    {
        SpfDirective directive => directive.Mechanism.ToString().ToLowerInvariant(),
        SpfModifier { Name: "redirect" or "exp" } modifier => modifier.Name,
        _ => "modifier",
    };
}
