using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class AddressCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-cli-").FullName;

    private string Zone => Write("zone.json", """
        {
          "corp.example": [{ "type": "MX", "preference": 10, "value": "mx.corp.example" }],
          "gmail.com": [{ "type": "MX", "preference": 10, "value": "mx.corp.example" }],
          "gmial.com": [{ "type": "MX", "preference": 10, "value": "mx.corp.example" }],
          "mx.corp.example": [{ "type": "A", "value": "192.0.2.10" }],
          "slow.example": [{ "type": "*", "error": "timeout" }]
        }
        """);

    private string List => Write("list.csv", "Name;E-Mail\nAnna;anna.berg@gmail.com\nAnna again;annaberg@gmail.com\nBernd;bernd@gmial.com\nCarl;c.vogel@slow.example\n;x@@y\n");

    [Fact]
    public async Task A_file_is_checked_in_its_order_and_with_unordered_in_any()
    {
        foreach (var option in new[] { "--throttle-limit=2", "--unordered" })
        {
            var run = await MailOpsProcess.RunAsync("address", "test", "--file", List, "--zone", Zone, "--json", option);
            Assert.Equal(0, run.ExitCode);
            var results = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            var inputs = results.Select(r => r.GetProperty("input").GetString()!).ToList();
            string[] expected = ["anna.berg@gmail.com", "annaberg@gmail.com", "bernd@gmial.com", "c.vogel@slow.example", "x@@y"];
            Assert.Equal(expected, option == "--unordered" ? inputs.OrderBy(input => Array.IndexOf(expected, input)) : inputs);
            Assert.Equal("unknown", results.Single(r => r.GetProperty("input").GetString() == "c.vogel@slow.example").GetProperty("verdict").GetString());
        }
    }

    [Theory]
    [InlineData("--probe-sender=postmaster@corp.example", "", "MailOps.Address.ConflictingOptions")]
    [InlineData("--probe", "--syntax-only", "MailOps.Address.ConflictingOptions")]
    [InlineData("--keep", "--syntax-only", "MailOps.Address.ConflictingOptions")]
    [InlineData("--dns=192.0.2.53", "--zone=zone.json", "MailOps.Dns.ConflictingOptions")]
    public async Task Options_without_effect_are_refused(string one, string other, string id)
    {
        var run = await MailOpsProcess.RunAsync([.. new[] { "address", "test", "a@corp.example", one, other }.Where(word => word.Length > 0)]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(id, run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task The_reason_and_the_place_of_a_fault_are_shown()
    {
        var run = await MailOpsProcess.RunAsync("address", "test", "anna..berg@corp.example", "--syntax-only");
        Assert.Contains("ConsecutiveDots at 5", run.Output);
    }

    [Fact]
    public async Task A_list_of_a_header_is_read()
    {
        var run = await MailOpsProcess.RunAsync("address", "parse", "Team: \"Berg, Anna\" <anna@corp.example>, b..c@corp.example;");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Berg, Anna", run.Output);
        Assert.Contains("ConsecutiveDots at 42", run.Output);
    }

    [Fact]
    public async Task A_list_is_summed_up_and_the_report_and_the_list_of_what_is_to_be_done_are_written()
    {
        var html = Path.Combine(_folder, "report.html");
        var csv = Path.Combine(_folder, "to-do.csv");
        var run = await MailOpsProcess.RunAsync("address", "measure", "--file", List, "--zone", Zone, "--html", html, "--csv", csv, "--title", "List", "--json");
        Assert.Equal(0, run.ExitCode);
        var summary = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(5, summary.GetProperty("total").GetInt64());
        Assert.Equal(1, summary.GetProperty("duplicateCount").GetInt64());
        Assert.Contains("bernd@gmail.com", File.ReadAllText(html));
        Assert.Equal(5, File.ReadAllLines(csv).Length);

        var table = await MailOpsProcess.RunAsync("address", "measure", "--file", List, "--zone", Zone);
        Assert.Contains("DomainTypo", table.Output);
    }

    [Fact]
    public async Task Results_are_kept_and_reused()
    {
        var store = Path.Combine(_folder, "results.db");
        var first = await MailOpsProcess.RunAsync("address", "test", "anna.berg@corp.example", "--zone", Zone, "--store", store, "--keep", "--json");
        Assert.Equal(0, first.ExitCode);
        var again = await MailOpsProcess.RunAsync("address", "test", "anna.berg@corp.example", "--dns", "127.0.0.1:1", "--store", store, "--max-age", "1d", "--json");
        Assert.Contains("\"history\"", again.Output);
    }

    [Fact]
    public async Task Data_is_checked_before_it_counts()
    {
        var lists = Write("lists.txt", "[disposable-domains]\ndate 2026-06-01\ncorp.example\n");
        var preview = await MailOpsProcess.RunAsync("data", "update", lists, "--what-if", "--json");
        Assert.Equal(0, preview.ExitCode);
        Assert.True(JsonDocument.Parse(preview.Output).RootElement.GetProperty("whatIf").GetBoolean());
        Assert.Contains("AddressData", (await MailOpsProcess.RunAsync("data", "status")).Output);
        Assert.Equal(65, (await MailOpsProcess.RunAsync("data", "update", Zone)).ExitCode);
        Assert.Equal(64, (await MailOpsProcess.RunAsync("data", "update", "http://lists.example/x")).ExitCode);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_an_error()
    {
        var run = await MailOpsProcess.RunAsync("address", "measure", "a@corp.example", "--syntax-only", "--html", Path.Combine(_folder, "none", "x.html"));
        Assert.Equal(66, run.ExitCode);
        Assert.Contains("MailOps.Address.ReportNotWritten", run.Error);
    }

    [Theory]
    [InlineData("--probe-source", "nowhere")]
    [InlineData("--max-age", "soon")]
    public async Task Options_that_make_no_sense_are_refused(string option, string value) =>
        Assert.Equal(64, (await MailOpsProcess.RunAsync("address", "test", "a@corp.example", option, value)).ExitCode);

    [Theory]
    [InlineData("PK\u0003\u0004\0\0", 65, "MailOps.Input.NotText")]
    [InlineData("anna@corp.example\nb\0ernd\n", 65, "MailOps.Input.NotText")]
    [InlineData("Name;City\nAnna;Bonn\n", 64, "MailOps.Input.NoColumn")]
    [InlineData("", 0, "holds no addresses")]
    [InlineData("Name;Email\n", 0, "holds no addresses")]
    public async Task A_list_that_is_none_is_named_with_what_to_do(string content, int exitCode, string expected)
    {
        var list = Write("odd.csv", content);
        var run = await MailOpsProcess.RunAsync("address", "test", "--syntax-only", "--file", list);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(list, run.Error);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public async Task A_list_that_cannot_be_used_leaves_the_others_their_results()
    {
        var missing = Path.Combine(_folder, "none.csv");
        var run = await MailOpsProcess.RunAsync("address", "test", "--syntax-only", "--json", "--file", missing, "--file", List);
        Assert.Equal(66, run.ExitCode);
        Assert.Equal(5, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(missing, run.Error);

        var measured = await MailOpsProcess.RunAsync("address", "measure", "--syntax-only", "--json", "--file", List, "--file", missing);
        Assert.Equal(66, measured.ExitCode);
        Assert.Equal(5, JsonDocument.Parse(measured.Output).RootElement.GetProperty("total").GetInt64());

        var alone = await MailOpsProcess.RunAsync("address", "test", "--syntax-only", "--file", missing);
        Assert.Equal((66, ""), (alone.ExitCode, alone.Output));
    }

    [Fact]
    public async Task A_folder_is_called_a_folder()
    {
        var list = await MailOpsProcess.RunAsync("address", "test", "--syntax-only", "--file", _folder);
        Assert.Equal(65, list.ExitCode);
        Assert.Contains(_folder + " is a folder. [MailOps.Input.Unreadable]", list.Error);
        var zone = await MailOpsProcess.RunAsync("address", "test", "anna@corp.example", "--zone", _folder);
        Assert.Equal(65, zone.ExitCode);
        Assert.Contains(_folder + " is a folder. [MailOps.Dns.ZoneUnreadable]", zone.Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
