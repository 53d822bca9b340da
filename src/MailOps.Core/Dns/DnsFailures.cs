using System.Globalization;

namespace MailOps.Dns;

/// <summary>The failures in words.</summary>
internal static class DnsFailures
{
    private static readonly Localized TimeoutText = new("{0} did not answer about {1} in time.", "{0} hat die Frage nach {1} nicht rechtzeitig beantwortet.");
    private static readonly Localized ServerFailureText = new("{0} could not answer about {1} (SERVFAIL).", "{0} konnte die Frage nach {1} nicht beantworten (SERVFAIL).");
    private static readonly Localized AliasLoopText = new("The aliases of {0} run in a circle or are too many.", "Die Aliase von {0} laufen im Kreis oder sind zu viele.");

    public static DnsFailure Timeout(DnsQuestion question, string server) => Make(DnsFailureReason.Timeout, TimeoutText, server, question);

    public static DnsFailure ServerFailure(DnsQuestion question, string server) =>
        Make(DnsFailureReason.ServerFailure, ServerFailureText, server, question);

    public static DnsFailure AliasLoop(DnsQuestion question) => Make(DnsFailureReason.AliasLoop, AliasLoopText, question);

    private static DnsFailure Make(DnsFailureReason reason, Localized text, params object[] values) => new()
    {
        Reason = reason,
        Message = string.Format(CultureInfo.InvariantCulture, text.Current, values),
    };
}
