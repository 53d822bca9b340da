using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>
/// Reads the JSON form of a zone, <c>{ "name": [ { "type": "TXT", "value": ["…"] }, … ] }</c>, or an object whose member <c>zone</c> is that.
/// </summary>
internal sealed class ZoneReader
{
    private readonly ZoneBuilder _builder = new();

    public ZoneBuilder Read(JsonValue root)
    {
        var zone = root["zone"] is { Kind: JsonKind.Object } inner ? inner : root;
        foreach (var entry in zone.RequireMembers())
        {
            // A name that no question can hold is never asked for; suites contain such names to prove just that.
            if (!DnsName.TryNormalize(entry.Key, out var name))
            {
                continue;
            }

            _builder.Node(name);
            foreach (var item in entry.Value.RequireItems())
            {
                Read(name, item);
            }
        }

        return _builder;
    }

    private void Read(string name, JsonValue item)
    {
        var type = item.RequireMember("type").RequireString();
        if (item["error"] is { } error)
        {
            ReadFailure(name, type, item, error);
        }
        else if (ReadRecord(name, type, item) is { } record)
        {
            _builder.Add(record);
        }
    }

    private void ReadFailure(string name, string type, JsonValue item, JsonValue error)
    {
        var reason = error.RequireString() switch
        {
            "timeout" => DnsFailureReason.Timeout,
            "servfail" => DnsFailureReason.ServerFailure,
            _ => throw error.Fault("an error is \"timeout\" or \"servfail\""),
        };
        if (type == "*")
        {
            _builder.AddFailure(name, DnsRecordType.None, reason);
        }
        else if (TypeOf(type, item) is { } known)
        {
            _builder.AddFailure(name, known, reason);
        }
    }

    private static DnsRecord? ReadRecord(string name, string type, JsonValue item)
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
                return new DnsTxtRecord { Name = name, TimeToLive = ttl, Value = Text(item.RequireMember("value")) };
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

    // The type 99, SPF, is no longer to be asked for (RFC 7208 section 3.1): its records only make a name exist.
    private static DnsRecordType? TypeOf(string type, JsonValue item) => type switch
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
}
