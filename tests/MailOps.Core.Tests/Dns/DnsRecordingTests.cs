using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Session;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class DnsRecordingTests : IDisposable
{
    private const string Zone = """
        {
          "corp.example": [
            { "type": "MX", "preference": 10, "value": "mx.corp.example" }, { "type": "MX", "preference": 0, "value": "" },
            { "type": "TXT", "value": ["v=spf1 ", "-all \"ü\n"], "ttl": 60 }, { "type": "TXT", "octets": "00ff22" },
            { "type": "CAA", "flags": 128, "tag": "issue", "value": "ca.example" }, { "type": "NS", "value": "ns.corp.example" },
            { "type": "SOA", "value": "ns.corp.example", "mailbox": "admin.corp.example", "serial": 4000000000 }
          ],
          "mx.corp.example": [ { "type": "A", "value": "192.0.2.25" }, { "type": "AAAA", "value": "2001:db8::25" } ],
          "_25._tcp.mx.corp.example": [ { "type": "TLSA", "usage": 3, "selector": 1, "matchingType": 1, "value": "0aff" } ],
          "_submission._tcp.corp.example": [ { "type": "SRV", "priority": 1, "weight": 2, "port": 587, "value": "mx.corp.example" } ],
          "1.2.0.192.in-addr.arpa": [ { "type": "PTR", "value": "mx.corp.example" } ],
          "www.corp.example": [ { "type": "CNAME", "value": "mx.corp.example" } ],
          "slow.example": [ { "type": "*", "error": "timeout" } ]
        }
        """;

    private static readonly (string Name, DnsRecordType Type)[] Questions =
    [
        ("corp.example", DnsRecordType.MX), ("corp.example", DnsRecordType.TXT), ("corp.example", DnsRecordType.CAA), ("corp.example", DnsRecordType.NS),
        ("corp.example", DnsRecordType.SOA), ("corp.example", DnsRecordType.A), ("mx.corp.example", DnsRecordType.A), ("mx.corp.example", DnsRecordType.AAAA),
        ("_25._tcp.mx.corp.example", DnsRecordType.TLSA), ("_submission._tcp.corp.example", DnsRecordType.SRV), ("1.2.0.192.in-addr.arpa", DnsRecordType.PTR),
        ("www.corp.example", DnsRecordType.A), ("www.corp.example", DnsRecordType.CNAME), ("absent.example", DnsRecordType.MX), ("slow.example", DnsRecordType.MX),
    ];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailops-recording-" + Guid.NewGuid().ToString("N"));

    public DnsRecordingTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_answer_comes_back_as_it_was()
    {
        var zone = ZoneResolver.Read(Encoding.UTF8.GetBytes(Zone));
        var path = await RecordAsync(zone, "a.jsonl");
        var recording = DnsRecording.Load(path);
        Assert.Equal(Questions.Length, recording.Answers.Count);
        foreach (var (name, type) in Questions)
        {
            var before = await zone.ResolveAsync(name, type, CancellationToken.None);
            var after = await recording.ResolveAsync(name, type, CancellationToken.None);
            Assert.Equal((before.Status, before.CanonicalName, before.TimeToLive, before.Failure, before.Server), (after.Status, after.CanonicalName, after.TimeToLive, after.Failure, after.Server));
            Assert.Equal(before.Records, after.Records);
            Assert.Equal(before.Aliases, after.Aliases);
        }
    }

    [Fact]
    public async Task What_was_not_recorded_is_not_known()
    {
        var recording = DnsRecording.Load(await RecordAsync(ZoneResolver.Read(Encoding.UTF8.GetBytes(Zone)), "a.jsonl"));
        var answer = await recording.ResolveAsync("other.example", DnsRecordType.MX, CancellationToken.None);
        Assert.Equal((DnsStatus.TempError, DnsFailureReason.NotRecorded), (answer.Status, answer.Failure!.Reason));
        Assert.Contains("other.example MX", answer.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_recordings_are_compared_by_what_they_say()
    {
        var earlier = await RecordAsync(ZoneResolver.Read(Encoding.UTF8.GetBytes(Zone)), "a.jsonl");
        var changed = Zone.Replace("192.0.2.25", "192.0.2.26")
            .Replace("\"slow.example\": [ { \"type\": \"*\", \"error\": \"timeout\" } ]", "\"slow.example\": [ { \"type\": \"MX\", \"preference\": 1, \"value\": \"a.example\" } ]")
            .Replace("\"ttl\": 60", "\"ttl\": 61");
        var later = await RecordAsync(ZoneResolver.Read(Encoding.UTF8.GetBytes(changed)), "b.jsonl", more: "new.example");
        var differences = DnsRecording.Load(earlier).CompareTo(DnsRecording.Load(later));
        Assert.Equal(
            [
                "mx.corp.example A: 192.0.2.25 -> 192.0.2.26",
                "new.example MX:  -> NxDomain",
                "slow.example MX: TempError (Timeout) -> 1 a.example",
                "www.corp.example A: 192.0.2.25 -> 192.0.2.26",
            ],
            differences.Select(d => d.ToString()));
        Assert.Equal(DnsChange.Added, differences[1].Change);
        Assert.Equal(DnsChange.Removed, DnsRecording.Load(later).CompareTo(DnsRecording.Load(earlier))[1].Change);
        Assert.Empty(DnsRecording.Load(earlier).CompareTo(DnsRecording.Load(earlier)));
    }

    [Fact]
    public async Task A_session_records_and_replays()
    {
        var zone = Path.Combine(_folder, "zone.json");
        var file = Path.Combine(_folder, "session.jsonl");
        File.WriteAllText(zone, Zone);
        using (var session = new MailOpsSession(new MailOpsOptions { ZonePath = zone, RecordDnsPath = file }, NoStore))
        {
            Assert.Equal(DnsStatus.Found, (await session.Resolver.GetMxAsync("corp.example", CancellationToken.None)).Status);
        }

        using var replay = new MailOpsSession(new MailOpsOptions { ReplayDnsPath = file }, NoStore);
        Assert.Equal(2, (await replay.Resolver.GetMxAsync("corp.example", CancellationToken.None)).Records.Count);
        Assert.Null(replay.DnsStatistics);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{}", 1)]
    [InlineData("not json", 1)]
    [InlineData("{\"format\":\"mailops-dns-recording\",\"version\":2}", 1)]
    [InlineData("{\"format\":\"mailops-dns-recording\",\"version\":1}\n{\"name\":\"a.example\"}", 2)]
    [InlineData("{\"format\":\"mailops-dns-recording\",\"version\":1}\n{\"name\":\"a.example\",\"type\":\"MX\",\"status\":\"2\"}", 2)]
    [InlineData("{\"format\":\"mailops-dns-recording\",\"version\":1}\n{\"name\":\"a.example\",\"type\":\"MX\",\"status\":\"tempError\"}", 2)]
    [InlineData("{\"format\":\"mailops-dns-recording\",\"version\":1}\n{\"name\":\"a..example\",\"type\":\"MX\",\"status\":\"noData\"}", 2)]
    [InlineData("{\"format\":\"mailops-dns-recording\",\"version\":1}\n{\"name\":\"a.example\",\"type\":\"MX\",\"status\":\"found\",\"records\":[{\"type\":\"MX\"}]}", 2)]
    public void A_file_that_is_no_recording_is_named_with_the_line(string content, int line)
    {
        var path = Path.Combine(_folder, "broken.jsonl");
        File.WriteAllText(path, content);
        var fault = Assert.Throws<MailOpsException>(() => DnsRecording.Load(path));
        Assert.Equal("MailOps.Dns.InvalidRecording", fault.ErrorId);
        Assert.Contains(" " + line + ",", fault.Message.Replace(":", ","), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_cannot_be_made_is_an_error()
    {
        var missing = Path.Combine(_folder, "missing", "a.jsonl");
        Assert.Equal("MailOps.Dns.RecordingUnreadable", Assert.Throws<MailOpsException>(() => DnsRecording.Load(missing)).ErrorId);
        var zone = ZoneResolver.Read(Encoding.UTF8.GetBytes(Zone));
        Assert.Equal(
            "MailOps.Dns.RecordingUnwritable",
            Assert.Throws<MailOpsException>(() => DnsRecorder.Create(missing, zone, MailClock.System)).ErrorId);
    }

    private static IStoreProvider NoStore() => throw new InvalidOperationException("No store is needed here.");

    private async Task<string> RecordAsync(IDnsResolver source, string file, string? more = null)
    {
        var path = Path.Combine(_folder, file);
        using var recorder = DnsRecorder.Create(path, source, new ManualClock());
        foreach (var (name, type) in Questions.Concat(Questions))
        {
            await recorder.ResolveAsync(name, type, CancellationToken.None);
        }

        if (more is not null)
        {
            await recorder.GetMxAsync(more, CancellationToken.None);
        }

        return path;
    }
}
