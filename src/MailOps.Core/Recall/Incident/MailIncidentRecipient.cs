using System;
using MailOps.Journal;
using MailOps.Json;

namespace MailOps.Recall;

/// <summary>One recipient in the report of an incident.</summary>
public sealed record MailIncidentRecipient
{
    /// <summary>Where the mail ended, behind aliases and redirections.</summary>
    public required string Address { get; init; }

    /// <summary>The address that it was sent to.</summary>
    public required string SentTo { get; init; }

    /// <summary>What the recall says; null when there was none, or not for him.</summary>
    public MailRecallStatus? Recall { get; init; }

    /// <summary>What the log says; null when the mail did not go through the outbox.</summary>
    public MailLogStatus? Log { get; init; }

    /// <summary>What is known, in a word: of the recall, else of the log.</summary>
    public string Status => Recall?.ToString() ?? Log?.ToString() ?? "Unknown";

    /// <summary>More about it; empty for nothing.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether a copy was marked as read; null when that is not known. It says nothing about whether it was opened.</summary>
    public bool? IsMarkedRead { get; init; }

    /// <summary>Whether there is a sign that he passed it on; null when it is not known.</summary>
    public bool? WasForwarded { get; init; }

    /// <summary>The folders that it lay in.</summary>
    public TextList Folders { get; init; } = TextList.Empty;

    /// <summary>When the recall last changed something for him, UTC; null without one.</summary>
    public DateTime? ChangedAt { get; init; }

    /// <summary>Whether he has the mail as far as is known.</summary>
    public bool HasMail { get; init; }

    /// <summary>Whether it is not known yet what becomes of his copy.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>What became of the correction that he got; null when he got none.</summary>
    public MailLogStatus? Correction { get; init; }

    /// <summary>When that was, UTC.</summary>
    public DateTime? CorrectedAt { get; init; }

    /// <summary>Address and status.</summary>
    public override string ToString() => DisplayText.Clean(Address) + ": " + Status;

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("address", Address);
        writer.WriteMember("sentTo", SentTo);
        writer.WriteMember("recall", Recall is { } recall ? MailOpsJson.Name(recall) : null);
        writer.WriteMember("log", Log is { } log ? MailOpsJson.Name(log) : null);
        writer.WriteMember("detail", Detail);
        MailOpsJson.WriteMember(writer, "isMarkedRead", IsMarkedRead);
        MailOpsJson.WriteMember(writer, "wasForwarded", WasForwarded);
        MailOpsJson.WriteMember(writer, "folders", Folders);
        MailOpsJson.WriteMember(writer, "changedAt", ChangedAt);
        writer.WriteMember("hasMail", HasMail);
        writer.WriteMember("isUndecided", IsUndecided);
        writer.WriteMember("correction", Correction is { } correction ? MailOpsJson.Name(correction) : null);
        MailOpsJson.WriteMember(writer, "correctedAt", CorrectedAt);
        writer.WriteEndObject();
    }
}
