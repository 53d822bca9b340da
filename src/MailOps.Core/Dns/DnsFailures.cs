using System.Globalization;

namespace MailOps.Dns;

/// <summary>The failures in words.</summary>
internal static class DnsFailures
{
    private static readonly Localized TimeoutText = new("{0} did not answer about {1} in time.", "{0} hat die Frage nach {1} nicht rechtzeitig beantwortet.");
    private static readonly Localized ServerFailureText = new("{0} could not answer about {1} (SERVFAIL).", "{0} konnte die Frage nach {1} nicht beantworten (SERVFAIL).");
    private static readonly Localized BogusText = new("{0} found the DNSSEC signatures of {1} wrong (SERVFAIL).", "{0} fand die DNSSEC-Signaturen von {1} fehlerhaft (SERVFAIL).");
    private static readonly Localized RefusedText = new("{0} refuses to answer about {1}.", "{0} verweigert die Antwort auf die Frage nach {1}.");
    private static readonly Localized CodeText = new("{0} answered about {1} with the response code {2}.", "{0} beantwortete die Frage nach {1} mit dem Code {2}.");
    private static readonly Localized MalformedText = new("The answer of {0} about {1} is malformed.", "Die Antwort von {0} auf die Frage nach {1} ist fehlerhaft aufgebaut.");
    private static readonly Localized UnreachableText = new("{0} cannot be reached.", "{0} ist nicht erreichbar.");
    private static readonly Localized UntrustedText = new("The certificate of {0} is not valid.", "Das Zertifikat von {0} ist ungültig.");
    private static readonly Localized NotAuthenticText = new(
        "{0} does not vouch for its answer about {1}: the zone is not signed, or the server does not validate (DNSSEC).",
        "{0} bürgt nicht für die Antwort auf die Frage nach {1}: Die Zone ist nicht signiert, oder der Server validiert nicht (DNSSEC).");

    private static readonly Localized NotRecordedText = new(
        "The recording {0} has no answer about {1}.", "Die Aufzeichnung {0} enthält keine Antwort auf die Frage nach {1}.");

    private static readonly Localized AliasLoopText = new("The aliases of {0} run in a circle or are too many.", "Die Aliase von {0} laufen im Kreis oder sind zu viele.");
    private static readonly Localized NoServerText = new("No DNS server is configured.", "Es ist kein DNS-Server konfiguriert.");

    public static DnsFailure NoServer { get; } = Make(DnsFailureReason.NoServer, NoServerText);

    public static DnsFailure Timeout(DnsQuestion question, string server) => Make(DnsFailureReason.Timeout, TimeoutText, server, question);

    public static DnsFailure ServerFailure(DnsQuestion question, string server) =>
        Make(DnsFailureReason.ServerFailure, ServerFailureText, server, question);

    public static DnsFailure Refused(DnsQuestion question, string server) => Make(DnsFailureReason.Refused, RefusedText, server, question);

    public static DnsFailure Malformed(DnsQuestion question, string server) => Make(DnsFailureReason.Malformed, MalformedText, server, question);

    public static DnsFailure Unreachable(string server, string? detail = null) =>
        Described(Make(DnsFailureReason.Unreachable, UnreachableText, server), detail);

    public static DnsFailure Untrusted(string server, string? detail = null) =>
        Described(Make(DnsFailureReason.Untrusted, UntrustedText, server), detail);

    public static DnsFailure NotAuthentic(DnsQuestion question, string server) =>
        Make(DnsFailureReason.NotAuthentic, NotAuthenticText, server, question);

    public static DnsFailure NotRecorded(DnsQuestion question, string recording) =>
        Make(DnsFailureReason.NotRecorded, NotRecordedText, recording, question);

    public static DnsFailure AliasLoop(DnsQuestion question) => Make(DnsFailureReason.AliasLoop, AliasLoopText, question);

    /// <summary>What a response code other than NOERROR and NXDOMAIN means.</summary>
    public static DnsFailure OfCode(DnsMessage message, DnsQuestion question, string server)
    {
        var failure = message.ResponseCode switch
        {
            DnsWire.ServerFailure when IsBogus(message.ExtendedError) => Make(DnsFailureReason.Bogus, BogusText, server, question),
            DnsWire.ServerFailure => ServerFailure(question, server),
            DnsWire.Refused => Refused(question, server),
            var code => Make(DnsFailureReason.NotSupported, CodeText, server, question, code),
        };
        return message.ExtendedError is { } number
            ? failure with { ExtendedError = number, Message = failure.Message + Detail(number, message.ExtendedText) }
            : failure;
    }

    // RFC 8914 sections 4.2, 4.3 and 4.7 to 4.13: all that says that validation failed.
    private static bool IsBogus(int? extendedError) => extendedError is 1 or 2 or (>= 5 and <= 12);

    // The text comes from the server: control characters must not reach a terminal, and a sentence is enough.
    private static string Detail(int number, string text)
    {
        var end = text.Length > 200 ? 200 : text.Length;
        var plain = new char[end];
        for (var i = 0; i < end; i++)
        {
            plain[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
        }

        return string.Format(CultureInfo.InvariantCulture, end == 0 ? " (EDE {0})" : " (EDE {0}: {1})", number, new string(plain));
    }

    private static DnsFailure Described(DnsFailure failure, string? detail) => detail is null ? failure : failure with { Message = detail };

    private static DnsFailure Make(DnsFailureReason reason, Localized text, params object[] values) => new()
    {
        Reason = reason,
        Message = string.Format(CultureInfo.InvariantCulture, text.Current, values),
    };
}
