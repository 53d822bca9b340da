using System.Collections.Generic;
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
    public void What_a_result_is_made_of_is_found_and_what_cannot_be_made_again_is_not()
    {
        var found = ResultTypes.Reachable([typeof(WithList)], [typeof(WithList).Assembly, typeof(Finding).Assembly]);
        Assert.Equal([typeof(Finding), typeof(FindingList), typeof(WithFindings), typeof(WithList)], found);
    }

    private sealed record WithFindings
    {
        public FindingList Findings { get; init; } = FindingList.Empty;

        public string Name { get; init; } = "";
    }

    private sealed record WithList
    {
        public IReadOnlyList<WithFindings> Items { get; init; } = [];

        public Unmakeable? Other { get; init; }
    }

    private sealed class Unmakeable(string text)
    {
        public string Text { get; } = text;
    }
}
