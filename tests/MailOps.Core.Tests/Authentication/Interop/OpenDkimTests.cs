using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;
using MailOps.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Authentication.Interop;

/// <summary>What opendkim signs verifies here, and what is signed here verifies there; with keys that openssl made.</summary>
[Trait("Category", "Servers")]
public sealed class OpenDkimTests : IDisposable
{
    private const string Message =
        "Received: from a by b\r\nFrom: Anna <anna@corp.test>\r\nTo: bob@x.test\r\nSubject: A  long\r\n\tsubject\r\nDate: Sun, 1 Mar 2026 12:00:00 +0000\r\n"
        + "Message-ID: <1@corp.test>\r\n\r\nHello  Bob, \r\n\tthis is it.\r\n\r\n\r\n";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailops-opendkim-" + Guid.NewGuid().ToString("N").Substring(0, 8));

    // opendkim 2.11 does not verify its own Ed25519 signatures over simple headers: it folds the field again after signing it.
    [SkippableTheory]
    [InlineData("rsa", "relaxed/relaxed")]
    [InlineData("rsa", "relaxed/simple")]
    [InlineData("rsa", "simple/relaxed")]
    [InlineData("rsa", "simple/simple")]
    [InlineData("ed", "relaxed/relaxed")]
    [InlineData("ed", "relaxed/simple")]
    public async Task What_opendkim_signs_verifies_here(string selector, string canonicalization)
    {
        Prepare();
        var file = Write(Message);
        var field = Run("sign", file, selector, canonicalization).Replace("\r\n", "\n").TrimEnd('\n').Replace("\n", "\r\n") + "\r\n";
        Assert.StartsWith("DKIM-Signature: v=1; a=", field);
        Assert.Equal(DkimResult.Pass, (await Verify(field + Message, selector)).Result);
        Assert.Equal(DkimResult.Fail, (await Verify(field + Message.Replace("Bob,", "Eve,"), selector)).Result);
        Assert.Equal(DkimResult.Fail, (await Verify(field + Message.Replace("anna@", "eve@"), selector)).Result);
    }

    [SkippableTheory]
    [InlineData(Canonicalization.Relaxed, Canonicalization.Relaxed)]
    [InlineData(Canonicalization.Relaxed, Canonicalization.Simple)]
    [InlineData(Canonicalization.Simple, Canonicalization.Relaxed)]
    [InlineData(Canonicalization.Simple, Canonicalization.Simple)]
    public void What_is_signed_here_verifies_with_opendkim(Canonicalization header, Canonicalization body)
    {
        Prepare();
        using var key = DkimPrivateKey.FromPem(File.ReadAllText(Path.Combine(_folder, "rsa.private")));
        using var signer = new DkimSigner("corp.test", "rsa", key, new DkimSignerOptions { HeaderCanonicalization = header, BodyCanonicalization = body });
        var signed = signer.Sign(Encoding.UTF8.GetBytes(Message)) + Message;
        Assert.Contains("dkim=pass", Run("verify", Write(signed)));
        Assert.Contains("dkim=fail", Run("verify", Write(signed.Replace("Bob,", "Eve,"))));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Prepare()
    {
        ServerScripts.Require("opendkim", "/usr/sbin/opendkim");
        var made = ServerScripts.Run("dkim-keys", [_folder]);
        Assert.True(made.ExitCode == 0, made.Error);
    }

    private string Write(string message)
    {
        var file = Path.Combine(_folder, "message.eml");
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(message));
        return file;
    }

    private string Run(string mode, string file, string selector = "rsa", string canonicalization = "relaxed/simple")
    {
        var result = ServerScripts.Run(
            "opendkim-file", [mode, _folder, file, selector], new System.Collections.Generic.Dictionary<string, string> { ["CANON"] = canonicalization });
        Assert.True(result.ExitCode == 0 && result.Output.Length > 0, result.Error + result.Output);
        return result.Output;
    }

    private async Task<DkimVerification> Verify(string message, string selector)
    {
        // "rsa._domainkey TXT "v=DKIM1; …" "…"": one text in several strings.
        var line = File.ReadAllText(Path.Combine(_folder, selector + ".txt")).Trim();
        var record = line.Substring(line.IndexOf('"') + 1).TrimEnd('"').Replace("\" \"", "");
        var zone = new ZoneBuilder().AddTxt(selector + "._domainkey.corp.test", record).Build();
        return await new DkimVerifier(zone).VerifyAsync(Encoding.UTF8.GetBytes(message), CancellationToken.None);
    }
}
