using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MailOps.Dns;

/// <summary>A DNS server to ask: a host and a port.</summary>
public sealed record DnsServer
{
    /// <summary>The port of the DNS (RFC 1035 section 4.2).</summary>
    public const int DefaultPort = 53;

    /// <summary>Reads a server; PowerShell converts text with it.</summary>
    /// <param name="text">See <see cref="Parse"/>.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.InvalidServer.</exception>
    public DnsServer(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!TryRead(text, out var host, out var port))
        {
            throw DnsErrors.InvalidServer(text);
        }

        Host = host;
        Port = port;
    }

    /// <summary>A server at an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">1 to 65535.</param>
    public DnsServer(IPAddress address, int port = DefaultPort)
    {
        ArgumentNullException.ThrowIfNull(address);
        Host = address.ToString();
        Port = port is > 0 and <= 65_535 ? port : throw new ArgumentOutOfRangeException(nameof(port));
    }

    /// <summary>An IP address, or a name that the operating system resolves when the server is first asked.</summary>
    public string Host { get; }

    /// <summary>The port, for UDP and TCP.</summary>
    public int Port { get; }

    /// <summary>Reads a server: <c>host</c>, <c>host:port</c>, an IPv6 address, or <c>[IPv6 address]:port</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.InvalidServer.</exception>
    public static DnsServer Parse(string text) => new(text);

    /// <summary>Reads a server, as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="server">The server.</param>
    /// <returns>False when the text names none.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DnsServer? server)
    {
        server = text is not null && TryRead(text, out _, out _) ? new DnsServer(text) : null;
        return server is not null;
    }

    /// <summary>Host and port, IPv6 addresses in brackets.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, Host.Contains(':') ? "[{0}]:{1}" : "{0}:{1}", Host, Port);

    private static bool TryRead(string text, out string host, out int port)
    {
        host = text.Trim();
        port = DefaultPort;
        if (host.StartsWith('['))
        {
            var end = host.IndexOf(']');
            if (end < 0 || (end + 1 < host.Length && (host[end + 1] != ':' || !TryReadPort(host.Substring(end + 2), out port))))
            {
                return false;
            }

            host = host.Substring(1, end - 1);
            return IPAddress.TryParse(host, out var inBrackets) && inBrackets.AddressFamily == AddressFamily.InterNetworkV6;
        }

        var colon = host.IndexOf(':');
        if (colon >= 0 && colon == host.LastIndexOf(':'))
        {
            if (!TryReadPort(host.Substring(colon + 1), out port))
            {
                return false;
            }

            host = host.Substring(0, colon);
        }

        // More than one colon: an IPv6 address. Else an IPv4 address or a name, of which an all-numeric one is none.
        return host.Contains(':') ? IPAddress.TryParse(host, out _)
            : IsDigitsAndDots(host) ? IPAddress.TryParse(host, out var address) && address.ToString() == host
            : DnsName.TryNormalize(host, out _) && !HasSpace(host);
    }

    private static bool TryReadPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65_535;

    private static bool IsDigitsAndDots(string text)
    {
        foreach (var c in text)
        {
            if (c is not ('.' or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool HasSpace(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '/' or '\\')
            {
                return true;
            }
        }

        return false;
    }
}
