using MailOps.Json;

namespace MailOps.Domains.Posture;

/// <summary>One thing to do about a domain: what to publish where.</summary>
public sealed record MailDomainFix
{
    /// <summary>Where: the full name of the record, or the address of the page or file.</summary>
    public required string Host { get; init; }

    /// <summary>What: the type of the record, such as TXT; FILE for a file on a web server, URL for a page to visit.</summary>
    public required string Type { get; init; }

    /// <summary>The value to paste; words in capital letters and angle brackets are to be filled in.</summary>
    public required string Value { get; init; }

    /// <summary>Why, and what to look out for.</summary>
    public required string Advice { get; init; }

    /// <summary>How many points of the grade it brings back.</summary>
    public int Points { get; init; }

    /// <summary>The findings that it ends.</summary>
    public TextList FindingIds { get; init; } = TextList.Empty;

    /// <summary>Host, type and value on one line, as in a zone file.</summary>
    public override string ToString() => Host + " " + Type + (Type == "TXT" ? " \"" + Value + "\"" : " " + Value);

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("host", Host);
        writer.WriteMember("type", Type);
        writer.WriteMember("value", Value);
        writer.WriteMember("advice", Advice);
        writer.WriteMember("points", Points);
        MailOpsJson.WriteMember(writer, "findingIds", FindingIds);
        writer.WriteEndObject();
    }
}
