using System;
using MailOps.Json;

namespace MailOps.Suppression;

/// <summary>When the suppression list blocks. Stored with the list, so that a task and an admin judge alike.</summary>
public sealed record SuppressionPolicy : IJsonResult
{
    /// <summary>The policy of a new store.</summary>
    public static readonly SuppressionPolicy Default = new();

    /// <summary>Whether a hard failure on the recipient's side blocks at once.</summary>
    public bool BlockHardAtOnce { get; init; } = true;

    /// <summary>Whether a complaint blocks at once.</summary>
    public bool BlockComplaintAtOnce { get; init; } = true;

    /// <summary>How many further soft failures in a row after the first one block; null: soft failures never block.</summary>
    public int? SoftLimit { get; init; } = 5;

    /// <summary>A row of soft failures ends by itself when the next failed mail was sent this much later than the last one.</summary>
    public TimeSpan StreakExpiry { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long an accepted mail must stay without a bounce to end a row of soft failures. A relay's 250 comes before every late bounce, so
    /// that the acceptance by itself proves nothing.
    /// </summary>
    public TimeSpan QuietAfterAcceptance { get; init; } = TimeSpan.FromDays(5);

    /// <summary>Domains that are never blocked, with all below them: one's own.</summary>
    public TextList OwnDomains { get; init; } = TextList.Empty;

    /// <summary>More new hard entries than this for one domain or server within <see cref="BurstWindow"/> are held for a person's word.</summary>
    public int BurstLimit { get; init; } = 50;

    /// <summary>
    /// The share of the recipients of one domain or server within <see cref="BurstWindow"/> above which new hard entries are held; counts from
    /// ten entries on, since one of three would be a third.
    /// </summary>
    public double BurstShare { get; init; } = 0.05;

    /// <summary>The time in which a burst is counted.</summary>
    public TimeSpan BurstWindow { get; init; } = TimeSpan.FromHours(1);

    void IJsonResult.WriteJson(JsonWriter writer) => SuppressionPolicyText.Write(writer, this);
}
