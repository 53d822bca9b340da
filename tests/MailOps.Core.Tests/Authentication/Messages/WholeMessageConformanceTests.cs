using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using MailOps.Authentication;
using MailOps.Dns;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication.Messages;

[Trait("Category", "Conformance")]
public sealed class WholeMessageConformanceTests
{
    [SkippableFact]
    public void Judges_every_whole_message_of_the_suites()
    {
        var authenticators = new Dictionary<JsonValue, MailAuthenticator>();
        Suite.Run("auth", "message", (suite, test) =>
        {
            if (!authenticators.TryGetValue(suite, out var authenticator))
            {
                authenticators.Add(suite, authenticator = new MailAuthenticator(ZoneResolver.FromJson(suite.RequireMember("zone"))));
            }

            return Differences(authenticator, test);
        });
    }

    private static IEnumerable<string> Differences(MailAuthenticator authenticator, JsonValue test)
    {
        var query = new MailAuthenticationQuery
        {
            // Without an address no SPF check is possible: a host that nobody is takes the place of the header's own.
            ClientAddress = test.MemberString("ip") is { } ip ? IPAddress.Parse(ip) : null,
            TrustedHost = "nobody.invalid",
            Helo = test.MemberString("helo"),
            MailFrom = test.MemberString("mailfrom"),
        };
        var message = Convert.FromBase64String(test.RequireMember("message").RequireString());
        var result = authenticator.CheckAsync(message, query, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        foreach (var expected in test.RequireMember("expect").RequireMembers())
        {
            if (expected.Key == "dkimAccept")
            {
                continue;
            }

            var actual = expected.Key switch
            {
                "spf" => result.SpfResult.ToString(),
                "dkim" => result.DkimResult.ToString(),
                "dmarc" => result.DmarcResult.ToString(),
                "dmarcDisposition" => result.Dmarc?.Disposition?.ToString() ?? "",
                "arc" => result.ArcResult.ToString(),
                _ => throw new ArgumentException("The suite asks for " + expected.Key),
            };
            var accepted = expected.Key == "dkim" && test.RequireMember("expect")["dkimAccept"] is { } others
                ? others.RequireItems().Select(o => o.RequireString()).ToList()
                : [expected.Value.RequireString()];
            if (!accepted.Contains(actual.ToLowerInvariant()))
            {
                yield return expected.Key + " is " + actual.ToLowerInvariant() + ", not " + string.Join(" or ", accepted) + " (" + result + ")";
            }
        }
    }
}
