using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MailOps.Smtp;

/// <summary>The name that this host gives itself after EHLO.</summary>
internal static class SmtpHeloName
{
    /// <summary>The host's full name; its address in brackets when it has none (RFC 5321 sections 4.1.1.1 and 4.1.3).</summary>
    public static string ForThisHost(IPAddress address)
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        var name = properties.HostName.Contains('.') || properties.DomainName.Length == 0
            ? properties.HostName
            : properties.HostName + "." + properties.DomainName;
        return name.Contains('.') && DomainName.TryParse(name, out var domain) ? domain.Ascii : Literal(address);
    }

    internal static string Literal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        // The scope (%eth0) means nothing to anybody else.
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? "[IPv6:" + new IPAddress(address.GetAddressBytes()) + "]"
            : "[" + address + "]";
    }
}
