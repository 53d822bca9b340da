using System.Globalization;
using MailOps.Json;

namespace MailOps.Mailboxes;

/// <summary>Where a message lies: no two messages ever have the same one.</summary>
public sealed record MailLocation : IJsonResult
{
    /// <summary>Whose mailbox.</summary>
    public required string Mailbox { get; init; }

    /// <summary>The full name of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The UIDVALIDITY of the folder; 0 where the UIDs of a store never change their meaning.</summary>
    public long UidValidity { get; init; }

    /// <summary>The message within the folder: a number of IMAP, a file's unique name of Maildir, the UIDL of POP3.</summary>
    public required string Uid { get; init; }

    /// <summary>All of it on one line, fit for a terminal.</summary>
    public override string ToString() => DisplayText.Clean(
        UidValidity == 0
            ? Mailbox + "/" + Folder + "/" + Uid
            : string.Format(CultureInfo.InvariantCulture, "{0}/{1};UIDVALIDITY={2}/;UID={3}", Mailbox, Folder, UidValidity, Uid));

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("mailbox", Mailbox);
        writer.WriteMember("folder", Folder);
        writer.WriteMember("uidValidity", UidValidity);
        writer.WriteMember("uid", Uid);
        writer.WriteEndObject();
    }
}

/// <summary>A message that was moved.</summary>
public sealed record MailMove
{
    /// <summary>The UID that it had.</summary>
    public required string Uid { get; init; }

    /// <summary>Where it lies now; null where the server does not say (no UIDPLUS): look for it by its Message-ID.</summary>
    public MailLocation? Target { get; init; }
}
