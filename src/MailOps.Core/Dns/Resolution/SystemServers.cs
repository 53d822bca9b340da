using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MailOps.Dns;

/// <summary>The DNS servers of the operating system, and how long it waits for them.</summary>
internal sealed record SystemServers
{
    private const string ResolvConf = "/etc/resolv.conf";

    public IReadOnlyList<DnsServer> Servers { get; init; } = [];

    public TimeSpan? Timeout { get; init; }

    public int? Attempts { get; init; }

    /// <summary>Asks the operating system; without an answer, no server.</summary>
    public static SystemServers Read()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return new SystemServers { Servers = FromInterfaces() };
        }

        try
        {
            return Parse(File.ReadAllText(ResolvConf));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // resolv.conf(5): without the file, the server of this machine is asked.
            return Parse("");
        }
    }

    /// <summary>Reads resolv.conf(5): nameserver lines, and timeout and attempts of the options lines, within glibc's limits.</summary>
    public static SystemServers Parse(string text)
    {
        List<DnsServer> servers = [];
        TimeSpan? timeout = null;
        int? attempts = null;
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
            {
                continue;
            }

            if (words[0] == "nameserver" && servers.Count < 3 && IPAddress.TryParse(words[1], out var address))
            {
                servers.Add(new DnsServer(address));
            }
            else if (words[0] == "options")
            {
                foreach (var word in words)
                {
                    timeout = Option(word, "timeout:", 30) is { } seconds ? TimeSpan.FromSeconds(seconds) : timeout;
                    attempts = Option(word, "attempts:", 5) ?? attempts;
                }
            }
        }

        return new SystemServers
        {
            Servers = servers.Count > 0 ? servers : [new DnsServer(IPAddress.Loopback)],
            Timeout = timeout,
            Attempts = attempts,
        };
    }

    private static int? Option(string word, string name, int highest)
    {
        if (!word.StartsWith(name, StringComparison.Ordinal))
        {
            return null;
        }

        var digits = word.Substring(name.Length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? Math.Min(number, highest)
            : null;
    }

    // Interfaces with a gateway first: a virtual switch or a VPN that is down has servers too, but no way to them.
    private static List<DnsServer> FromInterfaces()
    {
        List<DnsServer> servers = [];
        List<DnsServer> others = [];
        try
        {
            foreach (var network in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (network.OperationalStatus != OperationalStatus.Up || network.NetworkInterfaceType == NetworkInterfaceType.Loopback)
                {
                    continue;
                }

                var properties = network.GetIPProperties();
                var list = properties.GatewayAddresses.Count > 0 ? servers : others;
                foreach (var address in properties.DnsAddresses)
                {
                    if (IsUsable(address) && new DnsServer(address) is var server && !servers.Contains(server) && !others.Contains(server))
                    {
                        list.Add(server);
                    }
                }
            }
        }
        catch (NetworkInformationException)
        {
            // What was read before counts; with nothing, each question is answered with NoServer.
        }

        servers.AddRange(others);
        return servers;
    }

    // Windows shows fec0:0:0:ffff::1 to ::3 where nobody configured a server (the withdrawn draft-ietf-ipv6-dns-discovery).
    private static bool IsUsable(IPAddress address) =>
        !(address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv6SiteLocal) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
}
