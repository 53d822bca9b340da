using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Json;

namespace MailOps.Recall;

/// <summary>A mail that is being taken back, or was.</summary>
public sealed record MailRecall : IJsonResult
{
    /// <summary>Its number in the store, above zero.</summary>
    public long Id { get; init; }

    /// <summary>The Message-ID of the mail, without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The author of the mail: the address in its From field.</summary>
    public required string Sender { get; init; }

    /// <summary>The hash of its body (SHA-256 of the relaxed form of RFC 6376); empty when it is not known.</summary>
    public string BodyHash { get; init; } = "";

    /// <summary>Its subject; empty when it is not known.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When it was sent, UTC; null when it is not known.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>Why it is taken back.</summary>
    public required string Reason { get; init; }

    /// <summary>The account that asked for it.</summary>
    public string RequestedBy { get; init; } = "";

    /// <summary>When it was asked for, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>How far it has come.</summary>
    public MailRecallState State { get; init; }

    /// <summary>What becomes of the copies.</summary>
    public MailRecallMode Mode { get; init; }

    /// <summary>Whether mail that is marked as read is taken back too.</summary>
    public bool IncludesRead { get; init; } = true;

    /// <summary>How many matches one folder may hold; more are refused, since one of them may be another mail.</summary>
    public int CopiesPerFolder { get; init; } = 1;

    /// <summary>The server of the mailboxes, as a reference without a secret; empty when only the process that began can go on.</summary>
    public string Server { get; init; } = "";

    /// <summary>The mailbox that holds the quarantine; empty for a permanent recall.</summary>
    public string QuarantineMailbox { get; init; } = "";

    /// <summary>The folder of the quarantine.</summary>
    public string QuarantineFolder { get; init; } = "";

    /// <summary>Until when the quarantine is kept, UTC.</summary>
    public DateTime KeepUntil { get; init; }

    /// <summary>What marks the copies in quarantine; no two recalls have the same one.</summary>
    public string Marker { get; init; } = "";

    /// <summary>The numbers of the mail in the outbox; empty when it did not come from there.</summary>
    public IReadOnlyList<long> OutboxIds { get; init; } = [];

    /// <summary>Who gets its reports by mail; empty for nobody.</summary>
    public TextList ReportTo { get; init; } = TextList.Empty;

    /// <summary>The author of these mails; empty for the first who gets them.</summary>
    public string ReportFrom { get; init; } = "";

    /// <summary>The server that they go through; empty for the default of who runs the queue.</summary>
    public string ReportServer { get; init; } = "";

    /// <summary>The recipients.</summary>
    public IReadOnlyList<MailRecallRecipient> Recipients { get; init; } = [];

    /// <summary>How many recipients have which status, such as <c>Recalled 12, External 2</c>.</summary>
    public string Summary => string.Join(
        ", ",
        Recipients.GroupBy(r => r.Status).OrderBy(g => g.Key)
            .Select(g => string.Format(CultureInfo.InvariantCulture, "{0} {1}", g.Key, g.Count())));

    /// <summary>Number, state and subject on one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} {1} {2}", Id, State, DisplayText.Clean(Subject.Length > 0 ? Subject : MessageId));

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("id", Id);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("sender", Sender);
        writer.WriteMember("bodyHash", BodyHash);
        writer.WriteMember("subject", Subject);
        MailOpsJson.WriteMember(writer, "sentAt", SentAt);
        writer.WriteMember("reason", Reason);
        writer.WriteMember("requestedBy", RequestedBy);
        MailOpsJson.WriteMember(writer, "createdAt", CreatedAt);
        writer.WriteMember("state", MailOpsJson.Name(State));
        writer.WriteMember("mode", MailOpsJson.Name(Mode));
        writer.WriteMember("includesRead", IncludesRead);
        writer.WriteMember("server", Server);
        writer.WriteMember("quarantineMailbox", QuarantineMailbox);
        writer.WriteMember("quarantineFolder", QuarantineFolder);
        MailOpsJson.WriteMember(writer, "keepUntil", KeepUntil);
        MailOpsJson.WriteMember(writer, "reportTo", ReportTo);
        writer.WriteName("recipients");
        writer.WriteStartArray();
        foreach (IJsonResult recipient in Recipients)
        {
            recipient.WriteJson(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
