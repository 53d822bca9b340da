using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication.Dmarc;

[Trait("Category", "Conformance")]
public sealed class DmarcEvaluationConformanceTests
{
    [SkippableFact]
    public void Judges_every_message_of_the_suites() =>
        Suite.Run("dmarc", "from", test => Differences(test, Evaluate(test, DmarcOptions.Default), test.RequireMember("expect")));

    [SkippableFact]
    public void Judges_every_message_as_receivers_of_RFC_7489_do_where_they_differ()
    {
        var options = new DmarcOptions
        {
            AsOf = DmarcStandard.Rfc7489,
            PublicSuffixes = PublicSuffixList.Load(Corpora.Require("psl", "public_suffix_list.dat")),
        };
        Suite.Run("dmarc", "expect7489", test => Differences(test, Evaluate(test, options), test.RequireMember("expect7489")));
    }

    private static DmarcEvaluation Evaluate(JsonValue test, DmarcOptions options)
    {
        var from = test.RequireMember("from").RequireString();
        var input = new DmarcInput
        {
            AuthorDomain = from.Substring(from.LastIndexOf('@') + 1),
            Spf = [.. test.RequireMember("spf").RequireItems().Select(s => new DmarcSpfInput
            {
                Scope = s.MemberString("scope") == "mfrom" ? SpfScope.MailFrom : SpfScope.Helo,
                Domain = s.RequireMember("domain").RequireString(),
                Result = Suite.Value<SpfResult>(s.RequireMember("result")),
            })],
            Dkim = [.. test.RequireMember("dkim").RequireItems().Select(d => new DmarcDkimInput
            {
                Domain = d.RequireMember("domain").RequireString(),
                Selector = d.RequireMember("selector").RequireString(),
                Result = Suite.Value<DkimResult>(d.RequireMember("result")),
            })],
        };
        var evaluator = new DmarcEvaluator(ZoneResolver.FromJson(test.RequireMember("zone")), options);
        return evaluator.EvaluateAsync(input, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private static IEnumerable<string> Differences(JsonValue test, DmarcEvaluation actual, JsonValue expected) =>
        expected.RequireMembers().SelectMany(member => Suite.Compare(
            member.Key,
            member.Value.TryGetBoolean(out var flag) ? flag
                : member.Value.TryGetString(out var text) ? text
                : string.Join(" ", member.Value.RequireItems().Select(i => i.RequireString())),
            member.Key switch
            {
                "result" => actual.Result.ToString().ToLowerInvariant(),
                "policyDomain" => actual.PolicyDomain,
                "policy" => actual.Policy?.ToString().ToLowerInvariant(),
                "policyTag" => actual.PolicyTag switch { DmarcPolicyTag.Policy => "p", DmarcPolicyTag.SubdomainPolicy => "sp", DmarcPolicyTag.NonexistentPolicy => "np", _ => null },
                "disposition" => actual.Disposition?.ToString().ToLowerInvariant(),
                "spfAligned" => actual.SpfAligned,
                "dkimAligned" => actual.DkimAligned,
                "orgDomain" => actual.OrganizationalDomain,
                "queries" => string.Join(" ", actual.PolicyQueries),
                _ => throw new ArgumentException("The suite asks for " + member.Key + " in " + test.MemberString("name")),
            }));
}
