using System.IO;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>Every <c>bounces/NAME-expected.jsonl</c> of the corpora belongs to the folder <c>bounces/NAME</c>.</summary>
[Trait("Category", "Conformance")]
public sealed class BounceConformanceTests
{
    [SkippableFact]
    public void Every_suite_of_the_corpora_reaches_the_goals()
    {
        var folder = Corpora.Require("bounces");
        var suites = Directory.GetFiles(folder, "*-expected.jsonl");
        Assert.NotEmpty(suites);
        foreach (var expected in suites)
        {
            var name = Path.GetFileName(expected);
            var suite = BounceSuite.Run(expected, Path.Combine(folder, name.Substring(0, name.Length - "-expected.jsonl".Length)));
            Assert.True(suite.Mails > 0, name + " is empty.");
            Assert.True(suite.Precision.Percent >= 99, name + ": precision " + suite.Precision.Percent + "\n" + suite.Faults);
            Assert.True(suite.Recall.Percent >= 98.5, name + ": recall " + suite.Recall.Percent + "\n" + suite.Faults);
            Assert.True(suite.Hard.Percent >= 99, name + ": hard or soft " + suite.Hard.Percent + "\n" + suite.Faults);
            Assert.True(suite.Reason.Percent >= 97, name + ": reason " + suite.Reason.Percent + "\n" + suite.Faults);
            Assert.True(suite.FalseAlarms.Count == 0, name + ": failures reported for " + string.Join(", ", suite.FalseAlarms));
        }
    }
}
