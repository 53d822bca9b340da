using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class ResultListConverterTests
{
    private static readonly Finding First = new()
    {
        Id = "DMARC001", Severity = FindingSeverity.Error, Message = "m", Advice = "a",
    };

    private readonly ResultListConverter _converter = new();

    [Fact]
    public void Fills_a_list_of_ours_from_what_a_job_made_of_it()
    {
        var source = new PSObject(new ArrayList { new PSObject(First), First with { Id = "DMARC002" } });
        Assert.True(_converter.CanConvertFrom(source, typeof(FindingList)));
        var list = Assert.IsType<FindingList>(_converter.ConvertFrom(source, typeof(FindingList), CultureInfo.InvariantCulture, ignoreCase: false));
        Assert.Equal(["DMARC001", "DMARC002"], list.Select(f => f.Id));
    }

    [Theory]
    [InlineData("text", typeof(FindingList))]
    [InlineData(7, typeof(FindingList))]
    [InlineData(new object[0], typeof(Finding))]
    public void Leaves_everything_else_alone(object source, Type destination)
    {
        Assert.False(_converter.CanConvertFrom(source, destination));
        Assert.Throws<PSInvalidCastException>(() => _converter.ConvertFrom(source, destination, CultureInfo.InvariantCulture, ignoreCase: false));
    }
}
