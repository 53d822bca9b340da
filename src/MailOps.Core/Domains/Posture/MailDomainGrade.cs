namespace MailOps.Domains.Posture;

/// <summary>How well a domain is set up, as a letter; docs/grade.md says what costs how many points.</summary>
public enum MailDomainGrade
{
    /// <summary>90 points or more, and nothing is unknown.</summary>
    A,

    /// <summary>80 points or more; or better, but something is unknown.</summary>
    B,

    /// <summary>65 points or more.</summary>
    C,

    /// <summary>50 points or more.</summary>
    D,

    /// <summary>Fewer than 50 points.</summary>
    F,
}
