using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MailOps.Dns;

/// <summary>Reads the ways to name a DNS server; <see cref="DnsServer.Parse"/> says which there are.</summary>
internal readonly record struct DnsServerText
{
    public const string TlsScheme = "tls://";
    public const string HttpsScheme = "https://";

    public DnsProtocol Protocol { get; private init; }

    public string Host { get; private init; }

    public int Port { get; private init; }

    public string Path { get; private init; }

    public string CertificateName { get; private init; }

    public static bool TryRead(string text, out DnsServerText server)
    {
        text = text.Trim();
        if (text.StartsWith(TlsScheme, StringComparison.OrdinalIgnoreCase))
        {
            return TryReadUrl(text.Substring(TlsScheme.Length), DnsProtocol.Tls, DnsServer.DefaultTlsPort, out server);
        }

        if (text.StartsWith(HttpsScheme, StringComparison.OrdinalIgnoreCase))
        {
            return TryReadUrl(text.Substring(HttpsScheme.Length), DnsProtocol.Https, DnsServer.DefaultHttpsPort, out server);
        }

        var isServer = TryReadHost(text, DnsServer.DefaultPort, out var host, out var port);
        server = new DnsServerText { Host = host, Port = port, Path = "", CertificateName = "" };
        return isServer;
    }

    private static bool TryReadUrl(string rest, DnsProtocol protocol, int defaultPort, out DnsServerText server)
    {
        server = default;
        var hash = rest.IndexOf('#');
        var name = hash < 0 ? null : rest.Substring(hash + 1);
        rest = hash < 0 ? rest : rest.Substring(0, hash);
        var slash = rest.IndexOf('/');
        var path = slash < 0 ? "" : rest.Substring(slash);
        rest = slash < 0 ? rest : rest.Substring(0, slash);
        if (!TryReadHost(rest, defaultPort, out var host, out var port) || (name is not null && !IsHost(name)))
        {
            return false;
        }

        if (protocol == DnsProtocol.Tls ? path.Length > 1 : !IsPath(path))
        {
            return false;
        }

        server = new DnsServerText
        {
            Protocol = protocol,
            Host = host,
            Port = port,
            Path = protocol == DnsProtocol.Tls ? "" : path,
            CertificateName = name ?? host,
        };
        return true;
    }

    private static bool TryReadHost(string text, int defaultPort, out string host, out int port)
    {
        host = text;
        port = defaultPort;
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

        return IsHost(host);
    }

    // More than one colon: an IPv6 address. Else an IPv4 address or a name, of which an all-numeric one is none.
    private static bool IsHost(string host) =>
        host.Contains(':') ? IPAddress.TryParse(host, out _)
            : IsDigitsAndDots(host) ? IPAddress.TryParse(host, out var address) && address.ToString() == host
            : DnsName.TryNormalize(host, out _) && HasOnlyHostCharacters(host);

    // What a request line can hold (RFC 3986 section 3.3, and a query); an URI template's braces (RFC 8484 section 4.1) serve GET only.
    private static bool IsPath(string path)
    {
        foreach (var c in path)
        {
            if (c is <= ' ' or >= '\u007f' or '{' or '}' or '"' or '<' or '>' or '\\')
            {
                return false;
            }
        }

        return path.Length > 1;
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

    // RFC 952, and underscores, which names inside companies have; other scripts become A-labels. A comma is a list that was not taken apart.
    private static bool HasOnlyHostCharacters(string text)
    {
        foreach (var c in text)
        {
            if (c < 0x80 ? !(c is '.' or '-' or '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')) : char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        return true;
    }
}
