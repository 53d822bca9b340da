using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>Answers as JSON objects: a line of a recording, and what <c>mailops dns query --json</c> prints.</summary>
internal static class AnswerJson
{
    /// <param name="writer">Where to.</param>
    /// <param name="answer">What to write.</param>
    /// <param name="at">When it came; null to leave that out.</param>
    public static void Write(JsonWriter writer, DnsAnswer answer, DateTime? at)
    {
        writer.WriteStartObject();
        writer.WriteMember("name", answer.Question.Name);
        writer.WriteMember("type", answer.Question.Type.ToString());
        writer.WriteMember("status", MailOpsJson.Name(answer.Status));
        writer.WriteMember("ttl", (long)answer.TimeToLive.TotalSeconds);
        writer.WriteMember("authenticData", answer.IsAuthenticData);
        writer.WriteMember("server", answer.Server);
        if (at is { } time)
        {
            writer.WriteName("at");
            writer.WriteTime(time);
        }

        writer.WriteMember("canonicalName", answer.CanonicalName);
        MailOpsJson.WriteMember(writer, "aliases", answer.Aliases);
        writer.WriteName("records");
        writer.WriteStartArray();
        foreach (var record in answer.Records)
        {
            writer.WriteStartObject();
            writer.WriteMember("name", record.Name);
            RecordJson.Write(writer, record);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (answer.Failure is { } failure)
        {
            writer.WriteName("failure");
            writer.WriteStartObject();
            writer.WriteMember("reason", MailOpsJson.Name(failure.Reason));
            writer.WriteMember("message", failure.Message);
            MailOpsJson.WriteMember(writer, "extendedError", failure.ExtendedError);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; members that a later version adds are left alone.</summary>
    /// <exception cref="JsonException">The value is no answer.</exception>
    public static DnsAnswer Read(JsonValue value)
    {
        var type = RecordJson.TypeOf(value.RequireMember("type").RequireString(), value) ?? throw value.Fault("nobody asks for this type");
        var question = DnsQuestion.FromNormalized(Name(value.RequireMember("name")), type);
        var status = OneOf<DnsStatus>(value.RequireMember("status"));
        return new DnsAnswer
        {
            Question = question,
            Status = status,
            TimeToLive = TimeSpan.FromSeconds(Math.Min(Math.Max(value.MemberInt64("ttl") ?? 0, 0), int.MaxValue)),
            IsAuthenticData = value.MemberBoolean("authenticData") ?? false,
            Server = value.MemberString("server") ?? "",
            CanonicalName = value["canonicalName"] is { } canonical ? Name(canonical) : question.Name,
            Aliases = [.. Items(value, "aliases").Select(Name)],
            Records = [.. Items(value, "records").Select(Record)],
            Failure = status == DnsStatus.TempError ? Failure(value.RequireMember("failure")) : null,
        };
    }

    private static DnsRecord Record(JsonValue item) =>
        RecordJson.Read(Name(item.RequireMember("name")), item.RequireMember("type").RequireString(), item)
        ?? throw item.Fault("records of this type are not read");

    private static DnsFailure Failure(JsonValue value) => new()
    {
        Reason = OneOf<DnsFailureReason>(value.RequireMember("reason")),
        Message = value.RequireMember("message").RequireString(),
        ExtendedError = (int?)value.MemberInt64("extendedError"),
    };

    private static IReadOnlyList<JsonValue> Items(JsonValue value, string name) => value[name]?.RequireItems() ?? [];

    private static string Name(JsonValue value) =>
        DnsName.TryNormalize(value.RequireString(), out var name) ? name : throw value.Fault("this cannot be a name in the DNS");

    // By name only: Enum.TryParse alone would take numbers too.
    private static T OneOf<T>(JsonValue value)
        where T : struct, Enum
    {
        var text = value.RequireString();
        return Enum.TryParse<T>(text, ignoreCase: true, out var known) && MailOpsJson.Name(known) == text
            ? known
            : throw value.Fault("\"" + text + "\" is not known here");
    }
}
