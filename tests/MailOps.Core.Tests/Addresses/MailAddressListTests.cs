using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Addresses;
using Xunit;

namespace MailOps.Tests.Addresses;

public sealed class MailAddressListTests
{
    [Theory]
    [InlineData("anna@example.com", "", "anna@example.com")]
    [InlineData("Anna Berg <anna@example.com>", "Anna Berg", "anna@example.com")]
    [InlineData("\"Berg, Anna\" <anna@example.com>", "Berg, Anna", "anna@example.com")]
    [InlineData("\"Anna \\\"A.\\\" Berg\" <anna@example.com>", "Anna \"A.\" Berg", "anna@example.com")]
    [InlineData("Anna B. Berg <anna@example.com>", "Anna B. Berg", "anna@example.com")]
    [InlineData("anna@example.com (Anna (at work) Berg)", "Anna (at work) Berg", "anna@example.com")]
    [InlineData("=?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@example.com>", "Jörg Müller", "joerg@example.com")]
    [InlineData("=?utf-8?B?SsO2cmcs?= =?utf-8?B?IE3DvGxsZXI=?= <joerg@example.com>", "Jörg, Müller", "joerg@example.com")]
    [InlineData("Jörg <jörg@müller.de>", "Jörg", "jörg@xn--mller-kva.de")]
    [InlineData("<anna@example.com>", "", "anna@example.com")]
    [InlineData("Anna <@relay.example,@other.example:anna@example.com>", "Anna", "anna@example.com")]
    [InlineData("\"Anna\" \"Berg\" <anna@example.com>", "Anna Berg", "anna@example.com")]
    [InlineData("Anna\r\n Berg <anna@example.com>", "Anna Berg", "anna@example.com")]
    [InlineData("\"a,b\"@example.com", "", "\"a,b\"@example.com")]
    [InlineData("Anna <anna@[192.0.2.1]>", "Anna", "anna@[192.0.2.1]")]
    public void An_entry_has_a_name_and_an_address(string text, string name, string address)
    {
        var entry = Assert.Single(MailAddressList.Parse(text));
        Assert.Equal((name, address, AddressFault.None), (entry.DisplayName, entry.Address, entry.Fault));
        Assert.True(entry.IsValid);
    }

    [Fact]
    public void Entries_are_separated_outside_of_quotes_comments_and_brackets()
    {
        var list = MailAddressList.Parse("\"Berg, Anna\" <anna@example.com>, bernd@example.com (B, C); <\"x,y\"@example.com>,, carl@example.com");
        Assert.Equal(["anna@example.com", "bernd@example.com", "\"x,y\"@example.com", "carl@example.com"], list.Select(e => e.Address));
        Assert.Equal("anna@example.com, bernd@example.com, \"x,y\"@example.com, carl@example.com", list.ToString());
    }

    [Fact]
    public void Groups_are_named_and_may_be_empty()
    {
        var list = MailAddressList.Parse("Team: Anna <anna@example.com>, bernd@example.com;, carl@example.com, undisclosed-recipients:;");
        Assert.Equal(["Team", "Team", ""], list.Select(e => e.Group));
        Assert.Equal("Team, undisclosed-recipients", list.Groups.ToString());
    }

    [Fact]
    public void One_bad_entry_does_not_spoil_the_others_and_says_where_it_is_bad()
    {
        var list = MailAddressList.Parse("anna@example.com, Bernd <bernd..x@example.com>, carl@example.com");
        Assert.Equal([true, false, true], list.Select(e => e.IsValid));
        Assert.Equal((AddressFault.ConsecutiveDots, (int?)31), (list[1].Fault, list[1].FaultPosition));
        Assert.Equal(("Bernd", ""), (list[1].DisplayName, list[1].Address));
    }

    [Theory]
    [InlineData("Anna anna@example.com", AddressFault.WhiteSpace)]
    [InlineData("Anna <anna@example.com", AddressFault.AngleNotClosed)]
    [InlineData("<anna@example.com> x", AddressFault.AngleNotClosed)]
    [InlineData("\\\"Anna\\\" <anna@example.com>", AddressFault.DisplayNameCharacter)]
    [InlineData("Anna <>", AddressFault.Empty)]
    [InlineData("Anna", AddressFault.AtMissing)]
    public void What_is_no_entry_has_a_reason(string text, AddressFault fault) =>
        Assert.Equal(fault, Assert.Single(MailAddressList.Parse(text)).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(",;,")]
    [InlineData("(only a comment)")]
    [InlineData("undisclosed-recipients:;")]
    public void A_list_may_be_empty(string text) => Assert.Empty(MailAddressList.Parse(text));

    [Fact]
    public void A_name_that_pretends_to_be_another_address_is_a_finding()
    {
        var entry = MailAddressList.Parse("\"boss@corp.example\" <x@other.example>")[0];
        Assert.Equal("ADDR060", entry.Findings.ToString());
        Assert.Empty(MailAddressList.Parse("\"anna@example.com\" <Anna@example.com>")[0].Findings);
    }

    [Fact]
    public void A_quoted_name_without_brackets_is_clear_enough()
    {
        var entry = MailAddressList.Parse("\"Berg, Anna <x>\" anna@example.com")[0];
        Assert.Equal(("Berg, Anna <x>", "anna@example.com", "ADDR061"), (entry.DisplayName, entry.Address, entry.Findings.ToString()));
    }

    [Theory]
    [InlineData("Berg, Anna")]
    [InlineData("a \"quoted\" \\ name")]
    [InlineData("Jörg")]
    public void An_entry_reads_back_from_its_text(string name)
    {
        var entry = new MailAddressListEntry
        {
            Text = "",
            DisplayName = name,
            Mailbox = MailAddress.Parse("a@example.com"),
            Address = "a@example.com",
        };
        var again = Assert.Single(MailAddressList.Parse(entry.ToString()));
        Assert.Equal((name, "a@example.com"), (again.DisplayName, again.Address));
    }

    [Theory]
    [InlineData('(')]
    [InlineData('<')]
    [InlineData('"')]
    [InlineData(',')]
    [InlineData(':')]
    [InlineData(';')]
    [InlineData('[')]
    [InlineData('\\')]
    [InlineData('@')]
    public void A_hundred_thousand_times_the_same_character_is_read_in_bounded_time(char c) =>
        Assert.All(MailAddressList.Parse("a" + new string(c, 100_000)), entry => Assert.False(entry.IsValid));

    [Fact]
    public void Reading_never_throws_and_every_entry_is_an_address_or_has_a_reason()
    {
        string[] pieces = ["a", "@", ".", ",", ";", ":", "<", ">", "(", ")", "\"", "\\", " ", "\r\n ", "[", "]", "b@c.de", "=?utf-8?Q?x?=", "ü", "\0", "\uD800"];
        var texts = Gen.Choose(0, 20).SelectMany(n => Gen.Elements(pieces).ArrayOf(n)).Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            foreach (var entry in MailAddressList.Parse(text))
            {
                Assert.NotEqual(entry.IsValid, entry.Fault != AddressFault.None);
                Assert.Equal(entry.IsValid, entry.FaultPosition is null);
                Assert.InRange(entry.FaultPosition ?? 0, 0, text.Length);
                Assert.DoesNotContain(entry.DisplayName, c => c is '\r' or '\n' or '\0');
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }
}
