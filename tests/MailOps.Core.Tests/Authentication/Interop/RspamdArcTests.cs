using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Json;
using MailOps.Tests.Authentication.Dkim;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Authentication.Interop;

/// <summary>Chains that rspamd and we seal in turn, validated by both.</summary>
[Trait("Category", "Servers")]
public sealed class RspamdArcTests(RspamdTests.Stack stack) : IClassFixture<RspamdTests.Stack>
{
    private const string Domain = "corp.test";
    private const string Client = "192.0.2.25";

    private const string Message =
        "From: Anna <anna@corp.test>\r\nTo: bob@x.test\r\nSubject: A  long\r\n\tsubject\r\nDate: Sun, 1 Mar 2026 12:00:00 +0000\r\nMessage-ID: <1@corp.test>\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello  Bob, \r\n\tthis is it.\r\n\r\n\r\n";

    [SkippableFact]
    public async Task What_is_sealed_here_rspamd_validates()
    {
        var (rspamd, _) = stack.Start();
        var once = SealHere(Message, "spf=pass smtp.mailfrom=corp.test");
        Assert.Contains("\"ARC_ALLOW\"", await CheckAsync(rspamd, once));
        var twice = SealHere(once, "arc=pass; spf=pass smtp.mailfrom=corp.test");
        Assert.Contains("\"ARC_ALLOW\"", await CheckAsync(rspamd, twice));
        Assert.Contains("\"ARC_REJECT\"", await CheckAsync(rspamd, twice.Replace("this is it", "this was it")));
        Assert.Contains("\"ARC_REJECT\"", await CheckAsync(rspamd, twice.Replace("spf=pass", "spf=fail")));
    }

    [SkippableFact]
    public async Task What_rspamd_seals_validates_here()
    {
        var (rspamd, resolver) = stack.Start();
        var once = await SealThereAsync(rspamd, Message);
        await ExpectAsync(resolver, once, ArcResult.Pass, 1);
        await ExpectAsync(resolver, once.Replace("this is it", "this was it"), ArcResult.Fail, 1);
        await ExpectAsync(resolver, once.Replace("subject\r\n", "object\r\n"), ArcResult.Fail, 1);
        await ExpectAsync(resolver, await SealThereAsync(rspamd, once), ArcResult.Pass, 2);
    }

    // rspamd before 3.6 seals a third set and later ones in the wrong order (rspamd/rspamd pull request 4449), so it has the second here.
    [SkippableFact]
    public async Task A_chain_may_be_sealed_by_both_in_turn()
    {
        var (rspamd, resolver) = stack.Start();
        var chain = await SealThereAsync(rspamd, SealHere(Message, "spf=pass smtp.mailfrom=corp.test"));
        chain = SealHere(SealHere(chain, "arc=pass; spf=pass"), "arc=pass; spf=pass");
        await ExpectAsync(resolver, chain, ArcResult.Pass, 4);
        Assert.Contains("\"ARC_ALLOW\"", await CheckAsync(rspamd, chain));
    }

    private static Task<string> CheckAsync(Rspamd rspamd, string message, string fields = "") =>
        rspamd.CheckAsync(Encoding.UTF8.GetBytes(message), Client, "mx.corp.test", "anna@corp.test", fields);

    private static async Task ExpectAsync(IDnsResolver resolver, string message, ArcResult result, int sets)
    {
        var verification = await new ArcVerifier(resolver).VerifyAsync(Encoding.UTF8.GetBytes(message), CancellationToken.None);
        Assert.True((verification.Result, verification.Sets.Count) == (result, sets), verification + " " + verification.Findings + "\n" + message);
    }

    private static string SealHere(string message, string results)
    {
        var key = DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(TestKeys.Rsa(2048))));
        using var sealer = new ArcSealer("mx.corp.test", Domain, "s1", key);
        var sealing = sealer.Seal(Encoding.UTF8.GetBytes("Authentication-Results: mx.corp.test; " + results + "\r\n" + message));
        Assert.True(sealing.Changed, sealing.Findings.ToString());
        return sealing.Fields + message;
    }

    // rspamd gives the fields as a mail filter adds them, in the order in which they are put before the message.
    private static async Task<string> SealThereAsync(Rspamd rspamd, string message)
    {
        var key = Convert.ToBase64String(RsaKeyFormat.WritePrivate(TestKeys.Rsa(2048)));
        var answer = await CheckAsync(rspamd, message, "PerformDkimSign: 1\r\nDkimDomain: " + Domain + "\r\nDkimSelector: s1\r\nDkimPrivateKey: " + key + "\r\n");
        var added = JsonValue.Parse(Encoding.UTF8.GetBytes(answer.Substring(answer.IndexOf('{'))))["milter"]?["add_headers"];
        var fields = new List<string>();
        foreach (var name in new[] { "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results" })
        {
            var value = added?[name]?.MemberString("value");
            Assert.True(value is not null, name + " is missing: " + answer);
            fields.Add(name + ": " + value!.Replace("\r\n", "\n").Replace("\n", "\r\n") + "\r\n");
        }

        return string.Concat(fields) + message;
    }
}
