using System.Globalization;
using System.Net;
using MailOps.Net;

namespace MailOps.Domains.Servers;

/// <summary>A server as it is named: <c>host</c>, <c>host:port</c>, an address, <c>[IPv6 address]:port</c>.</summary>
internal sealed record SmtpServerEndpoint
{
    private const int DefaultPort = 25;

    /// <summary>The host in A-labels, or the address without brackets.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    public IPAddress? Address { get; init; }

    public static SmtpServerEndpoint Parse(string text)
    {
        var host = text.Trim();
        var port = DefaultPort;
        var colon = host.LastIndexOf(':');

        // More than one colon is an IPv6 address, unless brackets say where it ends.
        if (colon > 0 && (host[colon - 1] == ']' || host.IndexOf(':') == colon))
        {
            var digits = host.Substring(colon + 1);
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
            {
                throw SmtpServerErrors.InvalidServer(text);
            }

            host = host.Substring(0, colon);
        }

        if (IPAddress.TryParse(host.StartsWith('[') && host.EndsWith(']') ? host.Substring(1, host.Length - 2) : host, out var address))
        {
            return new SmtpServerEndpoint { Host = address.ToString(), Port = port, Address = address };
        }

        return DomainName.TryParse(host, out var name)
            ? new SmtpServerEndpoint { Host = name.Ascii, Port = port }
            : throw SmtpServerErrors.InvalidServer(text);
    }

    public override string ToString() => HostConnector.Describe(Host, Port);
}
