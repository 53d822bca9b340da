using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>
/// Wordings and structures that the rules were not made from: the expected values were written first. Fixtures/phrases/1 to 3 before any
/// of the rules had been read, 4 after the first three had been dealt with; docs/bounces.md has the shares that were right at first.
/// </summary>
public sealed class PhraseTests
{
    private static readonly string Folder = Path.Combine(Corpora.RepositoryRoot, "tests", "MailOps.Core.Tests", "Bounces", "Fixtures", "phrases");

    public static TheoryData<string> Tables()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(Folder, "*.tsv").Select(Path.GetFileName).OrderBy(name => name, StringComparer.Ordinal))
        {
            data.Add(file!);
        }

        return data;
    }

    public static TheoryData<string> Shapes()
    {
        var data = new TheoryData<string>();
        foreach (var shape in NoticeShapes.All.Keys)
        {
            data.Add(shape);
        }

        return data;
    }

    public static TheoryData<string> Structures()
    {
        var data = new TheoryData<string>();
        foreach (var item in StructureCases.All())
        {
            data.Add(item.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_bare_reply_means_what_its_words_mean(string table)
    {
        var phrases = PhraseCase.Read(Path.Combine(Folder, table)).ToList();
        Assert.True(phrases.Count >= 100);
        AssertNone(phrases.Select(phrase => Describe(phrase.Fault(BounceClassifier.ClassifyText(phrase.Text)), phrase)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_same_words_mean_the_same_in_the_notice_of_any_system(string shape)
    {
        var faults = new List<string?>();
        var extra = 0;
        foreach (var phrase in Directory.GetFiles(Folder, "*.tsv").SelectMany(PhraseCase.Read))
        {
            var recipients = NoticeShapes.Classify(NoticeShapes.All[shape](phrase)).Recipients;
            var found = recipients.FirstOrDefault(recipient => recipient.Address == PhraseCase.Recipient);
            faults.Add(Describe(found is null ? "recipient missed" : phrase.Fault(found), phrase));
            extra += recipients.Count(recipient => recipient.Address != PhraseCase.Recipient);
        }

        AssertNone(faults);

        // A new address that the words of an unknown system put on a line of its own cannot be told from a recipient.
        Assert.True(extra <= (shape.StartsWith("unknown", StringComparison.Ordinal) ? 2 : 0), extra + " addresses too many");
    }

    [Theory]
    [MemberData(nameof(Structures))]
    public void Each_structure_is_what_it_is(string name) => AssertNone([StructureCases.All().First(item => item.Name == name).Fault()]);

    private static string? Describe(string? fault, PhraseCase phrase) => fault is null ? null : fault + " for " + phrase;

    private static void AssertNone(IEnumerable<string?> faults)
    {
        var found = faults.Where(fault => fault is not null).ToList();
        Assert.True(found.Count == 0, string.Join("\n", found));
    }
}
