using System.Linq;
using MailOps.Net;

namespace MailOps.Dns;

/// <summary>Lets a resolver of ours look up the server, where one is given (<c>-DnsServer</c>, <c>--zone</c>).</summary>
internal static class DnsHostLookup
{
    public static HostLookup? For(IDnsResolver? resolver) => resolver is null
        ? null
        : async (host, cancellationToken) =>
        {
            var answer = await resolver.GetAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return answer.Status == DnsStatus.TempError
                ? throw NetErrors.LookupFailed(host, answer.Failure?.Message ?? "")
                : [.. answer.RecordsOf<DnsAddressRecord>().Select(record => record.Address)];
        };
}
