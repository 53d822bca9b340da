using System;
using System.Globalization;
using MailOps.Bounces;
using MailOps.Json;

namespace MailOps.Journal;

/// <summary>One line of a mail server's log about one recipient: the same outcome that a bounce would tell, judged by the same rules.</summary>
public sealed record MailServerDelivery : IJsonResult
{
    /// <summary>The recipient.</summary>
    public required string Address { get; init; }

    /// <summary>What happened.</summary>
    public required MailServerOutcome Outcome { get; init; }

    /// <summary>When, UTC; null when the line has no time that can be read.</summary>
    public DateTime? At { get; init; }

    /// <summary>When the mail came into the queue, UTC, where the log tells; else null.</summary>
    public DateTime? QueuedAt { get; init; }

    /// <summary>The address the sender had used, where the server made another one of it; else empty.</summary>
    public string OriginalRecipient { get; init; } = "";

    /// <summary>The envelope sender; empty for the null sender or when not known.</summary>
    public string Sender { get; init; } = "";

    /// <summary>
    /// Whether the envelope sender was the null sender (RFC 5321 section 4.5.5): a bounce or other notice of a server, whose fate says nothing
    /// about the mails that were sent. Rates and the suppression list leave it out.
    /// </summary>
    public bool IsNotice { get; init; }

    /// <summary>Whether the address is lost; none for what arrived.</summary>
    public BouncePermanence Permanence { get; init; }

    /// <summary>Why.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>Whose side the cause lies on.</summary>
    public BounceCause Cause { get; init; }

    /// <summary>What to do next.</summary>
    public BounceAction Action { get; init; }

    /// <summary>How far the dialogue had come.</summary>
    public JournalStage Stage { get; init; }

    /// <summary>The enhanced status code; empty when there is none.</summary>
    public string Status { get; init; } = "";

    /// <summary>The SMTP reply code; null when there is none.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>What the other server said, on one line.</summary>
    public string Diagnostic { get; init; } = "";

    /// <summary>The server or program it was handed to; empty when there was none.</summary>
    public string Server { get; init; } = "";

    /// <summary>The Message-ID without angle brackets; empty when the log did not tell.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The queue id.</summary>
    public string QueueId { get; init; } = "";

    /// <summary>The host that wrote the log; empty when it does not say.</summary>
    public string Host { get; init; } = "";

    /// <summary>The form of the log.</summary>
    public MailServerLogFormat Format { get; init; }

    /// <summary>The file; empty when there is none.</summary>
    public string Source { get; init; } = "";

    /// <summary>The number of the line, from 1; 0 when there is none.</summary>
    public long Line { get; init; }

    /// <summary>The object it was made from; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Outcome, address and diagnostic on one line.</summary>
    public override string ToString() => Outcome + " " + Address + (Diagnostic.Length == 0 ? "" : ": " + Diagnostic);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("address", Address);
        writer.WriteMember("outcome", MailOpsJson.Name(Outcome));
        MailOpsJson.WriteMember(writer, "at", At);
        MailOpsJson.WriteMember(writer, "queuedAt", QueuedAt);
        writer.WriteMember("originalRecipient", OriginalRecipient);
        writer.WriteMember("sender", Sender);
        writer.WriteMember("isNotice", IsNotice);
        writer.WriteMember("permanence", MailOpsJson.Name(Permanence));
        writer.WriteMember("reason", MailOpsJson.Name(Reason));
        writer.WriteMember("cause", MailOpsJson.Name(Cause));
        writer.WriteMember("action", MailOpsJson.Name(Action));
        writer.WriteMember("stage", MailOpsJson.Name(Stage));
        writer.WriteMember("status", Status);
        writer.WriteMember("replyCode", ReplyCode?.ToString(CultureInfo.InvariantCulture) ?? "");
        writer.WriteMember("diagnostic", Diagnostic);
        writer.WriteMember("server", Server);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("queueId", QueueId);
        writer.WriteMember("host", Host);
        writer.WriteMember("format", MailOpsJson.Name(Format));
        writer.WriteMember("file", Source.Substring(Source.LastIndexOfAny(['/', '\\']) + 1));
        writer.WriteMember("line", Line);
        writer.WriteEndObject();
    }
}
