using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using MailOps.Outbox;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class ResultRecordConverterTests
{
    private readonly ResultRecordConverter _converter = new();

    [Fact]
    public void Makes_a_record_again_and_leaves_computed_properties_to_compute()
    {
        var bag = Bag(
            typeof(Finding),
            ("Id", "DMARC001"), ("Severity", FindingSeverity.Warning), ("Message", "m"), ("Advice", "a"), ("Computed", 7));
        Assert.True(_converter.CanConvertFrom(bag, typeof(Finding)));
        var finding = Assert.IsType<Finding>(_converter.ConvertFrom(bag, typeof(Finding), CultureInfo.InvariantCulture, ignoreCase: false));
        Assert.Equal(("DMARC001", FindingSeverity.Warning, ""), (finding.Id, finding.Severity, finding.Reference));
    }

    [Fact]
    public void Fills_lists_that_are_declared_by_their_interface()
    {
        var recipient = new DelayedMailRecipient { Number = 0, Address = "a@x.example", State = DeliveryState.Queued, DueAt = default, ChangedAt = default };
        var bag = Bag(typeof(DelayedMail), ("Id", 7L), ("Recipients", new ArrayList { recipient }));
        var mail = Assert.IsType<DelayedMail>(_converter.ConvertFrom(bag, typeof(DelayedMail), CultureInfo.InvariantCulture, ignoreCase: false));
        Assert.Equal(7, mail.Id);
        Assert.Equal(["a@x.example"], mail.Recipients.Select(r => r.Address));
    }

    [Fact]
    public void Takes_nothing_but_a_bag_of_the_very_type()
    {
        Assert.False(_converter.CanConvertFrom(new PSObject(new Hashtable()), typeof(Finding)));
        Assert.False(_converter.CanConvertFrom((object)"text", typeof(Finding)));
        Assert.Throws<PSInvalidCastException>(() => _converter.ConvertFrom((object)"text", typeof(Finding), CultureInfo.InvariantCulture, ignoreCase: false));
    }

    [Fact]
    public void What_cannot_be_read_back_fails_the_whole_conversion()
    {
        var bag = Bag(typeof(DelayedMail), ("Id", 7L), ("Recipients", 5));
        Assert.ThrowsAny<InvalidCastException>(
            () => _converter.ConvertFrom(bag, typeof(DelayedMail), CultureInfo.InvariantCulture, ignoreCase: false));
    }

    private static PSObject Bag(Type type, params (string Name, object? Value)[] properties)
    {
        var bag = new PSObject();
        bag.TypeNames.Insert(0, "Deserialized." + type.FullName);
        foreach (var (name, value) in properties)
        {
            bag.Properties.Add(new PSNoteProperty(name, value));
        }

        return bag;
    }
}
