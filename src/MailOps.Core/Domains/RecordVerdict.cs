namespace MailOps.Domains;

/// <summary>Whether something that a domain may publish is there and works.</summary>
public enum RecordVerdict
{
    /// <summary>It is there and can be used.</summary>
    Valid,

    /// <summary>It is there, but senders cannot use it.</summary>
    Invalid,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>The DNS or a server did not answer: neither good nor bad.</summary>
    Unknown,
}
