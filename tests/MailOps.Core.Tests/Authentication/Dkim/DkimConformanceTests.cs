using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication.Dkim;

[Trait("Category", "Conformance")]
public sealed class DkimConformanceTests
{
    [SkippableFact]
    public void Verifies_every_message_of_the_suites() => Suite.Run("dkim", "message", Differences);

    [SkippableFact]
    public void Reads_and_judges_every_key_record_of_the_suites() => Suite.Run("dkim", "record", test =>
    {
        var analysis = DkimKeyRecordParser.Parse(test.RequireMember("record").RequireString());
        var differences = Suite.Compare("valid", test.MemberBoolean("valid"), analysis.IsValid)
            .Concat(Suite.Compare("findings", Join(test.RequireMember("findings").RequireItems()), string.Join(" ", analysis.Findings.Select(SuiteName))));
        return test["expect"] is { } expect ? differences.Concat(expect.RequireMembers().SelectMany(m => Tag(m.Key, m.Value, analysis.Record!))) : differences;
    });

    private static IEnumerable<string> Differences(JsonValue test)
    {
        var zone = new ZoneBuilder();
        foreach (var key in test.RequireMember("keys").RequireMembers())
        {
            if (key.Value.TryGetString(out var text))
            {
                zone.AddTxt(key.Key, text);
            }
            else
            {
                zone.AddFailure(key.Key, DnsRecordType.TXT, DnsFailureReason.ServerFailure);
            }
        }

        var message = Convert.FromBase64String(test.RequireMember("message").RequireString());
        var options = test.MemberInt64("now") is { } now
            ? new DkimOptions { Clock = new ManualClock(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(now)) }
            : DkimOptions.Default;
        var verification = new DkimVerifier(zone.Build(), options).VerifyAsync(message, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var actual = verification.Result.ToString().ToLowerInvariant();
        var accepted = new[] { test.RequireMember("expect").RequireString() }
            .Concat(test["accept"]?.RequireItems().Select(i => i.RequireString()) ?? []).ToList();
        if (!accepted.Contains(actual))
        {
            yield return "gives " + actual + ", not " + string.Join(" or ", accepted)
                + " (" + string.Join("; ", verification.Signatures.SelectMany(s => s.Findings).Select(f => f.Id + " " + f.Message)) + ")";
        }
    }

    private static IEnumerable<string> Tag(string tag, JsonValue expected, DkimKeyRecord record) => Suite.Compare(
        tag,
        expected.TryGetString(out var text) ? text : expected.TryGetInt64(out var number) ? number : Join(expected.RequireItems()),
        tag switch
        {
            "k" => record.KeyType.ToString().ToLowerInvariant(),
            "bits" => (long)record.KeySize,
            "h" => string.Join(" ", record.HashAlgorithms),
            "s" => string.Join(" ", record.Services),
            "t" => string.Join(" ", new[] { record.IsTesting ? "y" : "", record.IsStrict ? "s" : "" }.Where(f => f.Length > 0)),
            _ => throw new ArgumentException("The suite asks for the tag " + tag),
        });

    private static string Join(IEnumerable<JsonValue> items) => string.Join(" ", items.Select(i => i.RequireString()));

    private static string SuiteName(Finding finding) => finding.Id switch
    {
        "DKIM010" => "not-dkim",
        "DKIM011" => "v-not-first",
        "DKIM012" => "bad-version",
        "DKIM013" => "missing:p",
        "DKIM014" => "revoked",
        "DKIM015" => "bad-key",
        "DKIM016" => "bad-key-type",
        "DKIM017" => "key-too-short",
        "DKIM018" => "short-key",
        "DKIM020" => "not-for-email",
        "DKIM021" => "sha1-only",
        "DKIM022" => "testing",
        "DKIM023" => "obsolete-tag:" + TagIn(finding),
        "DKIM024" => "unknown-tag:" + TagIn(finding),
        "DKIM025" => "duplicate-tag:" + TagIn(finding),
        "DKIM026" => "escaped-semicolon",
        "DKIM027" => "quotes",
        _ => finding.Id,
    };

    private static string TagIn(Finding finding) => finding.Message.Substring("The tag ".Length).Split(' ')[0];
}
