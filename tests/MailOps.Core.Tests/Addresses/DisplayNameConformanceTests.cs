using System.Linq;
using MailOps.Addresses;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Addresses;

[Trait("Category", "Conformance")]
public sealed class DisplayNameConformanceTests
{
    [SkippableFact]
    public void Names_and_addresses_are_told_apart_as_the_suites_say()
    {
        var tests = AddressSuites.Read("display-names.json")["tests"]!.Items;
        Assert.NotEmpty(tests);

        var differences = tests.Where(test => test.MemberBoolean("valid") != IsValid(test));
        var unexplained = differences.Where(test => !IsOurChoice(test.MemberString("input")!)).Select(test => test.MemberString("input"));

        Assert.Empty(unexplained);
    }

    [SkippableFact]
    public void The_first_address_is_the_one_whose_domain_counts()
    {
        var tests = AddressSuites.Read("display-names.json")["tests"]!.Items.Where(test => test["expect"]?.MemberString("firstDomain") is not null).ToList();
        Assert.NotEmpty(tests);
        Assert.All(tests, test => Assert.Equal(
            test["expect"]!.MemberString("firstDomain"),
            MailAddressList.Parse(test.MemberString("input")!)[0].Mailbox!.DomainText));
    }

    private static bool IsValid(JsonValue test)
    {
        var list = MailAddressList.Parse(test.MemberString("input")!);
        var needsName = test["options"]?.MemberBoolean("require_display_name") == true;
        return list.Count > 0 && list.All(e => e.IsValid && (!needsName || e.DisplayName.Length > 0));
    }

    // docs/addresses.md: taken here although one suite refuses it, since the grammar has it: a name of blanks only (RFC 5322 section 3.2.4),
    // and an emoji in a local part (RFC 6531 section 3.3).
    private static bool IsOurChoice(string input)
    {
        var list = MailAddressList.Parse(input);
        return list.Count == 1 && list[0] is { IsValid: true } entry
            && (char.IsSurrogate(entry.Mailbox!.LocalPart.Last()) || input.Substring(0, input.IndexOf('<')).Trim('"', ' ').Length == 0);
    }
}
