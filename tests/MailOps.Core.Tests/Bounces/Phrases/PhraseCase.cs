using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;

namespace MailOps.Tests.Bounces;

/// <summary>
/// What a mail system says, and what its words mean. The tables in Fixtures/phrases were written before anyone looked at what the rules say
/// about them; docs/bounces.md tells what share was right at first sight.
/// </summary>
internal sealed class PhraseCase
{
    public const string Recipient = "anna.berg@kunde.example";
    public const string ClientAddress = "192.0.2.25";

    private PhraseCase(string line)
    {
        var fields = line.Split('\t');
        Reasons = fields[0].Split('/').Select(name => (BounceReason)Enum.Parse(typeof(BounceReason), name)).ToArray();
        Permanence = fields[1] switch { "H" => BouncePermanence.Hard, "S" => BouncePermanence.Soft, _ => null };
        Host = fields[2] == "-" ? "" : fields[2];
        Text = fields[3].Replace("{r}", Recipient).Replace("{l}", "anna.berg").Replace("{d}", "kunde.example").Replace("{ip}", ClientAddress);
    }

    /// <summary>The reasons that a careful reader could give, the likeliest first.</summary>
    public BounceReason[] Reasons { get; }

    /// <summary>Null where readers would differ.</summary>
    public BouncePermanence? Permanence { get; }

    /// <summary>The server that said it; empty: the sender's own system did.</summary>
    public string Host { get; }

    public string Text { get; }

    public static IEnumerable<PhraseCase> Read(string file) =>
        File.ReadAllLines(file, Encoding.UTF8).Where(line => line.Length > 0 && line[0] != '#').Select(line => new PhraseCase(line));

    /// <summary>What is wrong with a judgement; null when nothing is.</summary>
    public string? Fault(BounceClassification got) =>
        got.Kind is not (BounceKind.Failure or BounceKind.Delay) ? "kind " + got.Kind
        : !Reasons.Contains(got.Reason) ? "reason " + got.Reason + " by " + got.Rule
        : Permanence is { } wanted && got.Permanence != wanted ? "permanence " + got.Permanence
        : null;

    public override string ToString() => string.Join("/", Reasons) + ": " + Text;
}
