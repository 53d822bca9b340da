using System;

namespace MailOps.Suppression;

/// <summary>When the suppression list blocks. Stored with the list, so that a task and an admin judge alike.</summary>
public sealed record SuppressionPolicy
{
    /// <summary>The policy of a new store.</summary>
    public static readonly SuppressionPolicy Default = new();

    /// <summary>Whether a hard failure on the recipient's side blocks at once.</summary>
    public bool BlockHardAtOnce { get; init; } = true;

    /// <summary>Whether a complaint blocks at once.</summary>
    public bool BlockComplaintAtOnce { get; init; } = true;

    /// <summary>How many further soft failures in a row after the first one block; null: soft failures never block.</summary>
    public int? SoftLimit { get; init; } = 5;

    /// <summary>
    /// How long an acceptance must stay without a bounce to end a row of soft failures. A relay's 250 comes before every late bounce, so
    /// that the acceptance by itself proves nothing.
    /// </summary>
    public TimeSpan QuietAfterAcceptance { get; init; } = TimeSpan.FromDays(5);
}
