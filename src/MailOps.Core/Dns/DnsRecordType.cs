namespace MailOps.Dns;

/// <summary>The record types that mail needs, under their names and numbers in the DNS.</summary>
public enum DnsRecordType
{
    /// <summary>No type; not a valid question.</summary>
    None = 0,

    /// <summary>An IPv4 address (RFC 1035 section 3.4.1).</summary>
    A = 1,

    /// <summary>A name server of a zone (RFC 1035 section 3.3.11).</summary>
    NS = 2,

    /// <summary>The name that this name is an alias of (RFC 1035 section 3.3.1).</summary>
    CNAME = 5,

    /// <summary>The start of a zone (RFC 1035 section 3.3.13).</summary>
    SOA = 6,

    /// <summary>The name of an address (RFC 1035 section 3.3.12).</summary>
#pragma warning disable CA1720 // The DNS calls it so; no pointer is meant.
    PTR = 12,
#pragma warning restore CA1720

    /// <summary>A host that takes mail for a domain (RFC 1035 section 3.3.9).</summary>
    MX = 15,

    /// <summary>Text (RFC 1035 section 3.3.14).</summary>
    TXT = 16,

    /// <summary>An IPv6 address (RFC 3596).</summary>
    AAAA = 28,

    /// <summary>Where a service runs (RFC 2782).</summary>
    SRV = 33,

    /// <summary>A certificate to expect (RFC 6698, RFC 7672).</summary>
    TLSA = 52,

    /// <summary>Who may issue certificates (RFC 8659).</summary>
    CAA = 257,
}
