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
        else if (RecordJson.Read(name, type, item) is { } record)
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
        else if (RecordJson.TypeOf(type, item) is { } known)
        {
            _builder.AddFailure(name, known, reason);
        }
    }
}
