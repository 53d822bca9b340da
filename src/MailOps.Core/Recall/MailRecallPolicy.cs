using System;
using System.Linq;
using MailOps.Json;

namespace MailOps.Recall;

/// <summary>What may be taken back, by whom and how. Stored with the queue; a single recall can only be stricter.</summary>
public sealed record MailRecallPolicy : IJsonResult
{
    /// <summary>The policy of a new store.</summary>
    public static readonly MailRecallPolicy Default = new();

    /// <summary>Whether mail that is marked as read may be taken back.</summary>
    public bool AllowRead { get; init; } = true;

    /// <summary>Whether copies may be deleted for good.</summary>
    public bool AllowPermanent { get; init; } = true;

    /// <summary>Which accounts may take mail back; empty for everybody who can write to the store.</summary>
    public TextList Requesters { get; init; } = TextList.Empty;

    /// <summary>How old the mail may be; null for any age.</summary>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>Mailboxes that are never touched (legal hold, journal, works council); <c>*</c> and <c>?</c> are wildcards.</summary>
    public TextList Excluded { get; init; } = TextList.Empty;

    /// <summary>Our own domains, with all below them; the sender's domain always counts as ours.</summary>
    public TextList OwnDomains { get; init; } = TextList.Empty;

    /// <summary>The admin's mailbox that holds the quarantine; empty: each recall has to name one.</summary>
    public string QuarantineMailbox { get; init; } = "";

    /// <summary>How long the quarantine is kept.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>More mailboxes than this need their number to be stated.</summary>
    public int MaximumMailboxes { get; init; } = 50;

    /// <summary>Reads a policy as it is stored.</summary>
    internal static MailRecallPolicy Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return Default;
        }

        var value = JsonValue.Parse(json!);
        return new MailRecallPolicy
        {
            AllowRead = value.MemberBoolean("allowRead") ?? true,
            AllowPermanent = value.MemberBoolean("allowPermanent") ?? true,
            Requesters = Texts(value, "requesters"),
            MaximumAge = value.MemberInt64("maximumAge") is { } age ? TimeSpan.FromSeconds(age) : null,
            Excluded = Texts(value, "excluded"),
            OwnDomains = Texts(value, "ownDomains"),
            QuarantineMailbox = value.MemberString("quarantineMailbox") ?? "",
            KeepFor = TimeSpan.FromSeconds(value.MemberInt64("keepFor") ?? 30 * 86400),
            MaximumMailboxes = (int)(value.MemberInt64("maximumMailboxes") ?? 50),
        };
    }

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("allowRead", AllowRead);
        writer.WriteMember("allowPermanent", AllowPermanent);
        MailOpsJson.WriteMember(writer, "requesters", Requesters);
        MailOpsJson.WriteMember(writer, "maximumAge", MaximumAge is { } age ? (long)age.TotalSeconds : null);
        MailOpsJson.WriteMember(writer, "excluded", Excluded);
        MailOpsJson.WriteMember(writer, "ownDomains", OwnDomains);
        writer.WriteMember("quarantineMailbox", QuarantineMailbox);
        writer.WriteMember("keepFor", (long)KeepFor.TotalSeconds);
        writer.WriteMember("maximumMailboxes", MaximumMailboxes);
        writer.WriteEndObject();
    }

    private static TextList Texts(JsonValue value, string name) =>
        new((value[name]?.Items ?? []).Select(item => item.TryGetString(out var text) ? text : "").Where(text => text.Length > 0));
}
