using System.IO;
using Xunit;

namespace MailOps.Tests;

public sealed class PublicSuffixListTests
{
    private static readonly PublicSuffixList List = PublicSuffixList.Read(new StringReader(
        """
        // a list in small
        // ===BEGIN ICANN DOMAINS===
        example
        co.example   and text behind it
        *.wild.example
        !open.wild.example
        xn--p1ai
        // ===END ICANN DOMAINS===
        // ===BEGIN PRIVATE DOMAINS===
        hosting.example
        // ===END PRIVATE DOMAINS===
        """));

    [Theory]
    [InlineData("a.b.example", "b.example")]
    [InlineData("example", null)]
    [InlineData("a.co.example", "a.co.example")]
    [InlineData("co.example", null)]
    [InlineData("a.b.c.wild.example", "b.c.wild.example")]
    [InlineData("c.wild.example", null)]
    [InlineData("wild.example", "wild.example")]
    [InlineData("a.open.wild.example", "open.wild.example")]
    [InlineData("open.wild.example", "open.wild.example")]
    [InlineData("a.b.hosting.example", "b.hosting.example")]
    [InlineData("a.b.unlisted", "b.unlisted")]
    [InlineData("unlisted", null)]
    [InlineData("a.пример.рф", "xn--e1afmkfd.xn--p1ai")]
    public void Finds_the_domain_that_was_registered(string domain, string? expected) =>
        Assert.Equal(expected, List.GetRegistrableDomain(new DomainName(domain))?.Ascii);

    [Fact]
    public void Leaves_the_private_section_out_when_asked()
    {
        var domain = new DomainName("a.b.hosting.example");
        Assert.Equal("hosting.example", List.GetRegistrableDomain(domain, PublicSuffixSection.Icann)?.Ascii);
        Assert.Equal("example", List.GetPublicSuffix(domain, PublicSuffixSection.Icann).Ascii);
        Assert.Equal("hosting.example", List.GetPublicSuffix(domain).Ascii);
    }

    [Fact]
    public void Refuses_a_text_without_rules_and_a_file_that_is_not_there()
    {
        Assert.Equal("MailOps.PublicSuffix.Invalid", Assert.Throws<MailOpsException>(() => PublicSuffixList.Read(new StringReader("// nothing\n"))).ErrorId);
        var nowhere = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.Equal("MailOps.PublicSuffix.Unreadable", Assert.Throws<MailOpsException>(() => PublicSuffixList.Load(nowhere)).ErrorId);
    }
}
