using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace MailOps.Dns;

/// <summary>A DNS server to ask: how, where, and over TLS which name its certificate must have.</summary>
public sealed record DnsServer
{
    /// <summary>The port of the DNS (RFC 1035 section 4.2).</summary>
    public const int DefaultPort = 53;

    /// <summary>The port of DNS over TLS (RFC 7858 section 3.1).</summary>
    public const int DefaultTlsPort = 853;

    /// <summary>The port of DNS over HTTPS.</summary>
    public const int DefaultHttpsPort = 443;

    /// <summary>Reads a server; PowerShell converts text with it.</summary>
    /// <param name="text">See <see cref="Parse"/>.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.InvalidServer.</exception>
    public DnsServer(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!DnsServerText.TryRead(text, out var read))
        {
            throw DnsErrors.InvalidServer(text);
        }

        Protocol = read.Protocol;
        Host = read.Host;
        Port = read.Port;
        Path = read.Path;
        CertificateName = read.CertificateName;
    }

    /// <summary>A server at an address, in the clear.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">1 to 65535.</param>
    public DnsServer(IPAddress address, int port = DefaultPort)
    {
        ArgumentNullException.ThrowIfNull(address);
        Host = address.ToString();
        Port = port is > 0 and <= 65_535 ? port : throw new ArgumentOutOfRangeException(nameof(port));
    }

    /// <summary>How it is spoken to.</summary>
    public DnsProtocol Protocol { get; }

    /// <summary>An IP address, or a name that the operating system resolves when the server is first asked.</summary>
    public string Host { get; }

    /// <summary>The port; for plain DNS that of UDP and TCP.</summary>
    public int Port { get; }

    /// <summary>The path of the URL, such as <c>/dns-query</c>; empty unless the server is asked over HTTPS.</summary>
    public string Path { get; } = "";

    /// <summary>The name or address that the server's certificate must be for; empty for plain DNS.</summary>
    public string CertificateName { get; } = "";

    /// <summary>Whether it runs on this machine, by its name or address.</summary>
    internal bool IsOnThisHost => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>
    /// Reads a server: <c>host</c>, <c>host:port</c>, an IPv6 address, or <c>[IPv6 address]:port</c> for plain DNS; <c>tls://host[:port]</c>
    /// for DNS over TLS and <c>https://host[:port]/path</c> for DNS over HTTPS. <c>#name</c> behind the last two is the name that the
    /// certificate must be for when it is not the host: <c>tls://192.0.2.53#dns.example</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.InvalidServer.</exception>
    public static DnsServer Parse(string text) => new(text);

    /// <summary>Reads a server, as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="server">The server.</param>
    /// <returns>False when the text names none.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DnsServer? server)
    {
        server = text is not null && DnsServerText.TryRead(text, out _) ? new DnsServer(text) : null;
        return server is not null;
    }

    /// <summary>The server as <see cref="Parse"/> reads it: host and port, IPv6 addresses in brackets; or the URL.</summary>
    public override string ToString()
    {
        var hostAndPort = string.Format(CultureInfo.InvariantCulture, Host.Contains(':') ? "[{0}]:{1}" : "{0}:{1}", Host, Port);
        return Protocol == DnsProtocol.Plain
            ? hostAndPort
            : (Protocol == DnsProtocol.Tls ? DnsServerText.TlsScheme : DnsServerText.HttpsScheme) + hostAndPort + Path
                + (CertificateName == Host ? "" : "#" + CertificateName);
    }
}
