using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class DnsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-cli-").FullName;

    private string Zone => Write("zone.json", """
        {
          "corp.example": [{ "type": "MX", "preference": 10, "value": "mx.corp.example" }],
          "mx.corp.example": [{ "type": "A", "value": "192.0.2.10" }],
          "slow.example": [{ "type": "*", "error": "timeout" }]
        }
        """);

    [Fact]
    public async Task A_name_is_asked_for_its_mail_servers_unless_a_type_is_named()
    {
        var run = await MailOpsProcess.RunAsync("dns", "query", "Corp.Example.", "--zone", Zone);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("10 mx.corp.example", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Each_type_gives_an_answer_of_its_own_as_json()
    {
        var run = await MailOpsProcess.RunAsync("dns", "query", "mx.corp.example", "A", "AAAA", "--zone", Zone, "--json");
        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        var found = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(("mx.corp.example", "found"), (found.GetProperty("name").GetString(), found.GetProperty("status").GetString()));
        Assert.Equal("192.0.2.10", Assert.Single(found.GetProperty("records").EnumerateArray()).GetProperty("value").GetString());
        Assert.Equal("noData", JsonDocument.Parse(lines[1]).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task No_answer_is_to_be_asked_again_later_and_no_name_that_does_not_exist()
    {
        var slow = await MailOpsProcess.RunAsync("dns", "query", "slow.example", "--zone", Zone, "--json");
        Assert.Equal(75, slow.ExitCode);
        Assert.Equal("tempError", JsonDocument.Parse(slow.Output).RootElement.GetProperty("status").GetString());
        var none = await MailOpsProcess.RunAsync("dns", "query", "none.example", "--zone", Zone, "--json");
        Assert.Equal(0, none.ExitCode);
        Assert.Equal("nxDomain", JsonDocument.Parse(none.Output).RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(64, "", "dns", "query")]
    [InlineData(64, "", "dns", "query", "corp.example", "NONSENSE")]
    [InlineData(64, "MailOps.Dns.InvalidName", "dns", "query", "a..b")]
    [InlineData(64, "tls://host[:port]", "dns", "query", "corp.example", "--dns", "bad host")]
    [InlineData(66, "MailOps.Dns.ZoneUnreadable", "dns", "query", "corp.example", "--zone", "none.json")]
    [InlineData(66, "MailOps.Dns.RecordingUnreadable", "dns", "diff", "none.jsonl", "none.jsonl")]
    public async Task What_cannot_be_asked_is_an_error(int exitCode, string expected, params string[] args)
    {
        var run = await MailOpsProcess.RunAsync(args);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.NotEqual("", run.Error);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public async Task Recordings_that_differ_are_told_apart()
    {
        var before = Write("before.jsonl", Recording("mx.corp.example"));
        var after = Write("after.jsonl", Recording("mx.other.example"));
        var same = await MailOpsProcess.RunAsync("dns", "diff", before, before, "--json");
        Assert.Equal((0, ""), (same.ExitCode, same.Output));

        var run = await MailOpsProcess.RunAsync("dns", "diff", before, after, "--json");
        Assert.Equal(2, run.ExitCode);
        var difference = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("corp.example", "changed"), (difference.GetProperty("name").GetString(), difference.GetProperty("change").GetString()));
        Assert.Contains("mx.other.example", difference.GetProperty("after").GetString());

        var broken = await MailOpsProcess.RunAsync("dns", "diff", before, Write("broken.jsonl", "{"));
        Assert.Equal(65, broken.ExitCode);
        Assert.Contains("MailOps.Dns.InvalidRecording", broken.Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Recording(string host) => $$"""
        {"format":"mailops-dns-recording","version":1}
        {"name":"corp.example","type":"MX","status":"found","ttl":300,"records":[{"name":"corp.example","type":"MX","ttl":300,"preference":10,"value":"{{host}}"}]}

        """;

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
