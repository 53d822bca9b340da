using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using MailOps.Domains.Posture;
using Xunit;

namespace MailOps.Tests.Domains.Posture;

public sealed class MailDomainGradingTests
{
    [Theory]
    [InlineData(100, MailDomainGrade.A)]
    [InlineData(90, MailDomainGrade.A)]
    [InlineData(89, MailDomainGrade.B)]
    [InlineData(80, MailDomainGrade.B)]
    [InlineData(79, MailDomainGrade.C)]
    [InlineData(65, MailDomainGrade.C)]
    [InlineData(64, MailDomainGrade.D)]
    [InlineData(50, MailDomainGrade.D)]
    [InlineData(49, MailDomainGrade.F)]
    [InlineData(0, MailDomainGrade.F)]
    public void Every_letter_has_its_boundary(int score, MailDomainGrade grade) => Assert.Equal(grade, MailDomainGrading.GradeOf(score, hasUnknown: false));

    [Theory]
    [InlineData(100, MailDomainGrade.B)]
    [InlineData(90, MailDomainGrade.B)]
    [InlineData(80, MailDomainGrade.B)]
    [InlineData(79, MailDomainGrade.C)]
    [InlineData(50, MailDomainGrade.D)]
    [InlineData(49, MailDomainGrade.F)]
    public void What_is_unknown_caps_at_b_and_never_lowers(int score, MailDomainGrade grade) => Assert.Equal(grade, MailDomainGrading.GradeOf(score, hasUnknown: true));

    [Fact]
    public void A_finding_counts_once_and_the_points_end_at_zero()
    {
        Assert.Equal(70, MailDomainGrading.ScoreOf([Finding("DMARC001", FindingSeverity.Error), Finding("DMARC001", FindingSeverity.Error)]));
        Assert.Equal(0, MailDomainGrading.ScoreOf(Enumerable.Range(1, 9).Select(i => Finding("TEST00" + i, FindingSeverity.Error))));
    }

    [Theory]
    [InlineData(FindingSeverity.Error, 80)]
    [InlineData(FindingSeverity.Warning, 96)]
    [InlineData(FindingSeverity.Info, 100)]
    public void Without_points_of_its_own_a_finding_costs_by_its_severity(FindingSeverity severity, int score) =>
        Assert.Equal(score, MailDomainGrading.ScoreOf([Finding("TEST001", severity)]));

    [Fact]
    public void The_document_shows_the_table_and_the_boundaries()
    {
        var lines = File.ReadAllLines(Path.Combine(Corpora.RepositoryRoot, "docs", "grade.md"));
        var documented = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells.Length > 3 && int.TryParse(cells[2], out _)).ToDictionary(cells => cells[1], cells => int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture));
        var expected = new Dictionary<string, int>(GradePoints.Own.ToDictionary(p => p.Key, p => p.Value))
        {
            ["error"] = GradePoints.Error, ["warning"] = GradePoints.Warning, ["info"] = GradePoints.Info,
            ["A"] = MailDomainGrading.LowestA, ["B"] = MailDomainGrading.LowestB, ["C"] = MailDomainGrading.LowestC, ["D"] = MailDomainGrading.LowestD, ["F"] = 0,
        };
        Assert.Equal(Lines(expected), Lines(documented));
    }

    [Fact]
    public void Every_id_with_points_of_its_own_exists()
    {
        var ids = typeof(FindingRule).Assembly.GetTypes().SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(FindingRule)).Select(f => ((FindingRule)f.GetValue(null)!).Id).ToList();
        Assert.Empty(GradePoints.Own.Keys.Except(ids));
    }

    private static string Lines(Dictionary<string, int> points) => string.Join("\n", points.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + " " + p.Value));

    private static Finding Finding(string id, FindingSeverity severity) => new() { Id = id, Severity = severity, Message = "", Advice = "" };
}
