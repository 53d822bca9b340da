using System.Linq;
using Xunit;

namespace MailOps.Tests.Addresses;

[Trait("Category", "Conformance")]
public sealed class AddressConformanceTests
{
    [SkippableFact]
    public void The_mailbox_syntax_agrees_with_the_judgement_of_all_suites()
    {
        var tests = AddressSuites.ReadAll();

        var faults = tests
            .Select(test => (test, found: Judge(test.Address, out var error), error))
            .Where(t => t.found != t.test.Rfc5321)
            .Select(t => $"{t.test}: expected {t.test.Rfc5321}, found {t.found} ({t.error})")
            .ToList();

        Assert.True(faults.Count == 0, $"{faults.Count} of {tests.Count}:\n" + string.Join("\n", faults));
    }

    [SkippableFact]
    public void The_header_syntax_takes_what_is_email_calls_valid_in_a_header_but_no_control_characters()
    {
        var tests = AddressSuites.ReadAll().Where(test => test.Category is not null).ToList();
        Assert.NotEmpty(tests);

        var faults = tests
            .Where(test => MailAddress.TryParse(test.Address, AddressSyntax.Rfc5322, out _, out _) != IsHeaderForm(test))
            .Select(test => $"{test}: {test.Category} {test.Diagnosis} {MailAddress.Validate(test.Address.ToArray(), AddressSyntax.Rfc5322)}")
            .ToList();

        Assert.True(faults.Count == 0, $"{faults.Count} of {tests.Count}:\n" + string.Join("\n", faults));
    }

    private static bool IsHeaderForm(SuiteAddress test) =>
        test.Category is "VALID" or "DNSWARN" or "RFC5321" or "CFWS" or "DEPREC" && !HoldsQuotedControl(test);

    // Old headers may hold control characters within quotes; no mailbox does, and none may come near an SMTP command.
    private static bool HoldsQuotedControl(SuiteAddress test) =>
        test.Diagnosis is "DEPREC_QP" or "DEPREC_QTEXT" && test.Address.Any(c => c is < ' ' or '\x7F');

    private static string Judge(string text, out AddressError error) =>
        !MailAddress.TryParse(text, out _, out error) ? "no" : text.Any(c => c >= 0x80) ? "utf8" : "ascii";
}
