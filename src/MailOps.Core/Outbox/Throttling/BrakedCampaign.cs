using System;
using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>A campaign that was stopped since too many of its mails failed or were complained about.</summary>
public sealed record BrakedCampaign : IJsonResult
{
    /// <summary>The campaign.</summary>
    public required string Campaign { get; init; }

    /// <summary>When it was stopped, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>How many of the last recipients failed for good.</summary>
    public required int Hard { get; init; }

    /// <summary>How many of them complained.</summary>
    public required int Complaints { get; init; }

    /// <summary>How many recipients were looked at.</summary>
    public required int Of { get; init; }

    /// <summary>Campaign and figures on one line.</summary>
    public override string ToString() => $"{Campaign}: {Hard} failed, {Complaints} complained of the last {Of}";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("campaign", Campaign);
        MailOpsJson.WriteMember(writer, "at", At);
        writer.WriteMember("hard", Hard);
        writer.WriteMember("complaints", Complaints);
        writer.WriteMember("of", Of);
        writer.WriteEndObject();
    }
}
