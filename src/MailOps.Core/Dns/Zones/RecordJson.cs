using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>Records as JSON objects: in zone files and recordings, <c>{ "type": "MX", "preference": 10, "value": "mx.example" }</c>.</summary>
internal static class RecordJson
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the members of a record into an object that is open; all but its name.</summary>
    public static void Write(JsonWriter writer, DnsRecord record)
    {
        writer.WriteMember("type", record.Type.ToString());
        writer.WriteMember("ttl", (long)record.TimeToLive.TotalSeconds);
        switch (record)
        {
            case DnsMxRecord mx:
                writer.WriteMember("preference", mx.Preference);
                writer.WriteMember("value", mx.Exchange);
                break;
            case DnsTxtRecord txt:
                WriteText(writer, txt.Value.Span);
                break;
            case DnsSrvRecord srv:
                writer.WriteMember("priority", srv.Priority);
                writer.WriteMember("weight", srv.Weight);
                writer.WriteMember("port", srv.Port);
                writer.WriteMember("value", srv.Target);
                break;
            case DnsTlsaRecord tlsa:
                writer.WriteMember("usage", tlsa.Usage);
                writer.WriteMember("selector", tlsa.Selector);
                writer.WriteMember("matchingType", tlsa.MatchingType);
                writer.WriteMember("value", DnsText.ToHex(tlsa.AssociationData.Span));
                break;
            case DnsCaaRecord caa:
                writer.WriteMember("flags", caa.Flags);
                writer.WriteMember("tag", caa.Tag);
                writer.WriteMember("value", caa.Value);
                break;
            case DnsSoaRecord soa:
                writer.WriteMember("value", soa.PrimaryServer);
                writer.WriteMember("mailbox", soa.ResponsibleMailbox);
                writer.WriteMember("serial", soa.Serial);
                writer.WriteMember("refresh", (long)soa.Refresh.TotalSeconds);
                writer.WriteMember("retry", (long)soa.Retry.TotalSeconds);
                writer.WriteMember("expire", (long)soa.Expire.TotalSeconds);
                writer.WriteMember("minimum", (long)soa.Minimum.TotalSeconds);
                break;
            default:
                // One value each, and its text in a zone file is that value.
                writer.WriteMember("value", record.Data);
                break;
        }
    }

    /// <summary>Reads a record.</summary>
    /// <returns>Null for the type SPF, whose records only make a name exist.</returns>
    /// <exception cref="JsonException">The value is no such record.</exception>
    public static DnsRecord? Read(string name, string type, JsonValue item)
    {
        var ttl = item["ttl"] is { } seconds ? TimeSpan.FromSeconds(Number(seconds, int.MaxValue)) : ZoneBuilder.DefaultTimeToLive;
        switch (TypeOf(type, item))
        {
            case DnsRecordType.A:
                return new DnsAddressRecord { Name = name, TimeToLive = ttl, Address = Address(item, AddressFamily.InterNetwork) };
            case DnsRecordType.AAAA:
                return new DnsAddressRecord { Name = name, TimeToLive = ttl, Address = Address(item, AddressFamily.InterNetworkV6) };
            case DnsRecordType.CNAME:
                return new DnsCnameRecord { Name = name, TimeToLive = ttl, Target = Host(item) };
            case DnsRecordType.NS:
                return new DnsNsRecord { Name = name, TimeToLive = ttl, Host = Host(item) };
            case DnsRecordType.PTR:
                return new DnsPtrRecord { Name = name, TimeToLive = ttl, Target = Host(item) };
            case DnsRecordType.MX:
                return new DnsMxRecord { Name = name, TimeToLive = ttl, Preference = Number(item, "preference"), Exchange = Host(item) };
            case DnsRecordType.TXT:
                return new DnsTxtRecord { Name = name, TimeToLive = ttl, Value = item["octets"] is { } octets ? Octets(octets) : Text(item.RequireMember("value")) };
            case DnsRecordType.SRV:
                return new DnsSrvRecord
                {
                    Name = name,
                    TimeToLive = ttl,
                    Priority = Number(item, "priority"),
                    Weight = Number(item, "weight"),
                    Port = Number(item, "port"),
                    Target = Host(item),
                };
            case DnsRecordType.TLSA:
                return new DnsTlsaRecord
                {
                    Name = name,
                    TimeToLive = ttl,
                    Usage = Number(item, "usage", 255),
                    Selector = Number(item, "selector", 255),
                    MatchingType = Number(item, "matchingType", 255),
                    AssociationData = Octets(item.RequireMember("value")),
                };
            case DnsRecordType.CAA:
                return new DnsCaaRecord
                {
                    Name = name,
                    TimeToLive = ttl,
                    Flags = Number(item, "flags", 255),
                    Tag = item.RequireMember("tag").RequireString(),
                    Value = item.RequireMember("value").RequireString(),
                };
            case DnsRecordType.SOA:
                return Soa(name, ttl, item);
            default:
                return null;
        }
    }

    private static DnsSoaRecord Soa(string name, TimeSpan ttl, JsonValue item) => new()
    {
        Name = name,
        TimeToLive = ttl,
        PrimaryServer = Host(item),
        ResponsibleMailbox = Host(item, "mailbox"),
        Serial = item.MemberInt64("serial") ?? 1,
        Refresh = TimeSpan.FromSeconds(item.MemberInt64("refresh") ?? 86_400),
        Retry = TimeSpan.FromSeconds(item.MemberInt64("retry") ?? 7_200),
        Expire = TimeSpan.FromSeconds(item.MemberInt64("expire") ?? 3_600_000),
        Minimum = TimeSpan.FromSeconds(item.MemberInt64("minimum") ?? 3_600),
    };

    private static IPAddress Address(JsonValue item, AddressFamily family)
    {
        var value = item.RequireMember("value");
        return IPAddress.TryParse(value.RequireString(), out var address) && address.AddressFamily == family
            ? address
            : throw value.Fault(family == AddressFamily.InterNetwork ? "an IPv4 address is expected here" : "an IPv6 address is expected here");
    }

    // The empty name is the root here, as in a null MX.
    private static string Host(JsonValue item, string member = "value")
    {
        var value = item.RequireMember(member);
        var text = value.RequireString();
        return text.Length == 0 ? DnsName.Root : DnsName.TryNormalize(text, out var name) ? name : throw value.Fault("this cannot be a name in the DNS");
    }

    private static int Number(JsonValue item, string member, int highest = 65_535) => Number(item.RequireMember(member), highest);

    private static int Number(JsonValue value, int highest) =>
        value.RequireInt32() is var number && number >= 0 && number <= highest ? number : throw value.Fault("the number is out of range");

    // A text that is none in UTF-8 comes back octet for octet all the same.
    private static void WriteText(JsonWriter writer, ReadOnlySpan<byte> octets)
    {
        try
        {
            writer.WriteMember("value", StrictUtf8.GetString(octets));
        }
        catch (DecoderFallbackException)
        {
            writer.WriteMember("octets", DnsText.ToHex(octets));
        }
    }

    private static byte[] Text(JsonValue value)
    {
        if (value.TryGetString(out var whole))
        {
            return Encoding.UTF8.GetBytes(whole);
        }

        var text = new StringBuilder();
        foreach (var part in value.RequireItems())
        {
            text.Append(part.RequireString());
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Octets(JsonValue value) =>
        DnsText.TryParseHex(value.RequireString(), out var octets) ? octets : throw value.Fault("hexadecimal digits are expected here");

    /// <summary>The type of that name; null for SPF, type 99, which is no longer to be asked for (RFC 7208 section 3.1).</summary>
    /// <exception cref="JsonException">There is no such type here.</exception>
    public static DnsRecordType? TypeOf(string type, JsonValue item) => type switch
    {
        "A" => DnsRecordType.A,
        "AAAA" => DnsRecordType.AAAA,
        "CAA" => DnsRecordType.CAA,
        "CNAME" => DnsRecordType.CNAME,
        "MX" => DnsRecordType.MX,
        "NS" => DnsRecordType.NS,
        "PTR" => DnsRecordType.PTR,
        "SOA" => DnsRecordType.SOA,
        "SRV" => DnsRecordType.SRV,
        "TLSA" => DnsRecordType.TLSA,
        "TXT" => DnsRecordType.TXT,
        "SPF" => null,
        _ => throw item.RequireMember("type").Fault("the record type \"" + type + "\" is not known"),
    };
}
