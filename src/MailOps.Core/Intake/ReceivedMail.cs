using System;
using MailOps.Json;
using MailOps.Mailboxes;
using MailOps.Mime;

namespace MailOps.Intake;

/// <summary>
/// A message as it lies in a mailbox, with its bytes. Cmdlets that read mails take it from the pipeline by <see cref="RawMessage"/> and
/// carry it on in their results, so that <c>Complete-MailMessage</c> finds the message again.
/// </summary>
public sealed record ReceivedMail : IJsonResult
{
    private MimeHeaderList? _header;

    /// <summary>Where it lies.</summary>
    public required MailLocation Location { get; init; }

    /// <summary>The server and who logged in there, or the path of a Maildir.</summary>
    public string Account { get; init; } = "";

    /// <summary>Whose mailbox.</summary>
    public string Mailbox => Location.Mailbox;

    /// <summary>The full name of the folder.</summary>
    public string Folder => Location.Folder;

    /// <summary>The message within the folder.</summary>
    public string Uid => Location.Uid;

    /// <summary>The UIDVALIDITY of the folder.</summary>
    public long UidValidity => Location.UidValidity;

    /// <summary>When it came, UTC; null where the server does not know (POP3).</summary>
    public DateTime? ReceivedAt { get; init; }

    /// <summary>How many octets it has.</summary>
    public long Size { get; init; }

    /// <summary>Its flags, such as <c>\Seen</c>.</summary>
    public MailFlagSet Flags { get; init; } = MailFlagSet.None;

    /// <summary>The message, up to the limit that was set.</summary>
    public byte[] RawMessage { get; init; } = [];

    /// <summary>Whether the message is longer than <see cref="RawMessage"/>.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The Message-ID, without angle brackets; empty when it has none.</summary>
    public string MessageId => Field("Message-ID").Trim().Trim('<', '>');

    /// <summary>The author as the message writes it, fit for a terminal.</summary>
    public string From => DisplayText.Clean(Field("From"));

    /// <summary>The subject, decoded and fit for a terminal.</summary>
    public string Subject => DisplayText.Clean(Field("Subject"));

    /// <summary>Where to complete it; null on a copy out of a job or a file.</summary>
    internal MailIntake? Intake { get; init; }

    /// <summary>Where it lies and what it is about.</summary>
    public override string ToString() => Location + " " + Subject;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("account", Account);
        writer.WriteMember("mailbox", Mailbox);
        writer.WriteMember("folder", Folder);
        writer.WriteMember("uidValidity", UidValidity);
        writer.WriteMember("uid", Uid);
        MailOpsJson.WriteMember(writer, "receivedAt", ReceivedAt);
        writer.WriteMember("size", Size);
        writer.WriteMember("flags", Flags.ToString());
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("from", From);
        writer.WriteMember("subject", Subject);
        writer.WriteMember("isTruncated", IsTruncated);
        writer.WriteEndObject();
    }

    private string Field(string name) => (_header ??= MimeHeaderBlock.ReadFirst(RawMessage))[name] ?? "";
}
