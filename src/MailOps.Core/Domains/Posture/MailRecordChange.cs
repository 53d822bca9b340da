using MailOps.Json;

namespace MailOps.Domains.Posture;

/// <summary>A record that differs from that of an earlier check.</summary>
public sealed record MailRecordChange
{
    /// <summary>The name of the record, such as <c>_dmarc.corp.example</c>.</summary>
    public required string Host { get; init; }

    /// <summary>What it was; empty when there was none.</summary>
    public required string Before { get; init; }

    /// <summary>What it is; empty when there is none.</summary>
    public required string After { get; init; }

    /// <summary>The name, and what became of it.</summary>
    public override string ToString() => Host + (Before.Length == 0 ? " (new)" : After.Length == 0 ? " (gone)" : " (changed)");

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("host", Host);
        writer.WriteMember("before", Before);
        writer.WriteMember("after", After);
        writer.WriteEndObject();
    }
}
