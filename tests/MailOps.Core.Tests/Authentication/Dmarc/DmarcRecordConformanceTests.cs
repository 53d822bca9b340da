using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Authentication.Dmarc;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication.Dmarc;

[Trait("Category", "Conformance")]
public sealed class DmarcRecordConformanceTests
{
    [SkippableFact]
    public void Reads_and_judges_every_record_of_the_suites() => Suite.Run("dmarc", "record", Differences);

    private static IEnumerable<string> Differences(JsonValue test)
    {
        var analysis = DmarcRecordParser.Parse(test.RequireMember("record").RequireString());
        var differences = Suite.Compare("isDmarc", test.MemberBoolean("isDmarc"), analysis.IsDmarc)
            .Concat(Suite.Compare("applies", test.MemberBoolean("applies"), analysis.Applies))
            .Concat(Suite.Compare("findings", Join(test.RequireMember("findings").RequireItems().Select(f => f.RequireString())), Join(SuiteNames(analysis))));
        return test["expect"] is { } expect ? differences.Concat(expect.RequireMembers().SelectMany(m => Tag(m.Key, m.Value, analysis.Record!))) : differences;
    }

    private static IEnumerable<string> Tag(string tag, JsonValue expected, DmarcRecord record) => Suite.Compare(
        tag,
        expected.TryGetString(out var text) ? text : Join(expected.RequireItems().Select(i => i.RequireString())),
        tag switch
        {
            "p" => Name(record.Policy),
            "sp" => Name(record.EffectiveSubdomainPolicy),
            "np" => Name(record.EffectiveNonexistentPolicy),
            "adkim" => Name(record.DkimAlignment).Substring(0, 1),
            "aspf" => Name(record.SpfAlignment).Substring(0, 1),
            "psd" => record.PublicSuffix switch { DmarcPublicSuffix.Yes => "y", DmarcPublicSuffix.No => "n", _ => "u" },
            "t" => record.IsTesting ? "y" : "n",
            "fo" => Join(FailureOptions(record.FailureReporting)),
            "rua" => Join(record.AggregateReports.Select(u => u.Uri)),
            "ruf" => Join(record.FailureReports.Select(u => u.Uri)),
            _ => throw new ArgumentException("The suite asks for the tag " + tag),
        });

    private static IEnumerable<string> FailureOptions(DmarcFailureReporting options) =>
        new[] { (DmarcFailureReporting.AllFail, "0"), (DmarcFailureReporting.AnyFails, "1"), (DmarcFailureReporting.DkimFails, "d"), (DmarcFailureReporting.SpfFails, "s") }
            .Where(o => (options & o.Item1) != 0).Select(o => o.Item2);

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Join(IEnumerable<string> texts) => string.Join(" ", texts.OrderBy(t => t, StringComparer.Ordinal));

    /// <summary>Our findings under the suite's names. Those that only advise (010 below and others) have no name there.</summary>
    private static IEnumerable<string> SuiteNames(DmarcRecordAnalysis analysis) =>
        analysis.Findings.Select(f => (f.Id switch
        {
            "DMARC002" or "DMARC003" => "not-dmarc",
            "DMARC004" => "leading-space",
            "DMARC010" or "DMARC011" => "missing:p",
            "DMARC012" or "DMARC013" or "DMARC014" => "invalid-value:",
            "DMARC015" => "removed-tag:pct",
            "DMARC016" => "removed-tag:",
            "DMARC017" => "unknown-tag:",
            "DMARC018" => "duplicate-tag:",
            "DMARC019" => "syntax",
            "DMARC020" => "p-not-second",
            "DMARC021" => "no-rua",
            "DMARC022" => "invalid-uri:",
            "DMARC023" => "unsupported-scheme:",
            "DMARC024" => "obsolete-size:",
            "DMARC025" => "many-uris:",
            "DMARC026" => "fo-redundant",
            "DMARC028" => "sp-weaker-than-p",
            "DMARC031" => "test-mode",
            _ => "",
        }) is var name && name.Length > 0 && name[name.Length - 1] == ':' ? name + TagIn(f.Message) : name).Where(n => n.Length > 0).Distinct();

    // The messages name their tag first, except those that begin with "The tag".
    private static string TagIn(string message)
    {
        var rest = message.StartsWith("The tag ", StringComparison.Ordinal) ? message.Substring("The tag ".Length) : message;
        return new string([.. rest.TakeWhile(c => char.IsLetterOrDigit(c) || c == '_')]);
    }
}
