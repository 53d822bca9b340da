namespace MailOps.Dns;

/// <summary>What an answer says.</summary>
public enum DnsStatus
{
    /// <summary>There are records of the type asked for.</summary>
    Found,

    /// <summary>The name exists, but has no record of that type (RFC 2308 section 2.2).</summary>
    NoData,

    /// <summary>The name does not exist, and nothing exists below it (RFC 8020).</summary>
    NxDomain,

    /// <summary>Nobody knows at the moment: the question was not answered. <see cref="DnsAnswer.Failure"/> says why.</summary>
    TempError,
}
