using System;
using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>
/// How fast mail may go: all dispatchers of a store share it through the store. Where several throttles meet in one mail, the slowest one
/// counts. What is null is not limited.
/// </summary>
public sealed record MailThrottle : IJsonResult
{
    /// <summary>What it slows down.</summary>
    public required ThrottleScope Scope { get; init; }

    /// <summary>The server's profile or address, the domain, the sender's address or the campaign.</summary>
    public required string Name { get; init; }

    /// <summary>How many messages may be handed over within any 60 seconds.</summary>
    public int? MaxPerMinute { get; init; }

    /// <summary>How many recipients may be served within any 24 hours.</summary>
    public int? MaxPerDay { get; init; }

    /// <summary>How many messages may be under way at the same time.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>
    /// Warm-up of a new address or domain: this many recipients on the first day, twice as many on each following one, until
    /// <see cref="MaxPerDay"/> is reached.
    /// </summary>
    public int? WarmUp { get; init; }

    /// <summary>When the warm-up began, UTC: with the first mail, unless told otherwise; null before.</summary>
    public DateTime? WarmUpFrom { get; init; }

    /// <summary>The hours in which mail may leave; null for all.</summary>
    public SendWindow? Window { get; init; }

    /// <summary>Whether it limits anything.</summary>
    public bool IsLimited => MaxPerMinute is not null || MaxPerDay is not null || MaxConnections is not null || WarmUp is not null || Window is not null;

    /// <summary>The limits on one line, empty when there is none.</summary>
    public string Limits => ThrottleText.Describe(this);

    /// <summary>Scope, name and limits on one line.</summary>
    public override string ToString() => Scope + " " + Name + (IsLimited ? ": " + Limits : "");

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("scope", MailOpsJson.Name(Scope));
        writer.WriteMember("name", Name);
        WriteLimits(writer);
        writer.WriteEndObject();
    }

    internal void WriteLimits(JsonWriter writer)
    {
        MailOpsJson.WriteMember(writer, "maxPerMinute", MaxPerMinute);
        MailOpsJson.WriteMember(writer, "maxPerDay", MaxPerDay);
        MailOpsJson.WriteMember(writer, "maxConnections", MaxConnections);
        MailOpsJson.WriteMember(writer, "warmUp", WarmUp);
        MailOpsJson.WriteMember(writer, "warmUpFrom", WarmUpFrom);
        writer.WriteMember("sendWindow", Window?.Hours ?? "");
        writer.WriteMember("timeZone", Window?.TimeZone ?? "");
    }
}
