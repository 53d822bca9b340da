using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Json;

namespace MailOps.Recall;

/// <summary>One recipient of a mail that is taken back, or in a plan, that would be.</summary>
public sealed record MailRecallRecipient : IJsonResult
{
    /// <summary>The number of the recall; 0 in a plan.</summary>
    public long RecallId { get; init; }

    /// <summary>The number of the recipient within the recall, from 0.</summary>
    public int Number { get; init; }

    /// <summary>The address that the mail was sent to.</summary>
    public required string Address { get; init; }

    /// <summary>The mailbox that it leads to, behind aliases and redirections.</summary>
    public required string Mailbox { get; init; }

    /// <summary>The aliases, lists and redirections between the two; empty for none.</summary>
    public TextList Via { get; init; } = TextList.Empty;

    /// <summary>What is known; in a plan, what would be.</summary>
    public MailRecallStatus Status { get; init; }

    /// <summary>Whether it is tried again.</summary>
    public bool IsPending => NextAt is not null;

    /// <summary>More about the status; empty for nothing.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether it was passed on: true when there is a sign of it; null when it is not known. There is no sign that it was not.</summary>
    public bool? WasForwarded { get; init; }

    /// <summary>The copies in the mailbox.</summary>
    public IReadOnlyList<MailRecallCopy> Copies { get; init; } = [];

    /// <summary>The folders of the copies.</summary>
    public TextList Folders => new(Copies.Where(IsReal).Select(copy => DisplayText.Clean(copy.Folder)).Distinct(StringComparer.Ordinal));

    /// <summary>The folders of the copies on one line.</summary>
    public string Place => Folders.ToString();

    /// <summary>The flags of the copies, such as <c>\Seen</c>.</summary>
    public string Flags => string.Join(" ", Copies.Where(IsReal).Select(copy => copy.Flags.ToString()).Where(f => f.Length > 0).Distinct());

    /// <summary>Whether a copy was marked as read; null when there is no copy.</summary>
    public bool? IsRead => Copies.Any(IsReal) ? Copies.Any(copy => IsReal(copy) && copy.IsRead) : null;

    /// <summary>How often the mailbox was visited.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried again, UTC; null when it is not.</summary>
    public DateTime? NextAt { get; init; }

    /// <summary>When the status last changed, UTC.</summary>
    public DateTime ChangedAt { get; init; }

    /// <summary>The Message-ID of the mail, without angle brackets.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>Whether this is a plan, and nothing was changed.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Whether he has the mail as far as we know, so that a correction is of use.</summary>
    public bool HasMail => Status is MailRecallStatus.External or MailRecallStatus.SkippedRead or MailRecallStatus.Forwarded
        or MailRecallStatus.NoAccess or MailRecallStatus.Failed or MailRecallStatus.Excluded or MailRecallStatus.Restored;

    /// <summary>Status, address and folders on one line.</summary>
    public override string ToString() => Status + " " + Address + (Detail.Length == 0 ? "" : ": " + Detail);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("recallId", RecallId);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("address", Address);
        writer.WriteMember("mailbox", Mailbox);
        MailOpsJson.WriteMember(writer, "via", Via);
        writer.WriteMember("status", MailOpsJson.Name(Status));
        writer.WriteMember("isPending", IsPending);
        writer.WriteMember("detail", Detail);
        MailOpsJson.WriteMember(writer, "wasForwarded", WasForwarded);
        MailOpsJson.WriteMember(writer, "isRead", IsRead);
        writer.WriteMember("attempts", Attempts);
        MailOpsJson.WriteMember(writer, "nextAt", NextAt);
        MailOpsJson.WriteMember(writer, "changedAt", ChangedAt);
        writer.WriteMember("whatIf", WhatIf);
        writer.WriteName("copies");
        writer.WriteStartArray();
        foreach (var copy in Copies)
        {
            copy.WriteJson(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static bool IsReal(MailRecallCopy copy) => copy.State != MailRecallCopyState.Gone;
}
