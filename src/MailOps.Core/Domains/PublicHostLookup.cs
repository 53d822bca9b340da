using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using MailOps.Dns;
using MailOps.Net;

namespace MailOps.Domains;

/// <summary>
/// Looks up web servers that foreign records name. Addresses of this host and of private networks are left out, so that nobody's record leads to what
/// only this host reaches. The caller's own zone file may name any.
/// </summary>
internal static class PublicHostLookup
{
    /// <summary>The error of a host that has no other addresses.</summary>
    public const string Refused = "MailOps.Net.AddressNotPublic";

    /// <summary>The look-up over a resolver; it throws <see cref="Refused"/>, or <c>MailOps.Net.LookupFailed</c>.</summary>
    public static HostLookup For(IDnsResolver resolver) => async (host, cancellationToken) =>
    {
        var answer = await resolver.GetAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        if (answer.Status == DnsStatus.TempError)
        {
            throw NetErrors.LookupFailed(host, answer.Failure?.Message ?? "");
        }

        List<IPAddress> addresses = [.. answer.RecordsOf<DnsAddressRecord>().Select(record => record.Address)];
        if (answer.Server == ZoneResolver.ServerName || addresses.Count == 0)
        {
            return addresses;
        }

        var open = addresses.FindAll(NetworkAddresses.IsPublic);
        return open.Count > 0 ? open : throw NetErrors.AddressNotPublic(host, addresses[0]);
    };

    /// <summary>The same for an address in place of a name, which nobody looks up.</summary>
    /// <exception cref="MailOpsException"><see cref="Refused"/>.</exception>
    public static void CheckLiteral(Uri uri)
    {
        if (IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !NetworkAddresses.IsPublic(address))
        {
            throw NetErrors.AddressNotPublic(uri.IdnHost, address);
        }
    }
}
