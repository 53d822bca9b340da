using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Dkim;

public sealed class DkimCheckerTests
{
    private static readonly DomainName Corp = DomainName.Parse("corp.example");

    [Fact]
    public void At_least_sixty_common_selectors_are_known_each_once()
    {
        Assert.InRange(CommonSelectors.All.Count, 60, 500);
        Assert.Equal(CommonSelectors.All.Count, CommonSelectors.All.Distinct().Count());
        Assert.All(CommonSelectors.All, s => Assert.True(DnsName.TryNormalize(s, out var normal) && normal == s, s));
    }

    [Fact]
    public async Task Finds_the_keys_at_common_selectors()
    {
        var zone = new ZoneBuilder()
            .AddTxt("selector1._domainkey.corp.example", TestKeys.Record(2048))
            .AddAlias("k1._domainkey.corp.example", "dkim.service.example")
            .AddTxt("dkim.service.example", TestKeys.Record(1024));
        var result = await Check(zone);
        Assert.Equal((DkimVerdict.Valid, true), (result.Verdict, result.Passed));
        Assert.Equal("selector1 (rsa 2048), k1 (rsa 1024)", result.Keys.ToString());
        Assert.Equal("dkim.service.example", result.Keys[1].AliasTarget);
        Assert.Equal("DKIM018, DKIM005", result.Findings.ToString());
    }

    [Fact]
    public async Task None_found_is_unknown_and_no_error()
    {
        var result = await Check(new ZoneBuilder().AddTxt("_domainkey.corp.example", "o=~"));
        Assert.Equal((DkimVerdict.Unknown, "DKIM001"), (result.Verdict, result.Findings.ToString()));
        Assert.Empty(result.Keys);
        Assert.NotEqual(FindingSeverity.Error, result.Findings.Worst);
    }

    [Fact]
    public async Task A_selector_that_was_named_must_have_a_key()
    {
        var zone = new ZoneBuilder().AddTxt("here._domainkey.corp.example", TestKeys.Record(2048)).AddTxt("old._domainkey.corp.example", "v=DKIM1; p=");
        Assert.Equal(DkimVerdict.Valid, (await Check(zone, "here", "HERE")).Verdict);
        Assert.Equal((DkimVerdict.Missing, "DKIM003"), Short(await Check(zone, "here", "gone")));
        var revoked = await Check(zone, "old");
        Assert.Equal((DkimVerdict.Invalid, "DKIM014"), Short(revoked));
        Assert.True(revoked.Keys[0].IsRevoked);
        var error = await Assert.ThrowsAsync<MailOpsException>(async () => await Check(zone, "a..b"));
        Assert.Equal("MailOps.Dkim.InvalidName", error.ErrorId);
    }

    [Fact]
    public async Task A_silent_server_is_unknown()
    {
        var zone = new ZoneBuilder().AddFailure("s1._domainkey.corp.example", DnsRecordType.TXT, DnsFailureReason.Timeout);
        Assert.Equal((DkimVerdict.Unknown, "DKIM002"), Short(await Check(zone, "s1")));
        Assert.Equal((DkimVerdict.Unknown, "DKIM002"), Short(await Check(zone)));
    }

    [Fact]
    public async Task Two_records_at_one_selector_are_told()
    {
        var zone = new ZoneBuilder().AddTxt("s1._domainkey.corp.example", "hello").AddTxt("s1._domainkey.corp.example", TestKeys.Record(2048));
        Assert.Equal((DkimVerdict.Valid, "DKIM004"), Short(await Check(zone, "s1")));
    }

    [Fact]
    public async Task A_wildcard_is_one_key_not_a_hundred()
    {
        var result = await new DkimChecker(new EverySelector("v=DKIM1; p=")).CheckAsync(Corp, [], CancellationToken.None);
        Assert.Equal((DkimVerdict.Invalid, "DKIM014, DKIM006"), Short(result));
        Assert.Equal("*", Assert.Single(result.Keys).Selector);

        // A wildcard for something else is no key at all.
        var other = await new DkimChecker(new EverySelector("v=spf1 -all")).CheckAsync(Corp, [], CancellationToken.None);
        Assert.Equal((DkimVerdict.Unknown, "DKIM001"), Short(other));
    }

    [Fact]
    public void Selectors_are_read_from_the_signatures_of_a_message()
    {
        var found = DkimSelectorReader.Read(
            "DKIM-Signature: v=1; a=rsa-sha1; d=Corp.example;\r\n s=one; b=x\r\nARC-Seal: i=1; d=lists.example; s=two; cv=none\r\ndkim-signature: d=corp.example; s=one\r\nDKIM-Signature: nonsense\r\n\r\nDKIM-Signature: d=body.example; s=no\r\n"u8.ToArray());
        Assert.Equal("one._domainkey.corp.example two._domainkey.lists.example", string.Join(" ", found.Select(f => f.KeyName)));
    }

    private static (DkimVerdict Verdict, string Findings) Short(DkimTestResult result) => (result.Verdict, result.Findings.ToString());

    private static async Task<DkimTestResult> Check(ZoneBuilder zone, params string[] selectors) =>
        await new DkimChecker(zone.Build()).CheckAsync(Corp, selectors, CancellationToken.None);

    private sealed class EverySelector(string text) : IDnsResolver
    {
        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            new ZoneBuilder().AddTxt(question.Name, text).Build().ResolveAsync(question, cancellationToken);
    }
}
