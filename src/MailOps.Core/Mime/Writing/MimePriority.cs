namespace MailOps.Mime;

/// <summary>How urgent a message claims to be; the names of Send-MailMessage.</summary>
public enum MimePriority
{
    /// <summary>Nothing is said.</summary>
    Normal,

    /// <summary>Can wait.</summary>
    Low,

    /// <summary>Urgent.</summary>
    High,
}
