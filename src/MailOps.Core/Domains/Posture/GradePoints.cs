using System.Collections.Generic;

namespace MailOps.Domains.Posture;

/// <summary>
/// What a finding costs of 100 points. A finding counts once, however often it was made. docs/grade.md shows this table, and a test compares
/// the two.
/// </summary>
internal static class GradePoints
{
    public const int Error = 20;
    public const int Warning = 4;
    public const int Info = 0;

    /// <summary>A logo that is not shown costs no mail.</summary>
    public const int Logo = 2;

    /// <summary>The findings that cost more or less than their severity says.</summary>
    public static IReadOnlyDictionary<string, int> Own { get; } = new Dictionary<string, int>
    {
        // Forged mail is not stopped.
        ["DMARC001"] = 30, // no record
        ["DMARC032"] = 15, // p=none
        ["DMARC033"] = 25, // p=none, and nobody reads reports
        ["DMARC031"] = 10, // test mode
        ["DMARC028"] = 8, // sp=none
        ["SPF001"] = 25, // no record
        ["SPF020"] = 40, // +all
        ["SPF052"] = 40, // an include with +all
        ["SPF021"] = 10, // ?all
        ["SPF022"] = 10, // no all

        // Mail to the domain does not arrive.
        ["MX004"] = 10, // neither mail server nor address, and no null MX
        ["MX014"] = 10, // a mail server with an address that is not public

        // Works, though not as meant.
        ["SPF031"] = 1, // long for one UDP packet
        ["SPF033"] = 1, // the name has much else in TXT records
        ["SPF048"] = 1, // a repeated include
        ["SPF051"] = 1, // the explanation
        ["MX025"] = 1, // unequal lifetimes
        ["DKIM004"] = 8, // several keys at one name
        ["DKIM014"] = 0, // a key that was revoked, as it should be when it is no longer used
        ["DKIM019"] = 2, // a key of more than 4096 bits

        // Mail to the domain can be read on the way.
        ["MTASTS001"] = 4, // no policy
        ["MTASTS032"] = 2, // a policy that only tests
        ["MTASTS033"] = 4, // a policy of mode none
        ["SRV020"] = 15, // a mail server without STARTTLS
        ["SRV050"] = 2, // a mail server whose address has no name
        ["SRV051"] = 2, // or one that does not lead back to it
        ["TLSRPT001"] = 2, // no reports

        // Mail is refused now.
        ["BLOCK001"] = 30, // on a blocklist
    };

    /// <summary>What a finding costs.</summary>
    public static int Of(Finding finding) =>
        Own.TryGetValue(finding.Id, out var points) ? points
        : finding.Id.StartsWith("BIMI", System.StringComparison.Ordinal) ? finding.Severity == FindingSeverity.Info ? Info : Logo
        : finding.Severity switch
        {
            FindingSeverity.Error => Error,
            FindingSeverity.Warning => Warning,
            _ => Info,
        };
}
