using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Domains.MtaSts;
using MailOps.Domains.TlsRpt;
using MailOps.Json;
using MailOps.Tests.Authentication;
using Xunit;

namespace MailOps.Tests.Domains;

[Trait("Category", "Conformance")]
public sealed class TransportSecurityConformanceTests
{
    [SkippableFact]
    public void Judges_every_record_policy_and_mail_server_of_the_mta_sts_suites() => Suite.Run("mta-sts", "kind", MtaSts);

    [SkippableFact]
    public void Judges_every_record_of_the_tls_report_suites() => Suite.Run("tlsrpt", "record", test =>
    {
        var record = TlsRptRecord.Parse(test.RequireMember("record").RequireString());
        return Suite.Compare("valid", test.MemberBoolean("valid"), record is not null)
            .Concat(Expected(test, "rua") is { } rua ? Suite.Compare("rua", Join(rua), string.Join(" ", record?.Rua ?? TextList.Empty)) : []);
    });

    private static IEnumerable<string> MtaSts(JsonValue test)
    {
        switch (test.RequireMember("kind").RequireString())
        {
            case "record":
                var record = MtaStsRecord.Parse(test.RequireMember("record").RequireString());
                return Suite.Compare("valid", test.MemberBoolean("valid"), record is not null)
                    .Concat(Expected(test, "id") is { } id ? Suite.Compare("id", id.RequireString(), record?.Id) : []);
            case "policy":
                var policy = MtaStsPolicy.Parse(test.RequireMember("policy").RequireString());
                return Suite.Compare("valid", test.MemberBoolean("valid"), policy is not null)
                    .Concat(Expected(test, "mode") is { } mode ? Suite.Compare("mode", Suite.Value<MtaStsMode>(mode), policy?.Mode) : [])
                    .Concat(Expected(test, "maxAge") is { } age ? Suite.Compare("maxAge", (double)age.RequireInt64(), policy?.MaxAge.TotalSeconds) : [])
                    .Concat(Expected(test, "mx") is { } mx ? Suite.Compare("mx", Join(mx), string.Join(" ", policy?.Mx ?? TextList.Empty)) : []);
            case "mx-match":
                var patterns = test.RequireMember("patterns").RequireItems().Select(p => p.RequireString());
                var allowed = new MtaStsPolicy { Mode = MtaStsMode.Enforce, MaxAge = TimeSpan.Zero, Mx = new TextList(patterns) };
                return Suite.Compare("match", test.MemberBoolean("match"), allowed.Allows(test.RequireMember("host").RequireString()));
            default:
                throw test.Fault("the suite has a kind of test that is not known");
        }
    }

    private static JsonValue? Expected(JsonValue test, string name) => test["expect"]?[name];

    private static string Join(JsonValue list) => string.Join(" ", list.RequireItems().Select(i => i.RequireString()));
}
