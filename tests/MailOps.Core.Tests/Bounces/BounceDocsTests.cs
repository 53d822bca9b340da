using System;
using System.IO;
using System.Linq;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>docs/bounces.md says what the code does.</summary>
public sealed class BounceDocsTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Corpora.RepositoryRoot, "docs", "bounces.md"));

    [Fact]
    public void Each_reason_stands_there_with_its_permanence_cause_and_action()
    {
        foreach (var reason in typeof(BounceReason).GetEnumValues().Cast<BounceReason>())
        {
            var row = Lines.SingleOrDefault(line => line.StartsWith("| `" + reason + "` | ", StringComparison.Ordinal) && line.Count(c => c == '|') == 6);
            Assert.True(row is not null, reason + " has no row.");
            var cells = row!.Split('|').Select(cell => cell.Trim()).ToArray();
            var permanence = ReasonTraits.PermanenceOf(reason, isTemporary: false);
            Assert.StartsWith(permanence == BouncePermanence.None ? "" : permanence.ToString(), cells[2]);
            Assert.Equal(ReasonTraits.CauseOf(reason).ToString(), cells[4]);
            Assert.Equal(ReasonTraits.ActionOf(reason).ToString(), cells[5]);
        }
    }

    [Fact]
    public void Each_cause_action_and_kind_stands_there()
    {
        var text = string.Join("\n", Lines);
        foreach (var name in typeof(BounceCause).GetEnumNames().Concat(typeof(BounceAction).GetEnumNames()).Concat(typeof(BounceKind).GetEnumNames()))
        {
            Assert.Contains("`" + name + "`", text);
        }
    }

    [Fact]
    public void Each_format_stands_there()
    {
        var text = string.Join("\n", Lines);
        Assert.All(BounceReaders.Names, name => Assert.Contains("`" + name + "`", text));
    }
}
