using System.Linq;
using MailOps.Addresses;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Addresses;

[Trait("Category", "Conformance")]
public sealed class TypoConformanceTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Mistyped_domains_lead_to_the_one_meant_and_real_ones_to_none()
    {
        var tests = AddressSuites.Read("domain-typos.json")["tests"]!.Items
            .Select(test => (Domain: test.MemberString("domain")!, Meant: test.MemberString("suggest")))
            .ToList();
        Assert.NotEmpty(tests);

        var wrong = tests
            .Select(test => (test.Domain, test.Meant, Found: AddressData.BuiltIn.Typos.Find(test.Domain)?.Domain))
            .Where(test => test.Found != test.Meant)
            .ToList();
        var text = string.Join("\n", wrong.Select(w => $"{w.Domain}: meant {w.Meant ?? "itself"}, found {w.Found ?? "nothing"}"));
        output.WriteLine($"{tests.Count - wrong.Count} of {tests.Count} right\n{text}");

        Assert.True(wrong.Count <= tests.Count * 0.03, text);
        Assert.DoesNotContain(wrong, w => w.Meant is null);
    }
}
