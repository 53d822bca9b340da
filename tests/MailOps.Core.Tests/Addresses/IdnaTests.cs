using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace MailOps.Tests.Addresses;

public sealed class IdnaTests
{
    [SkippableFact]
    public void The_table_of_letters_is_what_the_rules_of_the_standard_derive()
    {
        Skip.If(Type.GetType("Mono.Runtime") is not null, "Mono's normalization data has gaps.");

        // Runtimes bring Unicode data of different years: letters they do not know yet, capitals whose small letter they do not know yet,
        // and the outlined digits of Unicode 16, whose plain digits they do not know yet.
        var faults = new List<string>();
        for (var point = 0; point <= 0x10FFFF; point += point == 0xD7FF ? 0x801 : 1)
        {
            var table = IdnaRules.PropertyOf(point);
            var derived = IdnaDerivation.Of(point);
            var isNews = derived == IdnaRules.Property.Unassigned
                || (IdnaRules.CategoryOf(point) == UnicodeCategory.UppercaseLetter && table == IdnaRules.Property.Disallowed)
                || point is >= 0x1CCF0 and <= 0x1CCF9;
            if (table != derived && !isNews)
            {
                faults.Add($"U+{point:X4}: {table}, derived {derived}");
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count}:\n" + string.Join("\n", faults.Take(50)));
    }

    // RFC 3492 section 7.1 and names in use.
    [Theory]
    [InlineData("bücher", "xn--bcher-kva")]
    [InlineData("müller", "xn--mller-kva")]
    [InlineData("straße", "xn--strae-oqa")]
    [InlineData("παράδειγμα", "xn--hxajbheg2az3al")]
    [InlineData("βόλος", "xn--nxasmm1c")]
    [InlineData("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye")]
    [InlineData("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l")]
    [InlineData("למההםפשוטלאמדבריםעברית", "xn--4dbcagdahymbxekheh6e0a7fei0b")]
    [InlineData("ليهمابتكلموشعربي؟", null)]
    [InlineData("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b")]
    [InlineData("\uD840\uDC00a", "xn--a-s17s")]
    public void A_label_encodes_and_decodes(string unicode, string? ascii)
    {
        Span<char> buffer = stackalloc char[Idna.MaxLabel];
        var error = Idna.Encode(unicode.AsSpan(), buffer, out var written);

        Assert.Equal(ascii is null, error.IsFault);
        if (ascii is not null)
        {
            Assert.Equal(ascii, buffer.Slice(0, written).ToString());
            Assert.True(Idna.TryDecode(ascii.AsSpan(), out var decoded));
            Assert.Equal(unicode, decoded);
        }
    }

    [Theory]
    [InlineData("xn--")]
    [InlineData("xn--a")]
    [InlineData("xn--99999999999")]
    [InlineData("xn--abc-")]
    [InlineData("xn--bcher-kvA")]
    [InlineData("xn--i-7iq")]
    [InlineData("xn--999999b")]
    [InlineData("xn--mller-kva-")]
    [InlineData("muller")]
    public void What_only_looks_like_an_A_label_is_none(string label) => Assert.False(Idna.TryDecode(label.AsSpan(), out _));

    [Theory]
    [InlineData("Müller", AddressFault.IdnNotMapped, 0)]
    [InlineData("mÜller", AddressFault.IdnNotMapped, 1)]
    [InlineData("ｇmail", AddressFault.IdnNotMapped, 0)]
    [InlineData("i❤", AddressFault.IdnDisallowed, 1)]
    [InlineData("mu\u0308ller", AddressFault.IdnNotNormalized, 0)]
    [InlineData("\u0301a", AddressFault.IdnLeadingMark, 0)]
    [InlineData("ab--ü", AddressFault.IdnHyphens, 2)]
    [InlineData("xn--ü", AddressFault.IdnMixedEncoding, 0)]
    [InlineData("-ü", AddressFault.LabelLeadingHyphen, 0)]
    [InlineData("ü-", AddressFault.LabelTrailingHyphen, 1)]
    [InlineData("ü_", AddressFault.DomainUnderscore, 1)]
    [InlineData("ü\u0378", AddressFault.IdnUnassigned, 1)]
    [InlineData("ü\u00A0b", AddressFault.WhiteSpace, 1)]
    [InlineData("ü\u0085b", AddressFault.WhiteSpace, 1)]
    [InlineData("ü\0", AddressFault.ControlCharacter, 1)]
    [InlineData("ü\u202Ea", AddressFault.IdnDisallowed, 1)]
    [InlineData("אa", AddressFault.IdnBidi, 1)]
    [InlineData("aא", AddressFault.IdnBidi, 1)]
    [InlineData("א-ב-", AddressFault.LabelTrailingHyphen, 3)]
    [InlineData("ב\u0660" + "1", AddressFault.IdnBidi, 0)]
    public void Each_rule_names_its_own_fault(string label, AddressFault fault, int position)
    {
        Span<char> buffer = stackalloc char[Idna.MaxLabel];
        var error = Idna.Encode(label.AsSpan(), buffer, out _);
        Assert.Equal((fault, position), (error.Fault, error.Position));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_named()
    {
        Span<char> buffer = stackalloc char[Idna.MaxLabel];
        Assert.Equal(AddressFault.UnpairedSurrogate, Idna.Encode(("a" + '\uD800').AsSpan(), buffer, out _).Fault);
        Assert.Equal(AddressFault.UnpairedSurrogate, Idna.Encode(('\uDC00' + "a").AsSpan(), buffer, out _).Fault);
    }

    // RFC 5892 appendix A.
    [Theory]
    [InlineData("l·l", true)]
    [InlineData("a·l", false)]
    [InlineData("͵α", true)]
    [InlineData("͵a", false)]
    [InlineData("א׳", true)]
    [InlineData("a׳", false)]
    [InlineData("ヲ・ヲ", true)]
    [InlineData("a・b", false)]
    [InlineData("ب\u0660", true)]
    [InlineData("ب\u0660\u06F0", false)]
    [InlineData("क्\u200Dष", true)]
    [InlineData("क\u200Dष", false)]
    [InlineData("نامه\u200Cای", true)]
    [InlineData("ا\u200Cب", false)]
    [InlineData("a\u200Cb", false)]
    public void A_contextual_rule_looks_at_the_neighbours(string label, bool allowed)
    {
        Span<char> buffer = stackalloc char[Idna.MaxLabel];
        var error = Idna.Encode(label.AsSpan(), buffer, out _);
        Assert.Equal(allowed ? AddressFault.None : AddressFault.IdnContext, error.Fault);
    }

    [Theory]
    [InlineData("MÜLLER.DE", "müller.de")]
    [InlineData("ｇｍａｉｌ．ｃｏｍ", "gmail.com")]
    [InlineData("例え。テスト", "例え.テスト")]
    [InlineData("Straße.de", "straße.de")]
    [InlineData("GROẞ.de", "groß.de")]
    [InlineData("mu\u0308ller.de", "müller.de")]
    [InlineData("co\u00ADop.de", "coop.de")]
    [InlineData("A\u2488COM", "a\u2488com")]
    [InlineData("BANK\uFE52EVIL.DE", "bank\uFE52evil.de")]
    [InlineData("\uD83C\uDD00\u33C7\u2024X", "\uD83C\uDD00\u33C7\u2024x")]
    public void What_people_type_is_mapped(string typed, string mapped) => Assert.Equal(mapped, Idna.Map(typed));

    // UTS 46 section 4: "⒈" and its like are refused; NFKC alone would find a name with one label more.
    [Theory]
    [InlineData("anna@a\u2488com")]
    [InlineData("anna@bank\u2024evil.example")]
    [InlineData("anna@bank\uFE52example")]
    public void A_character_that_only_looks_like_a_dot_parts_no_labels(string address)
    {
        Assert.False(MailAddress.TryParse(address, out _));
        Assert.False(DomainName.TryParse(address.Substring("anna@".Length), out _));
    }
}
