using System.Collections.Generic;
using System.Linq;
using MailOps.Build;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class ResultTypesTests
{
    [Fact]
    public void A_record_of_plain_values_needs_no_depth() => Assert.Equal(0, ResultTypes.Depth(typeof(Finding)));

    [Fact]
    public void Lists_and_records_on_the_way_count_one_each()
    {
        Assert.Equal(1, ResultTypes.Depth(typeof(FindingList)));
        Assert.Equal(2, ResultTypes.Depth(typeof(WithFindings)));
        Assert.Equal(4, ResultTypes.Depth(typeof(WithList)));
    }

    [Fact]
    public void What_a_result_is_made_of_is_found()
    {
        var found = ResultTypes.Reachable([typeof(WithList)], [typeof(WithList).Assembly, typeof(Finding).Assembly]);
        Assert.Equal([typeof(Finding), typeof(FindingList), typeof(FindingSeverity), typeof(Unmakeable), typeof(WithFindings), typeof(WithList)], found);
    }

    [Fact]
    public void What_cannot_be_made_again_is_named()
    {
        Assert.Null(ResultTypes.WhyNotWhole(typeof(WithFindings)));
        Assert.Contains("WithList.Other", ResultTypes.WhyNotWhole(typeof(WithList)), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Every_result_of_a_cmdlet_comes_out_of_a_job_as_what_it_was()
    {
        var cmdlets = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly);
        var results = ResultTypes.Reachable(cmdlets.SelectMany(c => c.OutputTypes), [typeof(Finding).Assembly, typeof(MailOpsCmdlet).Assembly]);
        var faults = results.Select(ResultTypes.WhyNotWhole).Where(reason => reason is not null).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void No_result_changes_once_it_is_made()
    {
        var cmdlets = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly);
        var results = ResultTypes.Reachable(cmdlets.SelectMany(c => c.OutputTypes), [typeof(Finding).Assembly, typeof(MailOpsCmdlet).Assembly]);
        var settable = results.SelectMany(type => type.GetProperties())
            .Where(p => p.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit"))
            .Select(p => p.DeclaringType!.Name + "." + p.Name).ToList();
        Assert.True(settable.Count == 0, string.Join("\n", settable));
    }

    [Fact]
    public void A_domain_name_travels_as_its_text() => Assert.True(ResultTypes.IsText(typeof(DomainName)));

    private sealed record WithFindings
    {
        public FindingList Findings { get; init; } = FindingList.Empty;

        public string Name { get; init; } = "";

        public bool IsComputed => Name.Length > 0;
    }

    private sealed record WithList
    {
        public IReadOnlyList<WithFindings> Items { get; init; } = [];

        public Unmakeable? Other { get; init; }
    }

    private sealed class Unmakeable
    {
        public Unmakeable(int number) => Number = number;

        public int Number { get; }
    }
}
