namespace MailOps.Dns;

/// <summary>How queries travel to a plain DNS server.</summary>
internal enum DnsTransportMode
{
    /// <summary>Datagrams: on sockets of their own while few are out, on shared ones in bulk.</summary>
    Auto,

    /// <summary>Datagrams, always one socket for each query.</summary>
    Isolated,

    /// <summary>Datagrams, always on shared sockets.</summary>
    Shared,

    /// <summary>One connection, many queries in flight on it (RFC 7766 section 6.2.1.1).</summary>
    Tcp,
}
