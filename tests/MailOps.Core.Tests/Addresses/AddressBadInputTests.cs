using System.Linq;
using System.Threading;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Addresses;
using Xunit;

namespace MailOps.Tests.Addresses;

/// <summary>Whatever a list may hold gets a clear verdict, with the place of the fault, in time linear to its length.</summary>
public sealed class AddressBadInputTests
{
    private static readonly string Long = new('a', 100_000);

    // One test for all: the runner would mend lone surrogates on the way to a theory.
    private static readonly (string Text, AddressFault Fault)[] Hostile =
    [
        ("", AddressFault.Empty),
        ("\0", AddressFault.ControlCharacter),
        ("anna\0@example.com", AddressFault.ControlCharacter),
        ("anna@exam\0ple.com", AddressFault.ControlCharacter),
        ("anna\r\nDATA@example.com", AddressFault.ControlCharacter),
        ("anna@example.com\r\nRCPT TO:<x@example.com>", AddressFault.ControlCharacter),
        ("\uD800@example.com", AddressFault.UnpairedSurrogate),
        ("anna\uDC00@example.com", AddressFault.UnpairedSurrogate),
        ("anna@\uD800.example.com", AddressFault.UnpairedSurrogate),
        ("anna@exa\u202Emple.com", AddressFault.IdnDisallowed),
        ("anna@exa\u200Bmple.com", AddressFault.IdnNotMapped),
        ("anna@\uFF45xample.com", AddressFault.IdnNotMapped),
        (Long, AddressFault.AtMissing),
        (Long + "@example.com", AddressFault.LocalPartTooLong),
        ("anna@" + Long, AddressFault.LabelTooLong),
        ("anna@" + string.Concat(Enumerable.Repeat("a.", 50_000)) + "com", AddressFault.DomainTooLong),
        ("anna@" + string.Concat(Enumerable.Repeat("xn--a.", 16_000)) + "com", AddressFault.DomainTooLong),
        ("anna@" + new string('ü', 100_000) + ".de", AddressFault.LabelTooLong),
        ("\"" + Long + "\"@example.com", AddressFault.LocalPartTooLong),
        ("\"" + new string('\\', 100_000) + "@example.com", AddressFault.QuoteNotClosed),
        ("anna@[" + Long + "]", AddressFault.LiteralIPv4),
        ("anna@[IPv6:" + new string(':', 100_000) + "]", AddressFault.LiteralIPv6),
    ];

    [Fact]
    public void Hostile_texts_are_undeliverable_with_reason_and_place()
    {
        Assert.All(Hostile, bad =>
        {
            var result = Check(bad.Text, AddressSyntax.Mailbox);
            Assert.Equal((AddressVerdict.Undeliverable, AddressReason.Syntax), (result.Verdict, result.Reason));
            Assert.Equal(bad.Fault, result.Fault);
            Assert.InRange(result.FaultPosition!.Value, 0, bad.Text.Length);
            Assert.Equal("ADDR001", result.Findings.ToString());
        });
    }

    [Theory]
    [InlineData('(')]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData('.')]
    [InlineData('@')]
    [InlineData('[')]
    [InlineData('<')]
    [InlineData('\u0300')]
    [InlineData('\uD800')]
    [InlineData('ü')]
    public void A_hundred_thousand_times_one_character_is_no_address_in_either_syntax(char c)
    {
        foreach (var text in new[] { new string(c, 100_000), "a" + new string(c, 100_000) + "@example.com", "a@" + new string(c, 100_000) })
        {
            Assert.Equal(AddressVerdict.Undeliverable, Check(text, AddressSyntax.Mailbox).Verdict);
            Assert.Equal(AddressVerdict.Undeliverable, Check(text, AddressSyntax.Rfc5322).Verdict);
        }
    }

    [Fact]
    public void Any_text_gets_a_verdict_that_fits_its_parts()
    {
        string[] pieces =
        [
            "a", "anna", "test", "@", ".", "-", "_", "+", " ", "\t", "\r\n", "\0", "\"", "\\", "(", ")", "[", "]", "<", ">", ",", ";", ":", "1", "xn--", "gmial.com",
            "gmail.com", "example.com", "ü", "ß", "а", "\u0300", "\u200B", "\u202E", "\uD83D\uDE00", "\uD800", "\uDC00", "\uFF20", "IPv6:", "127.0.0.1", "mailinator.com",
        ];
        var texts = Gen.Choose(0, 12).SelectMany(n => Gen.Elements(pieces).ArrayOf(n)).Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            foreach (var clean in new[] { false, true })
            {
                var result = Check(text, AddressSyntax.Rfc5322, clean);
                Assert.Equal(result.Fault != AddressFault.None, result.Reason == AddressReason.Syntax);
                Assert.Equal(result.FaultPosition is null, result.Fault == AddressFault.None);
                Assert.Equal(result.Reason == AddressReason.None, result.Verdict == AddressVerdict.Deliverable);
                Assert.Equal(result.CanonicalAddress.Length == 0, result.Fault != AddressFault.None);
                Assert.True(result.Suggestion.Length == 0 || MailAddress.TryParse(result.Suggestion, AddressSyntax.Rfc5322, out _, out _), result.Suggestion);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    private static AddressTestResult Check(string text, AddressSyntax syntax, bool clean = false)
    {
        using var checker = new AddressChecker(new AddressCheckOptions { SyntaxOnly = true, Syntax = syntax, CleanInput = clean });
        return checker.CheckAsync(text, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
