namespace MailOps.Domains.Blocklists;

/// <summary>What a blocklist says about an address or a domain.</summary>
public enum BlocklistVerdict
{
    /// <summary>Nobody knows: the list refused, did not answer, or its answer was rewritten on the way. It says nothing about the target.</summary>
    Unknown,

    /// <summary>It is not listed.</summary>
    Clean,

    /// <summary>It is listed.</summary>
    Listed,
}
