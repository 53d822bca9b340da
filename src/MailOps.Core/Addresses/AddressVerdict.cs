namespace MailOps.Addresses;

/// <summary>What to do with an address; docs/addresses.md says how it is decided.</summary>
public enum AddressVerdict
{
    /// <summary>Nobody knows at the moment, as when the DNS did not answer. Never a reason to drop an address.</summary>
    Unknown,

    /// <summary>Nothing speaks against sending; how much was looked at stands in <see cref="AddressTestResult.Evidence"/>.</summary>
    Deliverable,

    /// <summary>Mail may arrive, but is likely to be lost or to do harm: a throw-away address, a mistyped domain, a trap.</summary>
    Risky,

    /// <summary>Mail cannot arrive, or must not be sent.</summary>
    Undeliverable,
}
