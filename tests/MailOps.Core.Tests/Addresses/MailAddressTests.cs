using System;
using System.Globalization;
using System.Linq;
using System.Net;
using Xunit;

namespace MailOps.Tests.Addresses;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("Anna.Berg@Example.COM", "Anna.Berg@example.com")]
    [InlineData("\"anna\"@example.com", "anna@example.com")]
    [InlineData("\"an\\na\"@example.com", "anna@example.com")]
    [InlineData("\"a..b\"@example.com", "\"a..b\"@example.com")]
    [InlineData("\"a\\ b\"@example.com", "\"a b\"@example.com")]
    [InlineData("\"a\\\"b\"@example.com", "\"a\\\"b\"@example.com")]
    [InlineData("\"\"@example.com", "\"\"@example.com")]
    [InlineData("a@müller.de", "a@xn--mller-kva.de")]
    [InlineData("a@[IPV6:2001:DB8::1]", "a@[IPv6:2001:db8::1]")]
    [InlineData("a@[192.0.2.1]", "a@[192.0.2.1]")]
    [InlineData("jörg@example.com", "jörg@example.com")]
    [InlineData("postmaster@com", "postmaster@com")]
    public void An_address_has_one_canonical_text(string text, string canonical)
    {
        Assert.True(MailAddress.TryParse(text, out var address));
        Assert.Equal(canonical, address!.Address);
        Assert.True(MailAddress.TryParse(canonical, out var again));
        Assert.Equal(address, again);
        Assert.Equal(canonical, again!.ToString());
    }

    [Fact]
    public void The_canonical_text_is_the_very_string_that_was_read()
    {
        var text = "anna@example.com";
        Assert.Same(text, MailAddress.Parse(text).Address);
    }

    [Fact]
    public void An_address_tells_its_parts()
    {
        var address = MailAddress.Parse("jörg@müller.de");
        Assert.Equal("jörg", address.LocalPart);
        Assert.Equal("xn--mller-kva.de", address.Domain!.Ascii);
        Assert.Equal("jörg@müller.de", address.UnicodeAddress);
        Assert.Null(address.AddressLiteral);
        Assert.Null(address.LiteralAddress);
        Assert.True(address.RequiresSmtpUtf8);
        Assert.True(address.IsInternationalized);
    }

    [Fact]
    public void An_address_with_a_literal_has_no_domain()
    {
        var address = MailAddress.Parse("a@[IPv6:2001:db8::1]");
        Assert.Null(address.Domain);
        Assert.Equal("IPv6:2001:db8::1", address.AddressLiteral);
        Assert.Equal(IPAddress.Parse("2001:db8::1"), address.LiteralAddress);
        Assert.Equal(IPAddress.Parse("10.0.0.1"), MailAddress.Parse("a@[010.000.0.01]").LiteralAddress);
    }

    [Fact]
    public void Only_letters_beyond_ASCII_in_the_local_part_need_SMTPUTF8()
    {
        Assert.False(MailAddress.Parse("a@müller.de").RequiresSmtpUtf8);
        Assert.True(MailAddress.Parse("a@müller.de").IsInternationalized);
        Assert.False(MailAddress.Parse("a@example.com").IsInternationalized);
    }

    [Fact]
    public void Case_of_the_local_part_is_kept_but_not_compared_in_lists()
    {
        Assert.NotEqual(MailAddress.Parse("Anna@example.com"), MailAddress.Parse("anna@example.com"));
        Assert.Equal(MailAddress.Parse("ANNA@Example.com").ComparisonKey, MailAddress.Parse("anna@example.com").ComparisonKey);
        Assert.Equal(MailAddress.Parse("J\u00D6rg@example.com").ComparisonKey, MailAddress.Parse("jo\u0308rg@example.com").ComparisonKey);
    }

    [Theory]
    [InlineData("", AddressFault.Empty, 0)]
    [InlineData("anna", AddressFault.AtMissing, 4)]
    [InlineData("anna berg", AddressFault.AtMissing, 9)]
    [InlineData("@example.com", AddressFault.LocalPartMissing, 0)]
    [InlineData("anna@", AddressFault.DomainMissing, 5)]
    [InlineData("Anna <anna@example.com>", AddressFault.AngleBrackets, 5)]
    [InlineData("<anna@example.com>", AddressFault.AngleBrackets, 0)]
    [InlineData("anna@example.com, berg@example.com", AddressFault.SeveralAddresses, 16)]
    [InlineData("anna@example.com;berg@example.com", AddressFault.SeveralAddresses, 16)]
    [InlineData("anna@example.com ; berg@example.com", AddressFault.SeveralAddresses, 16)]
    [InlineData("anna@example.com@example.org", AddressFault.SecondAt, 16)]
    [InlineData(" anna@example.com", AddressFault.WhiteSpace, 0)]
    [InlineData("anna@example.com ", AddressFault.WhiteSpace, 16)]
    [InlineData("an na@example.com", AddressFault.WhiteSpace, 2)]
    [InlineData("anna\0@example.com", AddressFault.ControlCharacter, 4)]
    [InlineData("anna@example.com\r\nRCPT TO:<x@y>", AddressFault.ControlCharacter, 16)]
    [InlineData(".anna@example.com", AddressFault.LeadingDot, 0)]
    [InlineData("anna.@example.com", AddressFault.TrailingDot, 4)]
    [InlineData("anna..berg@example.com", AddressFault.ConsecutiveDots, 5)]
    [InlineData("anna,berg@example.com", AddressFault.LocalPartCharacter, 4)]
    [InlineData("\"anna@example.com", AddressFault.QuoteNotClosed, 17)]
    [InlineData("\"anna\"berg@example.com", AddressFault.QuoteMisplaced, 6)]
    [InlineData("an\"na\"@example.com", AddressFault.QuoteMisplaced, 2)]
    [InlineData("\"anna\".berg@example.com", AddressFault.ObsoleteForm, 6)]
    [InlineData("\"an\\\u00E9\"@example.com", AddressFault.QuotedCharacter, 4)]
    [InlineData("anna@example..com", AddressFault.LabelEmpty, 13)]
    [InlineData("anna@.example.com", AddressFault.LabelEmpty, 5)]
    [InlineData("anna@example.com.", AddressFault.DomainTrailingDot, 16)]
    [InlineData("anna@-example.com", AddressFault.LabelLeadingHyphen, 5)]
    [InlineData("anna@example-.com", AddressFault.LabelTrailingHyphen, 12)]
    [InlineData("anna@example.com-", AddressFault.LabelTrailingHyphen, 16)]
    [InlineData("anna@exa!mple.com", AddressFault.DomainCharacter, 8)]
    [InlineData("anna@exa_mple.com", AddressFault.DomainUnderscore, 8)]
    [InlineData("anna@[192.0.2.1", AddressFault.LiteralNotClosed, 15)]
    [InlineData("anna@[192.0.2.1].com", AddressFault.LiteralMisplaced, 16)]
    [InlineData("anna@[192.0.2.256]", AddressFault.LiteralIPv4, 6)]
    [InlineData("anna@[192.0.2]", AddressFault.LiteralIPv4, 6)]
    [InlineData("anna@[]", AddressFault.LiteralIPv4, 6)]
    [InlineData("anna@[IPv6:1:2:3]", AddressFault.LiteralIPv6, 11)]
    [InlineData("anna@[IPv6:1:2:3:4:5::8]", AddressFault.None, 0)]
    [InlineData("anna@[IPv6:1:2:3:4:5:6:7::]", AddressFault.LiteralIPv6Compression, 11)]
    [InlineData("anna@[X400:c=de]", AddressFault.LiteralTag, 6)]
    [InlineData("anna(work)@example.com", AddressFault.CommentNotAllowed, 4)]
    [InlineData("anna@example.com(work)", AddressFault.CommentNotAllowed, 16)]
    [InlineData("anna@Müller.de", AddressFault.IdnNotMapped, 5)]
    [InlineData("anna@i❤.ws", AddressFault.IdnDisallowed, 6)]
    [InlineData("anna＠example.com", AddressFault.AtMissing, 16)]
    public void Each_fault_has_its_reason_and_place(string text, AddressFault fault, int position)
    {
        var valid = MailAddress.TryParse(text, out var address, out var error);
        Assert.Equal((fault, position), (error.Fault, error.Position));
        Assert.Equal(fault == AddressFault.None, valid);
        Assert.Equal(valid, address is not null);
        Assert.Equal(error, MailAddress.Validate(text.AsSpan()));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_local_part_has_64_octets_at_most(int length, bool valid)
    {
        Assert.Equal(valid, MailAddress.TryParse(new string('a', length) + "@example.com", out _, out var error));
        Assert.Equal(valid ? AddressFault.None : AddressFault.LocalPartTooLong, error.Fault);
        Assert.Equal(valid, MailAddress.TryParse(new string('ä', length / 2) + (length % 2 == 0 ? "" : "a") + "@example.com", out _));
        Assert.Equal(valid, MailAddress.TryParse('"' + new string(' ', length - 2) + "\"@example.com", out _));
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_label_has_63_octets_at_most(int length, bool valid)
    {
        Assert.Equal(valid, MailAddress.TryParse("a@" + new string('b', length) + ".example", out _, out var error));
        Assert.Equal(valid ? AddressFault.None : AddressFault.LabelTooLong, error.Fault);
    }

    [Fact]
    public void An_address_has_254_octets_at_most()
    {
        var domain = string.Join(".", Enumerable.Repeat(new string('b', 62), 4));
        Assert.Equal(251, domain.Length);
        Assert.True(MailAddress.TryParse("aa@" + domain, out _));
        Assert.False(MailAddress.TryParse("aaa@" + domain, out _, out var error));
        Assert.Equal(AddressFault.AddressTooLong, error.Fault);
        Assert.False(MailAddress.TryParse("a@" + domain + ".cc", out _, out error));
        Assert.Equal(AddressFault.DomainTooLong, error.Fault);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        Assert.False(MailAddress.TryParse("a" + '\uD800' + "@example.com", out _, out var error));
        Assert.Equal((AddressFault.UnpairedSurrogate, 1), (error.Fault, error.Position));
        Assert.False(MailAddress.TryParse("\"" + '\uDC00' + "\"@example.com", out _, out error));
        Assert.Equal((AddressFault.UnpairedSurrogate, 1), (error.Fault, error.Position));
    }

    [Theory]
    [InlineData('a')]
    [InlineData('@')]
    [InlineData('.')]
    [InlineData('(')]
    [InlineData('"')]
    [InlineData('ü')]
    [InlineData('<')]
    public void A_text_of_a_hundred_thousand_characters_gets_a_verdict(char c)
    {
        var text = "a@" + new string(c, 100_000);
        Assert.False(MailAddress.TryParse(text, out _, out var error));
        Assert.True(error.IsFault);
        Assert.False(MailAddress.TryParse(new string(c, 100_000), AddressSyntax.Rfc5322, out _, out error));
        Assert.True(error.IsFault);
        Assert.False(DomainName.TryParse(new string(c, 100_000), out _));
    }

    [Theory]
    [InlineData("(comment) anna (at home) . berg@example.com (work)", "anna.berg@example.com")]
    [InlineData("anna@(head office)example . com", "anna@example.com")]
    [InlineData("\"anna\" . \"b c\"@example.com", "\"anna.b c\"@example.com")]
    [InlineData("anna(a(b(c)\\)d)e)@example.com", "anna@example.com")]
    [InlineData("anna@[ 192.0.2.1 ]", "anna@[192.0.2.1]")]
    [InlineData("anna\r\n @example.com", "anna@example.com")]
    [InlineData("anna@[IPv6:1:2:3:4:5:6:7::]", "anna@[IPv6:1:2:3:4:5:6:7:0]")]
    [InlineData("anna@[IPv6:::2:3:4:5:6:7:8]", "anna@[IPv6:0:2:3:4:5:6:7:8]")]
    [InlineData("anna@[IPv6:1:2:3::5:6:7:8]", "anna@[IPv6:1:2:3:0:5:6:7:8]")]
    [InlineData("\"a\r\n b\"@example.com", "\"a b\"@example.com")]
    public void The_header_syntax_leaves_out_what_is_not_address(string text, string canonical)
    {
        Assert.True(MailAddress.TryParse(text, AddressSyntax.Rfc5322, out var address, out var error), error.ToString());
        Assert.Equal(canonical, address!.Address);
        Assert.Equal(AddressFault.None, MailAddress.Validate(text.AsSpan(), AddressSyntax.Rfc5322).Fault);
        Assert.NotEqual(AddressFault.None, MailAddress.Validate(text.AsSpan()).Fault);
    }

    [Theory]
    [InlineData("anna berg@example.com", AddressFault.WhiteSpace, 5)]
    [InlineData("anna(x)berg@example.com", AddressFault.WhiteSpace, 7)]
    [InlineData("(anna@example.com", AddressFault.CommentNotClosed, 17)]
    [InlineData("anna@example.com(x", AddressFault.CommentNotClosed, 18)]
    [InlineData("anna\r\n@example.com", AddressFault.FoldingBroken, 4)]
    [InlineData("anna\n @example.com", AddressFault.FoldingBroken, 4)]
    [InlineData("anna@example.com\r\n", AddressFault.FoldingBroken, 16)]
    [InlineData("anna@exa mple.com", AddressFault.WhiteSpace, 9)]
    [InlineData("\"a\0b\"@example.com", AddressFault.ControlCharacter, 2)]
    [InlineData("\"a", AddressFault.AtMissing, 2)]
    [InlineData("\"a@b", AddressFault.QuoteNotClosed, 4)]
    [InlineData("anna@[192.0.2.300]", AddressFault.LiteralIPv4, 6)]
    [InlineData("(x)anna@exa_mple.com", AddressFault.DomainUnderscore, 11)]
    [InlineData("anna.@example.com", AddressFault.TrailingDot, 5)]
    [InlineData("anna@example.com, x@example.com", AddressFault.SeveralAddresses, 16)]
    public void The_header_syntax_names_faults_too(string text, AddressFault fault, int position)
    {
        Assert.False(MailAddress.TryParse(text, AddressSyntax.Rfc5322, out _, out var error));
        Assert.Equal((fault, position), (error.Fault, error.Position));
    }

    [Fact]
    public void Every_fault_has_words_in_both_languages()
    {
        var english = CultureInfo.GetCultureInfo("en");
        var german = CultureInfo.GetCultureInfo("de");
        for (var fault = AddressFault.Empty; fault <= AddressFault.AngleNotClosed; fault++)
        {
            var error = new AddressError(fault, 0);
            Assert.EndsWith(".", error.MessageFor(english), StringComparison.Ordinal);
            Assert.EndsWith(".", error.MessageFor(german), StringComparison.Ordinal);
            Assert.NotEqual(error.MessageFor(english), error.MessageFor(german));
        }
    }

    [Fact]
    public void A_wrong_address_is_an_error_that_names_reason_and_place()
    {
        var error = Assert.Throws<MailOpsException>(() => new MailAddress("anna..berg@example.com"));
        Assert.Equal("MailOps.Address.Invalid", error.ErrorId);
        Assert.Contains("anna..berg@example.com", error.Message, StringComparison.Ordinal);
        Assert.Contains("5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_of_an_error_carry_no_characters_that_rearrange_the_line()
    {
        var error = Assert.Throws<MailOpsException>(() => new MailAddress("\u202Eanna\0" + new string('x', 1000)));
        Assert.DoesNotContain("\u202E", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\0", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 300);
    }
}
