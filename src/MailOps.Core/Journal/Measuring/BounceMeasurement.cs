using System;
using MailOps.Json;

namespace MailOps.Journal;

/// <summary>What bounce rates are told by.</summary>
public enum BounceGrouping
{
    /// <summary>All mail together.</summary>
    Total,

    /// <summary>The domain of the recipient.</summary>
    Domain,

    /// <summary>The envelope sender.</summary>
    Sender,

    /// <summary>Why mail failed; the rate is that of all mail.</summary>
    Reason,

    /// <summary>The day, UTC.</summary>
    Day,
}

/// <summary>Where a rate goes: its later half of the time against the earlier one.</summary>
public enum BounceTrend
{
    /// <summary>Too little mail, or none with a time, to tell.</summary>
    Unknown,

    /// <summary>About the same.</summary>
    Steady,

    /// <summary>At least half as much again, and half a percent more.</summary>
    Rising,

    /// <summary>The other way round.</summary>
    Falling,
}

/// <summary>How much of some mail bounced.</summary>
public sealed record BounceMeasurement : IJsonResult
{
    /// <summary>What the mail has in common.</summary>
    public required BounceGrouping By { get; init; }

    /// <summary>The domain, sender, reason or day; empty for all mail, and where it is not known.</summary>
    public string Key { get; init; } = "";

    /// <summary>How many mails to one recipient went out; null when nothing tells, as with bounces alone.</summary>
    public long? Sent { get; init; }

    /// <summary>How many of them failed for good because the address is lost.</summary>
    public long Hard { get; init; }

    /// <summary>How many failed for another reason.</summary>
    public long Soft { get; init; }

    /// <summary>How many were complained about.</summary>
    public long Complaints { get; init; }

    /// <summary>How many attempts were put off.</summary>
    public long Deferred { get; init; }

    /// <summary>The share of hard failures, 0 to 1; null without a number of sent mails.</summary>
    public double? Rate { get; init; }

    /// <summary>The share of all failures, 0 to 1; null without a number of sent mails.</summary>
    public double? FailureRate { get; init; }

    /// <summary>Where the share of hard failures goes.</summary>
    public BounceTrend Trend { get; init; }

    /// <summary>The time of the earliest event, UTC; null when none has a time.</summary>
    public DateTime? From { get; init; }

    /// <summary>The time of the latest event, UTC; null when none has a time.</summary>
    public DateTime? Until { get; init; }

    /// <summary>A warning where too much bounces; none below 200 sent mails.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The key and the numbers on one line.</summary>
    public override string ToString() => Key + ": " + Hard + " hard, " + Soft + " soft";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("by", MailOpsJson.Name(By));
        writer.WriteMember("key", Key);
        MailOpsJson.WriteMember(writer, "sent", Sent);
        writer.WriteMember("hard", Hard);
        writer.WriteMember("soft", Soft);
        writer.WriteMember("complaints", Complaints);
        writer.WriteMember("deferred", Deferred);
        WriteShare(writer, "rate", Rate);
        WriteShare(writer, "failureRate", FailureRate);
        writer.WriteMember("trend", MailOpsJson.Name(Trend));
        MailOpsJson.WriteMember(writer, "from", From);
        MailOpsJson.WriteMember(writer, "until", Until);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private static void WriteShare(JsonWriter writer, string name, double? share)
    {
        writer.WriteName(name);
        if (share is { } value)
        {
            writer.WriteNumber(Math.Round(value, 6));
        }
        else
        {
            writer.WriteNull();
        }
    }
}
