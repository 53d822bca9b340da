namespace MailOps.Domains.Posture;

/// <summary>Whether a rule of large receivers is met.</summary>
public enum RequirementState
{
    /// <summary>Nobody knows, for the reason given.</summary>
    Unknown,

    /// <summary>It is met.</summary>
    Met,

    /// <summary>It is not met.</summary>
    NotMet,
}
