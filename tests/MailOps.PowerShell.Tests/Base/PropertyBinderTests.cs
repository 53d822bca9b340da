using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class PropertyBinderTests
{
    private readonly PropertyBinder _binder = PropertyBinder.ForAddresses(null);

    [Theory]
    [InlineData("Address")]
    [InlineData("email")]
    [InlineData("EmailAddress")]
    [InlineData("MAIL")]
    [InlineData("PrimarySmtpAddress")]
    [InlineData("UserPrincipalName")]
    public void Finds_the_well_known_properties(string name)
    {
        var row = Row((name, "anna@corp.example"));
        var found = Assert.Single(_binder.Find(row));
        Assert.Equal("anna@corp.example", found.Text);
        Assert.Same(row, found.InputObject);
    }

    [Fact]
    public void A_text_is_the_address_itself()
    {
        var found = Assert.Single(_binder.Find(new PSObject("anna@corp.example")));
        Assert.Equal("anna@corp.example", found.Text);
        Assert.Equal("anna@corp.example", found.InputObject);
    }

    [Fact]
    public void The_first_property_that_holds_something_wins()
    {
        var row = Row(("UserPrincipalName", "anna@login.example"), ("Mail", "anna@corp.example"), ("Address", null));
        Assert.Equal("anna@corp.example", Assert.Single(_binder.Find(row)).Text);
    }

    [Fact]
    public void A_row_with_an_empty_cell_is_not_lost() => Assert.Equal("", Assert.Single(_binder.Find(Row(("Email", "")))).Text);

    [Fact]
    public void An_object_without_such_a_property_is_an_error_and_never_its_text()
    {
        var error = Assert.Throws<MailOpsException>(() => _binder.Find(Row(("Name", "anna@corp.example"))));
        Assert.Equal("MailOps.Address.Missing", error.ErrorId);
        Assert.Contains("Input 1 ", error.Message);
        Assert.Contains("but Name.", error.Message);
        Assert.Throws<MailOpsException>(() => _binder.Find(new PSObject(42)));
        Assert.Throws<MailOpsException>(() => _binder.Find(null));
    }

    [Fact]
    public void The_error_names_the_row_and_what_it_has()
    {
        Assert.True(_binder.TryFindOne(Row(("Email", "a@x.example")), out _));
        var odd = Row(("Kontakt", "b@x.example"), ("Or\u202Et\u001b", "Bonn"));
        Assert.False(_binder.TryFindOne(odd, out _));
        var message = Assert.Throws<MailOpsException>(() => _binder.Find(odd)).Message;
        Assert.Contains("Input 2 ", message);
        Assert.Contains("Kontakt, Ort\uFFFD", message);

        var wide = Row([.. Enumerable.Range(1, 14).Select(i => ("Column" + i, (object?)"x"))]);
        Assert.Contains("Column10, and 4 more", Assert.Throws<MailOpsException>(() => _binder.Find(wide)).Message);
        Assert.Contains("none at all", Assert.Throws<MailOpsException>(() => _binder.Find(null)).Message);
    }

    [Fact]
    public void A_property_named_by_the_caller_is_the_only_one_looked_at()
    {
        var binder = PropertyBinder.ForAddresses("Kontakt");
        Assert.Equal("b@x.example", Assert.Single(binder.Find(Row(("Email", "a@x.example"), ("Kontakt", "b@x.example")))).Text);
        Assert.Throws<MailOpsException>(() => binder.Find(Row(("Email", "a@x.example"))));
    }

    [Fact]
    public void Domains_are_found_in_their_properties()
    {
        var binder = PropertyBinder.ForDomains();
        Assert.Equal("x.example", Assert.Single(binder.Find(Row(("DomainName", "x.example")))).Text);
        Assert.Equal("MailOps.Domain.Missing", Assert.Throws<MailOpsException>(() => binder.Find(Row(("Mail", "a@x.example")))).ErrorId);
    }

    [Fact]
    public void A_hashtable_is_looked_up_by_key()
    {
        var table = new Hashtable { ["email"] = "anna@corp.example" };
        Assert.Equal("anna@corp.example", Assert.Single(_binder.Find(table)).Text);
    }

    [Fact]
    public void A_list_gives_each_of_its_addresses()
    {
        var row = Row(("Mail", new List<object> { "a@x.example", new PSObject("b@x.example") }));
        Assert.Equal(["a@x.example", "b@x.example"], _binder.Find(row).Select(found => found.Text));
    }

    [Fact]
    public void The_short_way_finds_what_the_long_way_finds()
    {
        Assert.True(_binder.TryFindOne(Row(("Email", "a@x.example")), out var found));
        Assert.Equal("a@x.example", found.Text);
        Assert.True(_binder.TryFindOne("b@x.example", out found));
        Assert.Equal("b@x.example", found.Text);
        Assert.False(_binder.TryFindOne(Row(("Name", "x")), out _));
        Assert.False(_binder.TryFindOne(new Hashtable { ["email"] = "c@x.example" }, out _));
    }

    private static PSObject Row(params (string Name, object? Value)[] cells)
    {
        var row = new PSObject();
        foreach (var (name, value) in cells)
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }

        return row;
    }
}
