using MailOps.Json;

namespace MailOps.Addresses;

/// <summary>One entry of a list of addresses, as message headers hold them; also one that is no address.</summary>
public sealed record MailAddressListEntry : IJsonResult
{
    /// <summary>The entry as it stands in the list.</summary>
    public required string Text { get; init; }

    /// <summary>The address in its canonical text; empty when the entry is none.</summary>
    public string Address { get; init; } = "";

    /// <summary>The address; null when the entry is none.</summary>
    public MailAddress? Mailbox { get; init; }

    /// <summary>The name beside the address, decoded and without quotes; from a comment where there is no other; empty without one.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The group that the entry stands in (RFC 5322 section 3.4); empty outside of one.</summary>
    public string Group { get; init; } = "";

    /// <summary>The comments beside the address, decoded; empty without one.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Whether the entry holds an address.</summary>
    public bool IsValid => Mailbox is not null;

    /// <summary>Why the entry is no address; None when it is one.</summary>
    public AddressFault Fault { get; init; }

    /// <summary>Where in the whole list the fault lies, counted from 0; null when there is none.</summary>
    public int? FaultPosition { get; init; }

    /// <summary>What is worth knowing about the entry.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Name and address as a header writes them; the text of an entry that is no address.</summary>
    public override string ToString() =>
        Mailbox is null ? Text : DisplayName.Length == 0 ? Address : "\"" + DisplayName.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\" <" + Address + ">";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("text", Text);
        writer.WriteMember("address", Address);
        writer.WriteMember("displayName", DisplayName);
        writer.WriteMember("group", Group);
        writer.WriteMember("comment", Comment);
        writer.WriteMember("isValid", IsValid);
        writer.WriteMember("fault", MailOpsJson.Name(Fault));
        MailOpsJson.WriteMember(writer, "faultPosition", FaultPosition);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
