using System;
using MailOps.Json;

namespace MailOps.Bounces;

/// <summary>
/// The judgement on one recipient of one report: what happened, whether the address is lost, why, whose move it is and what to do. A
/// mail that names no recipient has one classification with an empty <see cref="Address"/>.
/// </summary>
public sealed record BounceClassification : IJsonResult
{
    /// <summary>The address that the report is about, as written there without angle brackets; empty when it names none.</summary>
    public string Address { get; init; } = "";

    /// <summary>The address the sender had used, where the report says that it differs (RFC 3464 section 2.3.1); else empty.</summary>
    public string OriginalRecipient { get; init; } = "";

    /// <summary>What is reported.</summary>
    public BounceKind Kind { get; init; }

    /// <summary>Whether the address is lost; <see cref="BouncePermanence.None"/> unless <see cref="Kind"/> is a failure or a delay.</summary>
    public BouncePermanence Permanence { get; init; }

    /// <summary>Why.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>Whose side the cause lies on.</summary>
    public BounceCause Cause { get; init; }

    /// <summary>What to do next.</summary>
    public BounceAction Action { get; init; }

    /// <summary>
    /// The enhanced status code (RFC 3463), such as <c>5.1.1</c>: that of the remote server's reply where there is one, else the report's
    /// own. Empty when the mail has none; none is ever invented.
    /// </summary>
    public string Status { get; init; } = "";

    /// <summary>The SMTP reply code, 200 to 599; null when the mail has none.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>What the server said, on one line; empty when nothing is quoted.</summary>
    public string Diagnostic { get; init; } = "";

    /// <summary>The server that wrote the report (RFC 3464 section 2.2.2); empty when not known.</summary>
    public string ReportingMta { get; init; } = "";

    /// <summary>The server that gave the reply (RFC 3464 section 2.3.5); empty when not known.</summary>
    public string RemoteMta { get; init; } = "";

    /// <summary>The Message-ID of the original message without angle brackets; empty when not known.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The envelope id the sender gave (ENVID, RFC 3461 section 4.4); empty when not known.</summary>
    public string EnvelopeId { get; init; } = "";

    /// <summary>The address that the report was sent to, the envelope sender of the original as a rule; empty when not known.</summary>
    public string ReportedTo { get; init; } = "";

    /// <summary>When the report was written, UTC, as it says itself; null when it does not.</summary>
    public DateTime? ReportedAt { get; init; }

    /// <summary>When the original was sent, UTC, as its own header says; null when it is not returned.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>How much the evidence carries.</summary>
    public BounceConfidence Confidence { get; init; }

    /// <summary>The rule that decided, <c>file:line</c> of the rule table and what matched; empty when none had to.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The reader that recognised the report, such as <c>Rfc3464</c>; empty for an ordinary mail.</summary>
    public string Format { get; init; } = "";

    /// <summary>For a complaint its type, such as <c>abuse</c> (RFC 5965 section 3.1); else empty.</summary>
    public string FeedbackType { get; init; } = "";

    /// <summary>What is wrong with the report itself, such as a missing field.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The path or name of the file the mail came from; empty for mail from memory.</summary>
    public string Source { get; init; } = "";

    /// <summary>The position of the mail in its file, from 1; 0 when the file holds one mail or there is no file.</summary>
    public int SourceIndex { get; init; }

    /// <summary>The reason in a sentence, in German where the user interface is German, else in English.</summary>
    public string Explanation => Kind == BounceKind.NotABounce ? "" : ReasonTexts.Of(Reason).Current;

    /// <summary>
    /// A mail or ticket about this, ready to send, in German where the user interface is German, else in English; null where nobody has to
    /// act. <see cref="BounceLetter.For"/> writes it in a language of choice.
    /// </summary>
    public BounceLetter? Letter => BounceLetter.For(this, System.Globalization.CultureInfo.CurrentUICulture);

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    void IJsonResult.WriteJson(JsonWriter writer) => BounceJson.Write(writer, this);

    /// <summary>Address, kind, permanence and reason on one line.</summary>
    public override string ToString() =>
        (Address.Length == 0 ? "(no recipient)" : Address) + ": " + Kind
        + (Permanence == BouncePermanence.None ? "" : ", " + Permanence)
        + (Kind == BounceKind.NotABounce ? "" : ", " + Reason);
}
