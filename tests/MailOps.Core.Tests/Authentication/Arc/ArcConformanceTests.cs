using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication.Arc;

[Trait("Category", "Conformance")]
public sealed class ArcConformanceTests
{
    [SkippableFact]
    public void Validates_every_chain_of_the_suites() => Suite.Run("arc", "result", (scenario, test) =>
    {
        var verification = Verify(ZoneResolver.FromJson(scenario.RequireMember("zone")), Encoding.UTF8.GetBytes(test.RequireMember("message").RequireString()));
        var accepted = test.RequireMember("result").RequireItems().Select(r => r.RequireString()).ToList();
        return accepted.Contains(Name(verification.Result)) ? []
            : (string[])["gives " + Name(verification.Result) + ", not " + string.Join(" or ", accepted) + " " + Why(verification)];
    });

    [SkippableFact]
    public void Makes_every_set_of_the_suites() => Suite.Run("arc", "sigHeaders", (scenario, test) =>
    {
        var clock = new ManualClock(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(test.RequireMember("t").RequireInt64()));
        var options = new ArcSealerOptions { HeaderNames = new TextList(test.RequireMember("sigHeaders").RequireItems().Select(h => h.RequireString())), Clock = clock };
        using var sealer = new ArcSealer(
            test.RequireMember("authservId").RequireString(),
            scenario.RequireMember("domain").RequireString(),
            scenario.RequireMember("selector").RequireString(),
            DkimPrivateKey.FromPem(scenario.RequireMember("privateKey").RequireString()),
            options);
        var sealing = sealer.Seal(Encoding.UTF8.GetBytes(test.RequireMember("message").RequireString()));
        var expected = test.RequireMember("expect");
        return Compare("ARC-Seal", expected, sealing.Seal)
            .Concat(Compare("ARC-Message-Signature", expected, sealing.MessageSignature))
            .Concat(Compare("ARC-Authentication-Results", expected, sealing.AuthenticationResults));
    });

    [SkippableFact]
    public void Validates_real_messages_and_changed_copies() => Suite.Run("arc", "arc", test =>
    {
        var zone = new ZoneBuilder();
        foreach (var key in test.RequireMember("keys").RequireMembers())
        {
            zone.AddTxt(key.Key, key.Value.RequireString());
        }

        var verification = Verify(zone.Build(), Convert.FromBase64String(test.RequireMember("message").RequireString()));
        return Suite.Compare("arc", test.RequireMember("arc").RequireString(), Name(verification.Result)).Select(d => d + " " + Why(verification));
    });

    private static ArcVerification Verify(IDnsResolver zone, byte[] message) =>
        new ArcVerifier(zone).VerifyAsync(message, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    // The suite folds in its own way; white space is no part of what it compares.
    private static IEnumerable<string> Compare(string name, JsonValue expected, string field)
    {
        var right = expected.MemberString(name);
        var value = field.Length == 0 ? null : field.Substring(name.Length + 1);
        return Suite.Compare(name, Bare(right), Bare(value));
    }

    private static string Bare(string? text) => text is null ? "null" : new string([.. text.Where(c => c is not (' ' or '\t' or '\r' or '\n'))]);

    private static string Name(ArcResult result) => result.ToString().ToLowerInvariant();

    private static string Why(ArcVerification verification) => string.Join("; ", verification.Findings.Select(f => f.Id + " " + f.Message));
}
