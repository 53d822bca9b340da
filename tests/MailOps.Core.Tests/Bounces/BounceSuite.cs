using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using MailOps.Json;

namespace MailOps.Tests.Bounces;

/// <summary>
/// Mails with what a classifier should say about them: one JSON object a line (<c>NAME-expected.jsonl</c>), the mails in a folder. The
/// comparison is that of the corpora's script: addresses as sets, alternatives of values accepted, what is uncertain not measured.
/// </summary>
internal sealed class BounceSuite
{
    private static readonly JsonValue Map = JsonValue.Parse(
        File.ReadAllText(Path.Combine(Corpora.RepositoryRoot, "tests", "MailOps.Core.Tests", "Bounces", "reasons-map.json"), Encoding.UTF8));

    private readonly List<string> _faults = [];

    private BounceSuite()
    {
    }

    public int Mails { get; private set; }

    public Share Recall { get; } = new();

    public Share Precision { get; } = new();

    public Share Hard { get; } = new();

    public Share Reason { get; } = new();

    public Share Status { get; } = new();

    public Share ReplyCode { get; } = new();

    public Share Kind { get; } = new();

    /// <summary>Mails that are no bounces but for which a failure or delay was reported.</summary>
    public List<string> FalseAlarms { get; } = [];

    public string Faults => string.Join("\n", _faults);

    public static BounceSuite Run(string expectedFile, string folder)
    {
        var suite = new BounceSuite();
        foreach (var line in File.ReadAllLines(expectedFile, Encoding.UTF8).Where(l => l.Trim().Length > 0))
        {
            var expected = JsonValue.Parse(line);
            if (expected.MemberBoolean("uncertain") != true)
            {
                suite.Compare(expected, BounceClassifier.Classify(File.ReadAllBytes(Path.Combine(folder, expected.MemberString("file")!))));
            }
        }

        return suite;
    }

    private void Compare(JsonValue mail, BounceReport report)
    {
        Mails++;
        var name = mail.MemberString("file")!;
        var kind = mail.MemberString("kind")!;
        var got = new Dictionary<string, BounceClassification>(StringComparer.OrdinalIgnoreCase);
        foreach (var recipient in report.Recipients.Where(r => r.Address.Length > 0))
        {
            if (!got.ContainsKey(Normal(recipient.Address)))
            {
                got.Add(Normal(recipient.Address), recipient);
            }
        }

        CompareKind(mail, name, kind, report);
        var isOptional = mail.MemberBoolean("recipientsOptional") == true;
        var expected = mail["recipients"]!.Items;
        var gotAny = got.Count > 0;
        foreach (var recipient in expected)
        {
            var hit = Names(recipient).FirstOrDefault(got.ContainsKey);
            if (hit is null)
            {
                if (!isOptional || gotAny)
                {
                    Note(Recall, false, name, "missed " + recipient.MemberString("address"));
                }

                continue;
            }

            Recall.Add(true);
            Precision.Add(true);
            CompareValues(name, kind, recipient, got[hit]);
            got.Remove(hit);
        }

        foreach (var extra in isOptional && expected.Count == 0 ? [] : got.Keys.ToList())
        {
            Note(Precision, false, name, "extra " + extra);
        }
    }

    private void CompareKind(JsonValue mail, string name, string kind, BounceReport report)
    {
        var accepted = new HashSet<string> { kind };
        accepted.UnionWith((mail["kindAccept"]?.Items ?? []).Select(k => k.RequireString()));
        if (kind == "bounce" && mail.MemberBoolean("delayed") == true)
        {
            accepted.Add("delayed");
        }

        Note(Kind, accepted.Contains(NameOf(report.Kind)), name, "kind " + report.Kind);
        if (kind != "bounce" && report.Kind is BounceKind.Failure or BounceKind.Delay)
        {
            FalseAlarms.Add(name);
        }
    }

    private void CompareValues(string name, string kind, JsonValue expected, BounceClassification got)
    {
        var status = expected.MemberString("status") ?? "";
        if (status.Length > 0 && expected.MemberBoolean("statusSynthetic") != true)
        {
            Note(Status, got.Status == status || Accepts(expected, "statusAccept", got.Status), name, "status " + got.Status + ", expected " + status);
        }

        var reply = expected.MemberString("replyCode") ?? "";
        if (reply.Length > 0)
        {
            Note(ReplyCode, got.ReplyCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) == reply, name, "reply " + got.ReplyCode + ", expected " + reply);
        }

        if (kind != "bounce" || expected["hard"] is null)
        {
            return;
        }

        if (expected.MemberBoolean("hardUncertain") != true)
        {
            Note(Hard, expected.MemberBoolean("hard") == (got.Permanence == BouncePermanence.Hard), name, got.Address + " is " + got.Permanence);
        }

        if (expected.MemberBoolean("reasonUncertain") != true)
        {
            var reason = NormalReason(got.Reason.ToString());
            Note(
                Reason,
                Mapped(reason).Any(name => name == NormalReason(expected.MemberString("reason")!) || Accepts(expected, "reasonAccept", name)),
                name,
                got.Address + ": " + got.Reason + ", expected " + expected.MemberString("reason"));
        }
    }

    // reasons-map.json: the names of the corpora for reasons that they do not have; all others are called the same.
    private static IEnumerable<string> Mapped(string reason) =>
        Map[reason]?.Items.Select(name => name.RequireString()) ?? [reason];

    private void Note(Share share, bool good, string name, string fault)
    {
        share.Add(good);
        if (!good)
        {
            _faults.Add(name + ": " + fault);
        }
    }

    private static IEnumerable<string> Names(JsonValue recipient) =>
        new[] { recipient.MemberString("address")! }.Concat((recipient["aka"]?.Items ?? []).Select(a => a.RequireString())).Select(Normal);

    private static bool Accepts(JsonValue expected, string member, string value) =>
        (expected[member]?.Items ?? []).Any(item => string.Equals(item.RequireString(), value, StringComparison.OrdinalIgnoreCase));

    private static string Normal(string address) => address.Trim().Trim('<', '>').TrimEnd('.').ToLowerInvariant();

    private static string NormalReason(string reason) => reason.ToLowerInvariant();

    private static string NameOf(BounceKind kind) => kind switch
    {
        BounceKind.Failure => "bounce",
        BounceKind.Delay => "delayed",
        BounceKind.Delivered or BounceKind.Relayed => "delivered",
        BounceKind.Complaint => "feedback",
        BounceKind.AutoReply => "vacation",
        _ => "notbounce",
    };

    /// <summary>How many of how many.</summary>
    internal sealed class Share
    {
        public int Good { get; private set; }

        public int Total { get; private set; }

        public double Percent => Total == 0 ? 100 : 100.0 * Good / Total;

        public void Add(bool good)
        {
            Total++;
            Good += good ? 1 : 0;
        }
    }
}
