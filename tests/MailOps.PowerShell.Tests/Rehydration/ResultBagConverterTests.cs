using System.Globalization;
using System.Management.Automation;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class ResultBagConverterTests
{
    private readonly ResultBagConverter _converter = new();

    [Fact]
    public void A_bag_becomes_the_type_that_it_names()
    {
        var bag = Bag("Deserialized.MailOps.Finding");
        bag.Properties.Add(new PSNoteProperty("Id", "DMARC001"));
        Assert.True(_converter.CanConvertFrom(bag, typeof(ResultBag)));
        Assert.Equal("DMARC001", Assert.IsType<Finding>(_converter.ConvertFrom((object)bag, typeof(ResultBag), CultureInfo.InvariantCulture, ignoreCase: false)).Id);
    }

    [Theory]
    [InlineData("Deserialized.System.IO.FileInfo")]
    [InlineData("Deserialized.MailOps.NoSuchResult")]
    [InlineData("MailOps.Finding")]
    public void A_bag_of_anything_else_stays_a_bag(string name)
    {
        Assert.False(_converter.CanConvertFrom(Bag(name), typeof(ResultBag)));
        Assert.Throws<PSInvalidCastException>(() => _converter.ConvertFrom(Bag(name), typeof(ResultBag), CultureInfo.InvariantCulture, ignoreCase: false));
    }

    [Fact]
    public void Nothing_but_a_bag_and_no_other_type_is_made()
    {
        Assert.False(_converter.CanConvertFrom((object)"text", typeof(ResultBag)));
        Assert.False(_converter.CanConvertFrom(Bag("Deserialized.MailOps.Finding"), typeof(string)));
    }

    private static PSObject Bag(string name)
    {
        var bag = new PSObject();
        bag.TypeNames.Insert(0, name);
        return bag;
    }
}
