using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailOps.Domains.Blocklists;

/// <summary>The names that are asked for (RFC 5782 sections 2.1, 2.4 and 3).</summary>
internal static class BlocklistQuestion
{
    public static string NameOf(IPAddress address, string zone)
    {
        var octets = address.GetAddressBytes();
        var name = new StringBuilder();
        for (var i = octets.Length - 1; i >= 0; i--)
        {
            if (octets.Length == 4)
            {
                name.Append(octets[i].ToString(CultureInfo.InvariantCulture)).Append('.');
            }
            else
            {
                name.Append((octets[i] & 15).ToString("x", CultureInfo.InvariantCulture)).Append('.')
                    .Append((octets[i] >> 4).ToString("x", CultureInfo.InvariantCulture)).Append('.');
            }
        }

        return name.Append(zone).ToString();
    }

    public static string NameOf(string domain, string zone) => domain + "." + zone;

    /// <summary>Whether receivers can see mail from the address at all.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (NetworkAddresses.LeadsNowhere(address) || NetworkAddresses.IsPrivate(address))
        {
            return false;
        }

        // RFC 4291 section 2.4: what is handed out today begins with 001.
        return address.AddressFamily == AddressFamily.InterNetwork || (address.GetAddressBytes()[0] & 0xE0) == 0x20;
    }

    public static bool IsCode(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] == 127;

    // Lists refuse with 127.255.255.x, and some with 127.0.0.1, which RFC 5782 section 2.1 keeps from meaning anything else.
    public static bool IsRefusal(IPAddress address)
    {
        var octets = address.GetAddressBytes();
        return (octets[1] == 255 && octets[2] == 255) || octets.Skip(1).SequenceEqual(new byte[] { 0, 0, 1 });
    }
}
