using MailOps.Json;

namespace MailOps.Domains.Posture;

/// <summary>One rule that large receivers have for senders of bulk mail, and whether a domain meets it.</summary>
public sealed record MailRequirement
{
    /// <summary>The stable name of the rule, such as <c>DmarcAligned</c>; docs/domains.md lists them.</summary>
    public required string Name { get; init; }

    /// <summary>Who has the rule.</summary>
    public required string Receivers { get; init; }

    /// <summary>Whether it is met.</summary>
    public required RequirementState State { get; init; }

    /// <summary>Why, and when it is unknown also how to find out.</summary>
    public required string Why { get; init; }

    /// <summary>The document behind the rule; empty when only the receivers' own pages say so.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Name and state.</summary>
    public override string ToString() => Name + "=" + State;

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("name", Name);
        writer.WriteMember("receivers", Receivers);
        writer.WriteMember("state", MailOpsJson.Name(State));
        writer.WriteMember("why", Why);
        writer.WriteMember("reference", Reference);
        writer.WriteEndObject();
    }
}
