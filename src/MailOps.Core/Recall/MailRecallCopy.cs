using System;
using MailOps.Json;
using MailOps.Mailboxes;

namespace MailOps.Recall;

/// <summary>One copy of the mail in one folder.</summary>
public sealed record MailRecallCopy
{
    /// <summary>Its number within the recipient, from 0.</summary>
    public int Number { get; init; }

    /// <summary>How far it has come.</summary>
    public MailRecallCopyState State { get; init; }

    /// <summary>The folder that it lay in.</summary>
    public required string Folder { get; init; }

    /// <summary>The UIDVALIDITY of that folder.</summary>
    public long UidValidity { get; init; }

    /// <summary>Its UID there; once put back, its new one.</summary>
    public required string Uid { get; init; }

    /// <summary>Its flags.</summary>
    public MailFlagSet Flags { get; init; } = MailFlagSet.None;

    /// <summary>When it came into the mailbox, UTC; null where the server does not say.</summary>
    public DateTime? ReceivedAt { get; init; }

    /// <summary>Its size in octets.</summary>
    public long Size { get; init; }

    /// <summary>Whether it is marked as read. Not marked is no proof that nobody saw it.</summary>
    public bool IsRead => Flags.Has(MailFlags.Seen);

    /// <summary>Where it lies in quarantine; null when it does not.</summary>
    public MailLocation? Quarantine { get; init; }

    /// <summary>Folder and state.</summary>
    public override string ToString() => DisplayText.Clean(Folder) + ": " + State;

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("folder", Folder);
        writer.WriteMember("state", MailOpsJson.Name(State));
        writer.WriteMember("uidValidity", UidValidity);
        writer.WriteMember("uid", Uid);
        writer.WriteMember("flags", Flags.ToString());
        writer.WriteMember("isRead", IsRead);
        MailOpsJson.WriteMember(writer, "receivedAt", ReceivedAt);
        writer.WriteMember("size", Size);
        writer.WriteMember("quarantine", Quarantine?.ToString());
        writer.WriteEndObject();
    }
}
