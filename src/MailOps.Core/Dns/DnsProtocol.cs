namespace MailOps.Dns;

/// <summary>How a DNS server is spoken to.</summary>
public enum DnsProtocol
{
    /// <summary>Datagrams, and TCP where they do not suffice (RFC 1035 section 4.2): in the clear.</summary>
    Plain,

    /// <summary>DNS over TLS (RFC 7858).</summary>
    Tls,

    /// <summary>DNS over HTTPS (RFC 8484).</summary>
    Https,
}
