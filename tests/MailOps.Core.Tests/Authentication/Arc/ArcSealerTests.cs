using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Tests.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Authentication.Arc;

public sealed class ArcSealerTests
{
    private const string Message = "From: anna@corp.example\r\nTo: list@lists.example\r\nSubject: Hello\r\n\r\nHello all\r\n";

    private static readonly ZoneBuilder Zone = new ZoneBuilder()
        .AddTxt("s1._domainkey.lists.example", TestKeys.Record(1024))
        .AddTxt("s1._domainkey.forward.example", TestKeys.Record(2048));

    [Fact]
    public async Task Each_host_adds_a_set_and_the_chain_holds()
    {
        var first = Seal("lists.example", 1024, With("lists.example", "spf=pass smtp.mfrom=corp.example", Message));
        Assert.Equal(ArcResult.Pass, (await Verify(first)).Result);

        // The second host changes the subject and seals what it sends.
        var changed = first.Replace("Subject: Hello", "Subject: [list] Hello");
        Assert.Equal("ARC006", (await Verify(changed)).Findings.ToString());
        var second = await Verify(Seal("forward.example", 2048, With("forward.example", "arc=pass; spf=fail", changed)));
        Assert.Equal(ArcResult.Pass, second.Result);
        Assert.Equal("i=1 d=lists.example, i=2 d=forward.example", second.Sets.ToString());
        Assert.Equal(("none", "lists.example", "spf=pass smtp.mfrom=corp.example"), (second.Sets[0].ChainState, second.Sets[0].AuthservId, second.Sets[0].Results));
        Assert.Equal("pass", second.Sets[1].ChainState);
    }

    [Fact]
    public async Task A_broken_chain_is_sealed_once_more_as_broken_and_then_never_again()
    {
        var first = Seal("lists.example", 1024, With("lists.example", "spf=pass", Message)).Replace("Hello all", "Hello you");
        var failed = Seal("forward.example", 2048, With("forward.example", "arc=fail", first));
        var verification = await Verify(failed);
        Assert.Equal((ArcResult.Fail, "ARC004"), (verification.Result, verification.Findings.ToString()));

        using var sealer = Sealer("forward.example", 2048);
        var again = sealer.Seal(Encoding.UTF8.GetBytes(With("forward.example", "arc=fail", failed)));
        Assert.False(again.Changed);
        Assert.Equal("", again.Fields);
        Assert.Equal("ARC020", again.Findings.ToString());
    }

    [Theory]
    [InlineData("", "ARC021")]
    [InlineData("other.example; spf=pass", "ARC021")]
    [InlineData("forward.example; spf=pass", "ARC022")]
    [InlineData("forward.example; arc=none", "ARC022")]
    [InlineData("forward.example; arc=temperror", "ARC022")]
    public void Without_results_of_its_own_about_the_chain_nothing_is_sealed(string results, string finding)
    {
        var first = Seal("lists.example", 1024, With("lists.example", "spf=pass", Message));
        using var sealer = Sealer("forward.example", 2048);
        var sealing = sealer.Seal(Encoding.UTF8.GetBytes((results.Length > 0 ? "Authentication-Results: " + results + "\r\n" : "") + first));
        Assert.Equal((false, finding), (sealing.Changed, sealing.Findings.ToString()));
    }

    [Theory]
    [InlineData("cv=none", "cv=pass", "ARC005")]
    [InlineData("ARC-Authentication-Results: i=1", "ARC-Authentication-Results: i=2", "ARC002")]
    [InlineData("spf=pass", "spf=fail", "ARC007")]
    [InlineData("ARC-Seal:", "X-Seal:", "ARC002")]
    [InlineData("ARC-Seal: a=rsa-sha256", "ARC-Seal: a=rsa-sha1", "ARC003")]
    [InlineData("To: list", "To: evil", "ARC006")]
    public async Task A_damaged_chain_says_where(string old, string changed, string finding)
    {
        var message = Seal("lists.example", 1024, With("lists.example", "spf=pass", Message));
        Assert.Contains(old, message, StringComparison.Ordinal);
        var at = message.IndexOf(old, StringComparison.Ordinal);
        var verification = await Verify(message.Remove(at, old.Length).Insert(at, changed));
        Assert.Equal((ArcResult.Fail, finding), (verification.Result, verification.Findings.ToString()));
    }

    [Fact]
    public async Task A_missing_key_is_a_failure_and_a_silent_server_an_open_question()
    {
        var message = Encoding.UTF8.GetBytes(Seal("lists.example", 1024, With("lists.example", "spf=pass", Message)));
        var missing = await new ArcVerifier(new ZoneBuilder().Build()).VerifyAsync(message, CancellationToken.None);
        Assert.Equal((ArcResult.Fail, "ARC008"), (missing.Result, missing.Findings.ToString()));
        var silent = new ZoneBuilder().AddFailure("s1._domainkey.lists.example", DnsRecordType.TXT, DnsFailureReason.Timeout).Build();
        using var stream = new MemoryStream(message);
        var open = await new ArcVerifier(silent).VerifyAsync(stream, CancellationToken.None);
        Assert.Equal((ArcResult.TempError, "ARC009"), (open.Result, open.Findings.ToString()));
    }

    [Fact]
    public async Task Ten_thousand_sets_are_not_followed()
    {
        var fields = string.Concat(Enumerable.Range(0, 10_000).Select(i => "ARC-Seal: i=" + (1 + (i % 50)) + "; a=rsa-sha256; cv=pass; d=lists.example; s=s1; b=AAAA\r\n"));
        var verification = await Verify(fields + Message);
        Assert.Equal((ArcResult.Fail, "ARC001"), (verification.Result, verification.Findings.ToString()));
        Assert.Equal("ARC003", (await Verify("ARC-Seal: i=51; a=rsa-sha256; cv=pass; d=lists.example; s=s1; b=AAAA\r\n" + Message)).Findings.ToString());
    }

    private static string With(string authservId, string results, string message) => "Authentication-Results: " + authservId + "; " + results + "\r\n" + message;

    private static ArcSealer Sealer(string domain, int bits) =>
        new(domain, domain, "s1", DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(TestKeys.Rsa(bits)))), new ArcSealerOptions { Clock = new ManualClock() });

    private static string Seal(string domain, int bits, string message)
    {
        using var sealer = Sealer(domain, bits);
        var sealing = sealer.Seal(Encoding.UTF8.GetBytes(message));
        Assert.True(sealing.Changed, sealing.Findings.ToString());
        return sealing.Fields + message;
    }

    private static async Task<ArcVerification> Verify(string message) =>
        await new ArcVerifier(Zone.Build()).VerifyAsync(Encoding.UTF8.GetBytes(message), CancellationToken.None);
}
