using System.Text;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>A record to publish: what to type into the form of a provider, or to paste into a zone file.</summary>
public sealed record DnsRecordProposal : IJsonResult
{
    // RFC 1035 section 3.3: a character string has 255 octets at most.
    private const int LongestString = 255;

    /// <summary>The name of the record, lower-case A-labels without a final dot; empty when no domain was named.</summary>
    public string Name { get; init; } = "";

    /// <summary>The type of the record, such as TXT.</summary>
    public required DnsRecordType Type { get; init; }

    /// <summary>The value in one piece. A TXT record of more than 255 octets is published as several strings, see <see cref="ZoneLine"/>.</summary>
    public required string Value { get; init; }

    /// <summary>What to know before publishing it.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The line for a zone file (RFC 1035 section 5.1).</summary>
    public string ZoneLine => (Name.Length == 0 ? "@" : Name + ".") + " IN " + Type + " " + (Type == DnsRecordType.TXT ? Strings(Value) : Value);

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The value.</summary>
    public override string ToString() => Value;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("name", Name);
        writer.WriteMember("type", Type.ToString());
        writer.WriteMember("value", Value);
        writer.WriteMember("zoneLine", ZoneLine);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    // Quotation marks and backslashes are escaped, other octets that are not printable ASCII are written as \DDD.
    private static string Strings(string value)
    {
        var line = new StringBuilder("\"");
        var length = 0;
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (length++ == LongestString)
            {
                line.Append("\" \"");
                length = 1;
            }

            if (octet is (byte)'"' or (byte)'\\')
            {
                line.Append('\\').Append((char)octet);
            }
            else if (octet is >= 0x20 and < 0x7F)
            {
                line.Append((char)octet);
            }
            else
            {
                line.Append('\\').Append(octet.ToString("D3", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return line.Append('"').ToString();
    }
}
