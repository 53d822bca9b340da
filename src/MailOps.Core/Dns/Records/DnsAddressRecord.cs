using System.Net;
using System.Net.Sockets;

namespace MailOps.Dns;

/// <summary>An address of a host: A (RFC 1035 section 3.4.1) or AAAA (RFC 3596 section 2.2).</summary>
public sealed record DnsAddressRecord : DnsRecord
{
    /// <summary>The address, IPv4 or IPv6.</summary>
    public required IPAddress Address { get; init; }

    /// <inheritdoc/>
    public override DnsRecordType Type => Address.AddressFamily == AddressFamily.InterNetworkV6 ? DnsRecordType.AAAA : DnsRecordType.A;

    /// <inheritdoc/>
    public override string Data => Address.ToString();
}
