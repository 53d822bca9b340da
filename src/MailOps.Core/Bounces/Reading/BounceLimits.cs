namespace MailOps.Bounces;

/// <summary>Bounds that keep a hostile report from costing more than an honest one.</summary>
internal static class BounceLimits
{
    /// <summary>How many recipients are collected at all; the options bound how many are kept.</summary>
    public const int MaxRecipientsRead = 100_000;
}
