using System;
using System.Collections.Generic;
using MailOps.Json;

namespace MailOps.Domains.Posture;

/// <summary>The JSON form of the whole result: the forms of its parts in one object (docs/json.md).</summary>
internal static class MailDomainJson
{
    public static void Write(JsonWriter writer, MailDomainResult result)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", result.Domain);
        writer.WriteMember("verdict", MailOpsJson.Name(result.Verdict));
        writer.WriteMember("grade", result.Grade.ToString());
        writer.WriteMember("score", result.Score);
        MailOpsJson.WriteMember(writer, "unknown", result.Unknown);
        writer.WriteMember("sendsMail", result.SendsMail);
        writer.WriteMember("receivesMail", result.ReceivesMail);
        WriteItems(writer, "fixes", result.Fixes, fix => fix.WriteJson(writer));
        WriteItems(writer, "requirements", result.Requirements, rule => rule.WriteJson(writer));
        MailOpsJson.WriteFindings(writer, result.Findings);
        WritePart(writer, "spf", result.Spf);
        WritePart(writer, "dkim", result.Dkim);
        WritePart(writer, "dmarc", result.Dmarc);
        WritePart(writer, "mx", result.Mx);
        WritePart(writer, "mtaSts", result.MtaSts);
        WritePart(writer, "tlsRpt", result.TlsRpt);
        WritePart(writer, "dane", result.Dane);
        WriteItems(writer, "servers", result.Servers, server => ((IJsonResult)server).WriteJson(writer));
        WritePart(writer, "bimi", result.Bimi);
        WritePart(writer, "blocklists", result.Blocklists);
        WriteItems(writer, "records", MailDomainRecords.Of(result), record =>
        {
            writer.WriteStartObject();
            writer.WriteMember("host", record.Key);
            writer.WriteMember("value", record.Value);
            writer.WriteEndObject();
        });
        MailOpsJson.WriteMember(writer, "checkedAt", result.CheckedAt);
        writer.WriteEndObject();
    }

    public static void WriteItems<T>(JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteName(name);
        writer.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }

        writer.WriteEndArray();
    }

    private static void WritePart(JsonWriter writer, string name, IJsonResult? part)
    {
        writer.WriteName(name);
        if (part is null)
        {
            writer.WriteNull();
        }
        else
        {
            part.WriteJson(writer);
        }
    }
}
