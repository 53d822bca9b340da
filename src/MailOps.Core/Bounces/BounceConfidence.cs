namespace MailOps.Bounces;

/// <summary>How much the evidence carries.</summary>
public enum BounceConfidence
{
    /// <summary>A guess from the class of a code, or from a mail that is no standard report.</summary>
    Low,

    /// <summary>An exact code without a text that confirms it, or a text without a code.</summary>
    Medium,

    /// <summary>Text and code agree, or a provider's own documented code decided.</summary>
    High,
}
