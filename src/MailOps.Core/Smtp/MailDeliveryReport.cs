using System.Collections.Generic;
using System.Linq;

namespace MailOps.Smtp;

/// <summary>What became of one attempt to hand over a message, recipient by recipient.</summary>
public sealed record MailDeliveryReport
{
    /// <summary>The outcomes, in the order of the envelope's recipients.</summary>
    public required IReadOnlyList<RecipientOutcome> Recipients { get; init; }

    /// <summary>The server, <c>host:port</c>.</summary>
    public required string Server { get; init; }

    /// <summary>The negotiated TLS version, such as <c>TLS 1.3</c>; null when the message went in the clear, or not at all.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>Size of the message as sent, in octets with CRLF line ends and without dot-stuffing (RFC 1870 section 5).</summary>
    public long Size { get; init; }

    /// <summary>What is worth knowing about this attempt, such as DSN parameters that the server does not offer.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>Whether every recipient was accepted.</summary>
    public bool IsAccepted => Recipients.All(r => r.Outcome == MailOutcome.Accepted);

    /// <summary>The outcomes, one a line.</summary>
    public override string ToString() => string.Join("\n", Recipients);
}

/// <summary>What became of a message for one recipient.</summary>
public enum MailOutcome
{
    /// <summary>The server took responsibility with a 2xx reply after the message. That is not delivery: a bounce may still come.</summary>
    Accepted,

    /// <summary>Not taken now; a later attempt may succeed.</summary>
    Deferred,

    /// <summary>Refused for good; the same attempt fails again.</summary>
    Rejected,

    /// <summary>
    /// The end of the message was sent and no reply came back: the server may have it or not. Trying again may make a duplicate, not trying
    /// again may lose it.
    /// </summary>
    InDoubt,

    /// <summary>The gate took it back before the server heard of it.</summary>
    Withheld,
}

/// <summary>The step of an SMTP conversation (RFC 5321 section 3).</summary>
public enum SmtpPhase
{
    /// <summary>Looking up the host's addresses, connecting, implicit TLS, the greeting.</summary>
    Connect,

    /// <summary>EHLO or HELO.</summary>
    Ehlo,

    /// <summary>STARTTLS and its handshake, and a demand for TLS that the server does not meet.</summary>
    StartTls,

    /// <summary>AUTH.</summary>
    Auth,

    /// <summary>MAIL FROM, and what is known before it: size, SMTPUTF8, 8BITMIME.</summary>
    MailFrom,

    /// <summary>RCPT TO.</summary>
    RcptTo,

    /// <summary>DATA and the message, before its end is on its way.</summary>
    Data,

    /// <summary>From the end of the message (the final dot, the last chunk) to the reply to it.</summary>
    FinalDot,
}

/// <summary>What became of a message for one recipient, where that was decided, and the words of the server.</summary>
public sealed record RecipientOutcome
{
    /// <summary>The address as in the envelope.</summary>
    public required string Recipient { get; init; }

    /// <summary>The outcome.</summary>
    public required MailOutcome Outcome { get; init; }

    /// <summary>
    /// Where it was decided. Only a rejection in <see cref="SmtpPhase.RcptTo"/> can be about the recipient alone; every other phase concerns
    /// the server, the sender, the account or the message.
    /// </summary>
    public required SmtpPhase Phase { get; init; }

    /// <summary>The deciding reply; null when none came.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>Why, when it was not simply the reply: a timeout, a certificate, a missing extension. Null otherwise.</summary>
    public MailFailure? Failure { get; init; }

    /// <summary>Recipient, outcome and reason on one line.</summary>
    public override string ToString() =>
        $"{Recipient}: {Outcome} ({Phase}) {Failure?.Message ?? Reply?.ToString() ?? ""}".TrimEnd();
}

/// <summary>Why an attempt failed where the reply alone does not say so, in the shape of <see cref="MailOpsException"/>.</summary>
public sealed record MailFailure
{
    /// <summary>The stable id, <c>MailOps.Area.Name</c>; listed in docs/errors.md.</summary>
    public required string ErrorId { get; init; }

    /// <summary>Whose move it is.</summary>
    public required MailOpsErrorKind Kind { get; init; }

    /// <summary>What failed.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Advice { get; init; }

    /// <summary>The id and the message.</summary>
    public override string ToString() => $"{ErrorId}: {Message}";
}
