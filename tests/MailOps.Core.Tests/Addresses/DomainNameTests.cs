using System.Linq;
using Xunit;

namespace MailOps.Tests.Addresses;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("Example.COM", "example.com", "example.com")]
    [InlineData("example.com.", "example.com", "example.com")]
    [InlineData("Müller.DE", "xn--mller-kva.de", "müller.de")]
    [InlineData("xn--mller-kva.de", "xn--mller-kva.de", "müller.de")]
    [InlineData("XN--MLLER-KVA.de", "xn--mller-kva.de", "müller.de")]
    [InlineData("Straße.de", "xn--strae-oqa.de", "straße.de")]
    [InlineData("ｅｘａｍｐｌｅ。ｃｏｍ", "example.com", "example.com")]
    [InlineData("xn--i-7iq.ws", "xn--i-7iq.ws", "xn--i-7iq.ws")]
    [InlineData("co\u00ADop.example", "coop.example", "coop.example")]
    [InlineData("de", "de", "de")]
    public void A_name_has_one_ASCII_form_and_one_for_people(string text, string ascii, string unicode)
    {
        Assert.True(DomainName.TryParse(text, out var domain, out var error), error.ToString());
        Assert.Equal((ascii, unicode), (domain!.Ascii, domain.Unicode));
        Assert.Equal(ascii, domain.ToString());
        Assert.Equal(domain, DomainName.Parse(unicode));
        Assert.Equal(unicode != ascii || ascii.StartsWith("xn--", System.StringComparison.Ordinal), domain.IsInternationalized);
    }

    [Theory]
    [InlineData(null, AddressFault.Empty)]
    [InlineData("", AddressFault.Empty)]
    [InlineData(".", AddressFault.LabelEmpty)]
    [InlineData("example..com", AddressFault.LabelEmpty)]
    [InlineData("example.com..", AddressFault.DomainTrailingDot)]
    [InlineData("_dmarc.example.com", AddressFault.DomainUnderscore)]
    [InlineData("exa mple.com", AddressFault.WhiteSpace)]
    [InlineData("anna@example.com", AddressFault.SecondAt)]
    [InlineData("[192.0.2.1]", AddressFault.LiteralMisplaced)]
    [InlineData("i❤.ws", AddressFault.IdnDisallowed)]
    [InlineData("\u202Eexample.com", AddressFault.IdnDisallowed)]
    public void What_is_no_name_is_told_why(string? text, AddressFault fault)
    {
        Assert.False(DomainName.TryParse(text, out _, out var error));
        Assert.Equal(fault, error.Fault);
    }

    [Fact]
    public void Labels_and_parents_go_up_to_the_top()
    {
        var domain = DomainName.Parse("mail.example.com");
        Assert.Equal(["mail", "example", "com"], domain.Labels);
        Assert.Equal("example.com", domain.Parent!.Ascii);
        Assert.Null(DomainName.Parse("com").Parent);
    }

    [Fact]
    public void A_subdomain_ends_with_the_name_at_a_dot()
    {
        var above = DomainName.Parse("example.com");
        Assert.True(DomainName.Parse("example.com").IsSameOrSubdomainOf(above));
        Assert.True(DomainName.Parse("a.b.example.com").IsSameOrSubdomainOf(above));
        Assert.False(DomainName.Parse("badexample.com").IsSameOrSubdomainOf(above));
        Assert.False(DomainName.Parse("com").IsSameOrSubdomainOf(above));
    }

    [Fact]
    public void Names_compare_by_their_ASCII_form()
    {
        string[] names = ["b.example", "a.example", "c.example"];
        Assert.Equal(["a.example", "b.example", "c.example"], names.Select(DomainName.Parse).OrderBy(n => n).Select(n => n.Ascii));
        Assert.True(DomainName.Parse("MÜLLER.de") == DomainName.Parse("xn--mller-kva.de"));
        Assert.True(DomainName.Parse("a.de") < DomainName.Parse("b.de"));
    }

    [Fact]
    public void The_domain_of_an_address_is_a_name()
    {
        Assert.Equal("example.com", new DomainName(MailAddress.Parse("a@Example.com")).Ascii);
        var error = Assert.Throws<MailOpsException>(() => new DomainName(MailAddress.Parse("a@[192.0.2.1]")));
        Assert.Equal("MailOps.Domain.Invalid", error.ErrorId);
    }
}
