namespace MailOps.Authentication.Dkim;

/// <summary>What a check of a domain's DKIM keys gave.</summary>
public enum DkimVerdict
{
    /// <summary>Nobody knows: no selector was named and none of the common ones has a key, or the DNS did not answer.</summary>
    Unknown,

    /// <summary>There is a key that verifiers take, and none that was asked for is missing or broken.</summary>
    Valid,

    /// <summary>A selector that was asked for has no key.</summary>
    Missing,

    /// <summary>A key is published that verifiers cannot use.</summary>
    Invalid,
}
