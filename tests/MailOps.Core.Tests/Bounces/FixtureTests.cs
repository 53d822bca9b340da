using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>Mails and replies of our own, with their expected values beside them.</summary>
public sealed class FixtureTests
{
    private static readonly string Folder = Path.Combine(Corpora.RepositoryRoot, "tests", "MailOps.Core.Tests", "Bounces", "Fixtures");

    public static TheoryData<string> Suites()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(Folder, "*-expected.jsonl").Select(Path.GetFileName).OrderBy(name => name, StringComparer.Ordinal))
        {
            data.Add(file!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Each_mail_is_judged_as_noted(string name)
    {
        var suite = BounceSuite.Run(Path.Combine(Folder, name), Path.Combine(Folder, "mails"));
        Assert.True(suite.Faults.Length == 0, suite.Faults);
        Assert.Empty(suite.FalseAlarms);
        Assert.True(suite.Mails >= 25);
    }

    [Fact]
    public void Every_mail_has_an_expectation()
    {
        var named = Directory.GetFiles(Folder, "*-expected.jsonl").SelectMany(file => File.ReadAllLines(file)).ToList();
        var forgotten = Directory.GetFiles(Path.Combine(Folder, "mails"))
            .Select(Path.GetFileName)
            .Where(file => !named.Any(line => line.Contains("\"" + file + "\"")));
        Assert.Empty(forgotten);
    }

    [Fact]
    public void Each_reply_has_the_reason_noted()
    {
        var faults = new List<string>();
        var count = 0;
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, "replies.tsv"), Encoding.UTF8).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var (reasons, text) = Split(line);
            var got = BounceClassifier.ClassifyText(text);
            count++;
            if (!reasons.Contains(got.Reason.ToString()) || got.Kind != BounceKind.Failure)
            {
                faults.Add(string.Join("/", reasons) + ", got " + got.Kind + " " + got.Reason + " by " + got.Rule + ": " + text);
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(count >= 300);
    }

    [Fact]
    public void A_reply_cut_into_lines_has_the_same_reason()
    {
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, "replies.tsv"), Encoding.UTF8).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var text = Split(line).Text;
            var wrapped = text.Replace(" ", "\r\n    ");
            Assert.Equal(BounceClassifier.ClassifyText(text).Reason, BounceClassifier.ClassifyText(wrapped).Reason);
        }
    }

    // "Reason TAB text", or several reasons with "/Reason" behind the text.
    private static (List<string> Reasons, string Text) Split(string line)
    {
        var tab = line.IndexOf('\t');
        var reasons = new List<string> { line.Substring(0, tab) };
        var text = line.Substring(tab + 1);
        for (var slash = text.LastIndexOf('/'); slash > 0 && Enum.IsDefined(typeof(BounceReason), text.Substring(slash + 1)); slash = text.LastIndexOf('/'))
        {
            reasons.Add(text.Substring(slash + 1));
            text = text.Substring(0, slash);
        }

        return (reasons, text);
    }
}
