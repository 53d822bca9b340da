using System;
using System.Globalization;
using System.Linq;
using MailOps.Json;

namespace MailOps.Suppression;

/// <summary>A policy as text: how it is stored, and its JSON form.</summary>
internal static class SuppressionPolicyText
{
    public static string Write(SuppressionPolicy policy)
    {
        var writer = new JsonWriter();
        Write(writer, policy);
        return writer.ToString();
    }

    public static void Write(JsonWriter writer, SuppressionPolicy policy)
    {
        writer.WriteStartObject();
        writer.WriteMember("blockHardAtOnce", policy.BlockHardAtOnce);
        writer.WriteMember("blockComplaintAtOnce", policy.BlockComplaintAtOnce);
        writer.WriteMember("softLimit", policy.SoftLimit?.ToString(CultureInfo.InvariantCulture));
        writer.WriteMember("streakExpirySeconds", (long)policy.StreakExpiry.TotalSeconds);
        writer.WriteMember("quietAfterAcceptanceSeconds", (long)policy.QuietAfterAcceptance.TotalSeconds);
        writer.WriteName("ownDomains");
        writer.WriteStartArray();
        foreach (var domain in policy.OwnDomains)
        {
            writer.WriteString(domain);
        }

        writer.WriteEndArray();
        writer.WriteMember("burstLimit", policy.BurstLimit);
        writer.WriteName("burstShare");
        writer.WriteNumber(policy.BurstShare);
        writer.WriteMember("burstWindowSeconds", (long)policy.BurstWindow.TotalSeconds);
        writer.WriteEndObject();
    }

    /// <summary>Reads a stored policy; what an older program did not know is as in a new store.</summary>
    /// <exception cref="JsonException">It is no policy.</exception>
    public static SuppressionPolicy Read(string text)
    {
        var json = JsonValue.Parse(text);
        var standard = SuppressionPolicy.Default;
        return new SuppressionPolicy
        {
            BlockHardAtOnce = json.RequireMember("blockHardAtOnce").RequireBoolean(),
            BlockComplaintAtOnce = json.RequireMember("blockComplaintAtOnce").RequireBoolean(),
            SoftLimit = json.MemberString("softLimit") is { } limit ? int.Parse(limit, CultureInfo.InvariantCulture) : null,
            StreakExpiry = Seconds(json, "streakExpirySeconds", standard.StreakExpiry),
            QuietAfterAcceptance = Seconds(json, "quietAfterAcceptanceSeconds", standard.QuietAfterAcceptance),
            OwnDomains = json["ownDomains"] is { } domains ? new TextList(domains.RequireItems().Select(d => d.RequireString())) : standard.OwnDomains,
            BurstLimit = (int)(json.MemberInt64("burstLimit") ?? standard.BurstLimit),
            BurstShare = json["burstShare"] is { } share && share.TryGetDouble(out var value) ? value : standard.BurstShare,
            BurstWindow = Seconds(json, "burstWindowSeconds", standard.BurstWindow),
        };
    }

    private static TimeSpan Seconds(JsonValue json, string name, TimeSpan standard) =>
        json.MemberInt64(name) is { } seconds ? TimeSpan.FromSeconds(seconds) : standard;
}
