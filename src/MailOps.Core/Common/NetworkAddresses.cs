using System;
using System.Net;
using System.Net.Sockets;

namespace MailOps;

/// <summary>IP addresses that mean something else to every sender, or nothing to most.</summary>
internal static class NetworkAddresses
{
    /// <summary>
    /// Whether an address leads back to the sender or to nobody: this host, loopback, link-local. Private networks (RFC 1918) count
    /// as reachable: behind a split-horizon DNS they are.
    /// </summary>
    public static bool LeadsNowhere(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv4MappedToIPv6 ? LeadsNowhere(address.MapToIPv4())
                : IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any) || address.IsIPv6LinkLocal || address.IsIPv6Multicast;
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] is 0 or 127 or >= 224 || (bytes[0] == 169 && bytes[1] == 254);
    }

    /// <summary>Whether an address belongs to a network of one's own: RFC 1918, RFC 6598, RFC 4193.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv4MappedToIPv6 ? IsPrivate(address.MapToIPv4())
                : address.IsIPv6SiteLocal || (address.GetAddressBytes()[0] & 0xFE) == 0xFC;
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] switch
        {
            10 => true,
            100 => bytes[1] is >= 64 and <= 127,
            172 => bytes[1] is >= 16 and <= 31,
            192 => bytes[1] == 168,
            _ => false,
        };
    }

    /// <summary>
    /// Whether an address is one of the Internet: neither of this host nor of a private network, also not inside an IPv6 address that a gateway turns into
    /// one (RFC 4291 section 2.5.5.1, RFC 6052 section 2.1, RFC 3056 section 2).
    /// </summary>
    public static bool IsPublic(IPAddress address) =>
        !LeadsNowhere(address) && !IsPrivate(address) && (Embedded(address) is not { } inner || IsPublic(inner));

    /// <summary>Whether an address is set aside, for documentation or tests, so that nobody can have it (RFC 6890, RFC 5737, RFC 3849, RFC 9637).</summary>
    public static bool IsReserved(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv4MappedToIPv6 ? IsReserved(address.MapToIPv4())
                : StartsWith(bytes, 0x20, 0x01, 0x0D, 0xB8) || (StartsWith(bytes, 0x3F, 0xFF) && bytes[2] < 0x10) || StartsWith(bytes, 0x01, 0x00);
        }

        return bytes[0] switch
        {
            192 => bytes[1] == 0 && bytes[2] is 0 or 2,
            198 => bytes[1] is 18 or 19 || (bytes[1] == 51 && bytes[2] == 100),
            203 => bytes[1] == 0 && bytes[2] == 113,
            _ => false,
        };
    }

    /// <summary>The address without the shell of IPv6 that some systems put around IPv4.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        var start = StartsWith(bytes, 0x20, 0x02) ? 2
            : StartsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) || StartsWith(bytes, 0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0) ? 12
            : -1;
        return start < 0 ? null : new IPAddress(bytes.AsSpan(start, 4).ToArray());
    }

    private static bool StartsWith(byte[] bytes, params byte[] start) => bytes.AsSpan().StartsWith(start);
}
