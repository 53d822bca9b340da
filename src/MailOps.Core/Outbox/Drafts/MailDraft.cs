using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Addresses;
using MailOps.Json;
using MailOps.Mime;

namespace MailOps.Outbox;

/// <summary>A mail as it would go out, with its envelope: composed, and not queued.</summary>
public sealed record MailDraft : IJsonResult
{
    /// <summary>
    /// The bytes of the message (RFC 5322), without Bcc and, unless it was given as it is, without Date; commands that read messages take them from
    /// the pipe.
    /// </summary>
#pragma warning disable CA1819 // What reads messages from the pipe takes this property and this type.
    public required byte[] RawMessage { get; init; }
#pragma warning restore CA1819

    /// <summary>The recipients of the envelope; those that are no addresses stand last.</summary>
    public required TextList Recipients { get; init; }

    /// <summary>The address of the author; empty when there is none.</summary>
    public string From { get; init; } = "";

    /// <summary>The first recipient, so that the object binds where a person is named.</summary>
    public string Address => Recipients.Count == 0 ? "" : Recipients[0];

    /// <summary>The decoded subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The names of the files that go with it.</summary>
    public TextList Attachments { get; init; } = TextList.Empty;

    /// <summary>The size of the message in bytes.</summary>
    public long Size => RawMessage.Length;

    /// <summary>The file that it was saved in; empty when it was not.</summary>
    public string Path { get; init; } = "";

    /// <summary>The object this was made from; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>A draft of a message that is there already, to the recipients that its header names.</summary>
    /// <param name="message">The bytes of the message.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.EmptyMessage</c>: it has no header.</exception>
    public static MailDraft FromMessage(byte[] message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var header = MimeHeaderBlock.ReadFirst(message);
        return header.Count == 0 ? throw OutboxErrors.EmptyMessage() : new MailDraft
        {
            RawMessage = message,
            Recipients = new TextList(RecipientsOf(header).Distinct(StringComparer.OrdinalIgnoreCase)),
            From = MailPreparer.ReadAuthor(header),
            Subject = header["Subject"] ?? "",
        };
    }

    /// <summary>Recipients and subject on one line.</summary>
    public override string ToString() => Recipients + ": " + Subject;

    private static IEnumerable<string> RecipientsOf(MimeHeaderList header)
    {
        foreach (var name in new[] { "To", "Cc", "Bcc" })
        {
            foreach (var entry in header.GetAll(name).SelectMany(MailAddressList.Parse))
            {
                yield return entry.IsValid ? entry.Address : entry.Text;
            }
        }
    }

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("from", From);
        writer.WriteMember("recipients", Recipients.ToString());
        writer.WriteMember("subject", Subject);
        writer.WriteMember("size", Size);
        writer.WriteMember("attachments", Attachments.ToString());
        writer.WriteMember("path", Path);
        writer.WriteEndObject();
    }
}
