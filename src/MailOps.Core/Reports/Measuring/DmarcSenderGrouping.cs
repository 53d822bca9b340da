namespace MailOps.Reports.Measuring;

/// <summary>What counts as one sender.</summary>
public enum DmarcSenderGrouping
{
    /// <summary>Each IP address.</summary>
    Address,

    /// <summary>Each network: 24 bits of IPv4, 64 of IPv6.</summary>
    Network,

    /// <summary>The domain that DKIM, else SPF, authenticated; the address where neither did.</summary>
    Domain,
}
