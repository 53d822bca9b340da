using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace MailOps.Tests.Addresses;

/// <summary>What holds for every text, on texts made of the characters that matter.</summary>
public sealed class AddressProperties
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "0", "-", "_", "+", ".", "@", "\"", "\\", "(", ")", "[", "]", "<", ">", ",", ";", ":", " ", "\t", "\r\n ", "\r", "\0",
        "\x7F", "ü", "Ü", "ß", "\u0308", "\u200D", "\u202E", "א", "ｍ", "。", "😀", "\uD800", "\uDC00", "xn--", "xn--mller-kva", "IPv6:",
        "::", "1", "192.0.2.1", "example", ".com", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];

    private static readonly Gen<string> Texts =
        Gen.Sized(size => Gen.Choose(0, Math.Max(1, size / 3)).SelectMany(n => Gen.Elements(Pieces).ArrayOf(n)).Select(string.Concat));

    // Texts that are addresses more often than not.
    private static readonly Gen<string> Addresses =
        from local in Gen.Elements("a", "Z", "0", "-", "+", ".", "ü", "_").ArrayOf(6)
        from domain in Gen.Elements("a", "Z", "0", "-", ".", "ü", "é", "ß").ArrayOf(8)
        select string.Concat(local) + "@" + string.Concat(domain);

    private static readonly Arbitrary<string> Any = Gen.OneOf(Texts, Addresses).ToArbitrary();

    [Fact]
    public void Reading_never_throws_and_always_gives_a_reason() => Check(text =>
    {
        foreach (var syntax in new[] { AddressSyntax.Mailbox, AddressSyntax.Rfc5322 })
        {
            var valid = MailAddress.TryParse(text, syntax, out var address, out var error);
            Assert.Equal(valid, address is not null);
            Assert.Equal(valid, !error.IsFault);
            Assert.InRange(error.Position, 0, text.Length);
            Assert.Equal(error, MailAddress.Validate(text.AsSpan(), syntax));
        }
    });

    [Fact]
    public void The_canonical_text_reads_back_as_the_same_address() => Check(text =>
    {
        if (MailAddress.TryParse(text, AddressSyntax.Rfc5322, out var address, out _))
        {
            var again = MailAddress.Parse(address!.ToString());
            Assert.Equal(address.Address, again.Address);
            Assert.Equal((address.LocalPart, address.DomainText), (again.LocalPart, again.DomainText));
            Assert.DoesNotContain(address.Address, c => c is '\r' or '\n' or '\0');
        }
    });

    [Fact]
    public void Every_mailbox_is_also_a_header_form_with_the_same_meaning() => Check(text =>
    {
        if (MailAddress.TryParse(text, out var mailbox))
        {
            Assert.True(MailAddress.TryParse(text, AddressSyntax.Rfc5322, out var header, out var error), error.ToString());
            Assert.Equal(mailbox, header);
        }
    });

    [Fact]
    public void A_domain_name_reads_back_from_both_of_its_forms() => Check(text =>
    {
        var valid = DomainName.TryParse(text, out var domain, out var error);
        Assert.Equal(valid, !error.IsFault);
        if (valid)
        {
            Assert.Equal(domain, DomainName.Parse(domain!.Ascii));
            Assert.Equal(domain, DomainName.Parse(domain.Unicode));
            Assert.InRange(domain.Ascii.Length, 1, 253);
            Assert.All(domain.Ascii, c => Assert.True(c is '.' or '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')));
        }
    });

    [Fact]
    public void The_shortcut_for_plain_addresses_agrees_with_the_scanner()
    {
        var plain = Gen.Choose(0, 70).SelectMany(n => Gen.Elements("aaabZ09.-@_!{ ü\0(\"\\[é".ToCharArray()).ArrayOf(n)).Select(c => new string(c));
        var likely =
            from local in Gen.Choose(1, 40).SelectMany(n => Gen.Elements("abcdefgh-_.".ToCharArray()).ArrayOf(n))
            from domain in Gen.Choose(1, 40).SelectMany(n => Gen.Elements("abcdefgH01-.".ToCharArray()).ArrayOf(n))
            select new string(local) + "@" + new string(domain);
        Prop.ForAll(Gen.OneOf(plain, likely).ToArbitrary(), text =>
        {
            var scan = AddressScanner.Scan(text.AsSpan());
            if (MailOps.Platform.PlainAddress.TryScan(text.AsSpan(), out var at, out var hasUpperDomain))
            {
                Assert.Equal((AddressFault.None, scan.At, scan.HasUpperDomain), (scan.Error.Fault, at, hasUpperDomain));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    private static void Check(Action<string> property) =>
        Prop.ForAll(Any, property).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(60));
}
