using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class DkimCommandTests : IDisposable
{
    private const string Mail = "From: a@corp.test\nTo: b@partner.test\nSubject: Hello\n\nHello\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Makes_a_key_that_signs_and_that_the_record_verifies()
    {
        var zone = await MakeKeyAsync();
        var mail = Write("mail.eml", Mail);
        var signed = await MailOpsProcess.RunAsync("dkim", "sign", mail, "--domain", "corp.test", "--selector", "s1", "--key", Path.Combine(_folder, "key.pem"));
        Assert.Equal(0, signed.ExitCode);
        Assert.EndsWith(Mail, signed.Output);

        // A mail with bare line feeds stays one.
        Assert.DoesNotContain("\r", signed.Output);
        var verified = await MailOpsProcess.RunAsync("message", "verify", Write("signed.eml", signed.Output), "--ip", "192.0.2.1", "--sender", "a@corp.test", "--zone", zone, "--json");
        var result = JsonDocument.Parse(verified.Output).RootElement;
        Assert.Equal(("pass", "pass", "deliver", 0), (result.GetProperty("dkim").GetString(), result.GetProperty("dmarc").GetString(), result.GetProperty("action").GetString(), verified.ExitCode));
        var crlf = await MailOpsProcess.RunAsync(
            "dkim", "sign", Write("crlf.eml", Mail.Replace("\n", "\r\n")), "--domain", "corp.test", "--selector", "s1", "--key", Path.Combine(_folder, "key.pem"));
        Assert.Equal(crlf.Output.Split('\n').Length, crlf.Output.Split("\r\n").Length);
    }

    [Fact]
    public async Task Writes_the_field_alone_when_asked()
    {
        await MakeKeyAsync();
        var run = await MailOpsProcess.RunAsync(
            "dkim", "sign", Write("mail.eml", Mail), "--domain", "corp.test", "--selector", "s1", "--key", Path.Combine(_folder, "key.pem"), "--field-only");
        Assert.StartsWith("DKIM-Signature: v=1; a=rsa-sha256;", run.Output);
        Assert.DoesNotContain("Hello\n", run.Output);
    }

    [Fact]
    public async Task Judges_the_keys_of_a_domain()
    {
        var zone = await MakeKeyAsync();
        var found = await MailOpsProcess.RunAsync("dkim", "test", "corp.test", "--zone", zone, "--json");
        var result = JsonDocument.Parse(found.Output).RootElement;
        Assert.Equal(("valid", "s1", 0), (result.GetProperty("verdict").GetString(), result.GetProperty("keys")[0].GetProperty("selector").GetString(), found.ExitCode));
        var missing = await MailOpsProcess.RunAsync("dkim", "test", "corp.test", "--selector", "gone", "--fail-on", "error", "--zone", zone);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("DKIM003", missing.Output);
        var unknown = await MailOpsProcess.RunAsync("dkim", "test", "other.test", "--fail-on", "warning", "--zone", zone);
        Assert.Equal(0, unknown.ExitCode);
        Assert.Contains("Unknown", unknown.Output);
    }

    [Fact]
    public async Task Tests_the_selectors_that_a_message_names()
    {
        var zone = await MakeKeyAsync();
        var mail = Write("mail.eml", "DKIM-Signature: v=1; a=rsa-sha256; d=corp.test; s=s1; h=from; bh=AAAA; b=AAAA\n" + Mail);
        var run = await MailOpsProcess.RunAsync("dkim", "test", "corp.test", "--message", mail, "--zone", zone, "--json");
        Assert.Equal(1, JsonDocument.Parse(run.Output).RootElement.GetProperty("selectorsTried").GetInt32());
    }

    [Fact]
    public async Task Never_overwrites_a_key_and_shows_one_only_when_asked()
    {
        await MakeKeyAsync();
        var key = Path.Combine(_folder, "key.pem");
        var before = await File.ReadAllTextAsync(key);
        var again = await MailOpsProcess.RunAsync("dkim", "key", "corp.test", "s2", "--bits", "1024", "--out", key);
        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("MailOps.Dkim.KeyExists", again.Error);
        Assert.Equal(before, await File.ReadAllTextAsync(key));
        var shown = await MailOpsProcess.RunAsync("dkim", "key", "corp.test", "s2", "--bits", "1024", "--show-private-key");
        Assert.Contains("-----BEGIN PRIVATE KEY-----", shown.Output);
    }

    [Fact]
    public async Task Explains_a_message_and_ends_with_its_exit_codes()
    {
        var zone = await MakeKeyAsync();
        var mail = Write("mail.eml", Mail);
        var plain = await MailOpsProcess.RunAsync("message", "verify", mail, "--ip", "192.0.2.9", "--sender", "a@corp.test", "--zone", zone, "--fail-on", "warning");
        Assert.Equal(2, plain.ExitCode);
        Assert.Contains("Authentication-Results: ", plain.Output);
        Assert.Contains("AUTH014", plain.Output);
        Assert.Equal(66, (await MailOpsProcess.RunAsync("message", "verify", Path.Combine(_folder, "gone.eml"), "--zone", zone)).ExitCode);
        Assert.Equal(64, (await MailOpsProcess.RunAsync("message", "verify", mail, "--ip", "nowhere", "--zone", zone)).ExitCode);
        Assert.Equal(64, (await MailOpsProcess.RunAsync("message", "verify", "--zone", zone)).ExitCode);
        Assert.NotEqual(0, (await MailOpsProcess.RunAsync("message", "verify", mail, "--as-of", "rfc7489", "--zone", zone)).ExitCode);
        var suffixes = Write("suffixes.dat", "test\n");
        var older = await MailOpsProcess.RunAsync("message", "verify", mail, "--ip", "192.0.2.1", "--sender", "a@corp.test", "--as-of", "rfc7489", "--public-suffixes", suffixes, "--zone", zone, "--json");
        Assert.Equal("pass", JsonDocument.Parse(older.Output).RootElement.GetProperty("dmarc").GetString());
        var forecast = await MailOpsProcess.RunAsync("message", "verify", "--from", "a@corp.test", "--relay", "192.0.2.1", "--selector", "s1", "--zone", zone, "--json");
        Assert.Equal("pass", JsonDocument.Parse(forecast.Output).RootElement.GetProperty("dmarc").GetString());
    }

    [Fact]
    public async Task Seals_what_arrived_and_refuses_without_results()
    {
        var zone = await MakeKeyAsync();
        var mail = Write("mail.eml", Mail);
        string[] key = ["--authserv-id", "mx.corp.test", "--domain", "corp.test", "--selector", "s1", "--key", Path.Combine(_folder, "key.pem"), "--zone", zone];
        var refused = await MailOpsProcess.RunAsync(["arc", "seal", mail, .. key]);
        Assert.Equal((65, Mail), (refused.ExitCode, refused.Output));
        Assert.Contains("ARC021", refused.Error);
        var sealed1 = await MailOpsProcess.RunAsync(["arc", "seal", mail, "--arrival", mail, .. key]);
        Assert.Equal(0, sealed1.ExitCode);
        Assert.DoesNotContain("\r", sealed1.Output);
        var verified = await MailOpsProcess.RunAsync("message", "verify", Write("sealed.eml", sealed1.Output), "--zone", zone, "--json");
        Assert.Equal("pass", JsonDocument.Parse(verified.Output).RootElement.GetProperty("arc").GetProperty("result").GetString());
        var chain = await MailOpsProcess.RunAsync("arc", "check", Path.Combine(_folder, "sealed.eml"), mail, "--zone", zone);
        Assert.Equal(0, chain.ExitCode);
        Assert.Contains("i=1 d=corp.test, mx.corp.test: cv=none; ", chain.Output);
        var broken = await MailOpsProcess.RunAsync("arc", "check", Write("broken.eml", sealed1.Output.Replace("Hello\n", "Bye\n")), "--fail-on", "warning", "--zone", zone, "--json");
        Assert.Equal((2, "fail"), (broken.ExitCode, JsonDocument.Parse(broken.Output).RootElement.GetProperty("result").GetString()));
    }

    private async Task<string> MakeKeyAsync()
    {
        var run = await MailOpsProcess.RunAsync("dkim", "key", "corp.test", "s1", "--bits", "1024", "--out", Path.Combine(_folder, "key.pem"), "--json");
        Assert.Equal(0, run.ExitCode);
        var value = JsonDocument.Parse(run.Output).RootElement.GetProperty("value").GetString();
        return Write("zone.json", "{ \"s1._domainkey.corp.test\": [{ \"type\": \"TXT\", \"value\": [\"" + value + "\"] }],"
            + " \"corp.test\": [{ \"type\": \"TXT\", \"value\": [\"v=spf1 ip4:192.0.2.1 -all\"] }],"
            + " \"_dmarc.corp.test\": [{ \"type\": \"TXT\", \"value\": [\"v=DMARC1; p=reject; rua=mailto:d@corp.test\"] }] }");
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
