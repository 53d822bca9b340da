using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>
/// The usual questions. A name that no DNS could hold, such as one with an empty label, does not exist: these methods answer
/// <see cref="DnsStatus.NxDomain"/> and ask nobody.
/// </summary>
public static class DnsResolverExtensions
{
    /// <summary>Asks for records of one type.</summary>
    /// <param name="resolver">Whom to ask.</param>
    /// <param name="name">The name; see <see cref="DnsQuestion(string, DnsRecordType)"/>.</param>
    /// <param name="type">The type of the records wanted.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public static ValueTask<DnsAnswer> ResolveAsync(this IDnsResolver resolver, string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(name);
        return DnsQuestion.TryCreate(name, type, out var question)
            ? resolver.ResolveAsync(question, cancellationToken)
            : new ValueTask<DnsAnswer>(new DnsAnswer
            {
                Question = DnsQuestion.FromNormalized(name, type),
                Status = DnsStatus.NxDomain,
                CanonicalName = name,
            });
    }

    /// <summary>Asks for the mail exchangers of a domain: <see cref="DnsMxRecord"/>.</summary>
    /// <param name="resolver">Whom to ask.</param>
    /// <param name="name">The domain.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public static ValueTask<DnsAnswer> GetMxAsync(this IDnsResolver resolver, string name, CancellationToken cancellationToken) =>
        resolver.ResolveAsync(name, DnsRecordType.MX, cancellationToken);

    /// <summary>Asks for text records: <see cref="DnsTxtRecord"/>.</summary>
    /// <param name="resolver">Whom to ask.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public static ValueTask<DnsAnswer> GetTxtAsync(this IDnsResolver resolver, string name, CancellationToken cancellationToken) =>
        resolver.ResolveAsync(name, DnsRecordType.TXT, cancellationToken);

    /// <summary>Asks for the certificates to expect of a service: <see cref="DnsTlsaRecord"/> (RFC 6698 section 3).</summary>
    /// <param name="resolver">Whom to ask.</param>
    /// <param name="host">The host.</param>
    /// <param name="port">The TCP port of the service.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public static ValueTask<DnsAnswer> GetTlsaAsync(this IDnsResolver resolver, string host, int port, CancellationToken cancellationToken) =>
        resolver.ResolveAsync(string.Format(CultureInfo.InvariantCulture, "_{0}._tcp.{1}", port, host), DnsRecordType.TLSA, cancellationToken);

    /// <summary>Asks for the names of an address: <see cref="DnsPtrRecord"/> (RFC 1035 section 3.5, RFC 3596 section 2.5).</summary>
    /// <param name="resolver">Whom to ask.</param>
    /// <param name="address">An IPv4 or IPv6 address; an IPv4 address mapped into IPv6 is taken as IPv4.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public static ValueTask<DnsAnswer> GetPtrAsync(this IDnsResolver resolver, IPAddress address, CancellationToken cancellationToken) =>
        resolver.ResolveAsync(ReverseName(address), DnsRecordType.PTR, cancellationToken);

    /// <summary>
    /// Asks for the addresses of a host, IPv4 and IPv6 at the same time: <see cref="DnsAddressRecord"/>, IPv6 first. Found when there is one
    /// of either kind; TempError when there is none and either question was not answered.
    /// </summary>
    /// <param name="resolver">Whom to ask.</param>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>One answer for both; its question says A.</returns>
    public static async ValueTask<DnsAnswer> GetAddressesAsync(this IDnsResolver resolver, string host, CancellationToken cancellationToken)
    {
        var pending = resolver.ResolveAsync(host, DnsRecordType.AAAA, cancellationToken);
        var ipv4 = await resolver.ResolveAsync(host, DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        var ipv6 = await pending.ConfigureAwait(false);
        if (ipv6.Status != DnsStatus.Found)
        {
            return ipv4.Status is DnsStatus.Found or DnsStatus.TempError || ipv6.Status == DnsStatus.NxDomain
                ? ipv4
                : ipv6 with { Question = ipv4.Question };
        }

        return ipv4.Status != DnsStatus.Found
            ? ipv6 with { Question = ipv4.Question }
            : ipv4 with
            {
                Records = [.. ipv6.Records, .. ipv4.Records],
                TimeToLive = ipv6.TimeToLive < ipv4.TimeToLive ? ipv6.TimeToLive : ipv4.TimeToLive,
                IsAuthenticData = ipv6.IsAuthenticData && ipv4.IsAuthenticData,
            };
    }

    /// <summary>The name under which the names of an address, or its entry on a block list, are kept.</summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    /// <param name="suffix">Null for <c>in-addr.arpa</c> or <c>ip6.arpa</c>, else the zone of a block list (RFC 5782 section 2).</param>
    internal static string ReverseName(IPAddress address, string? suffix = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var isIPv4 = plain.AddressFamily == AddressFamily.InterNetwork;
        var name = new StringBuilder(80);
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            if (isIPv4)
            {
                name.Append(bytes[i].ToString(CultureInfo.InvariantCulture)).Append('.');
            }
            else
            {
                name.Append("0123456789abcdef"[bytes[i] & 15]).Append('.').Append("0123456789abcdef"[bytes[i] >> 4]).Append('.');
            }
        }

        return name.Append(suffix ?? (isIPv4 ? "in-addr.arpa" : "ip6.arpa")).ToString();
    }
}
