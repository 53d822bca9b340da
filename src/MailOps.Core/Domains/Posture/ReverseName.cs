using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Posture;

/// <summary>The name of a sending address in the DNS, and whether it leads back to the address.</summary>
internal sealed record ReverseName
{
    // More names than a person would give one host.
    private const int MaxNames = 10;

    public required IPAddress Address { get; init; }

    /// <summary>The first name; empty when there is none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether one of the names leads back; null when the DNS did not answer.</summary>
    public bool? IsConfirmed { get; init; }

    public static async Task<ReverseName> FindAsync(IDnsResolver resolver, IPAddress address, CancellationToken cancellationToken)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var answer = await resolver.GetPtrAsync(address, cancellationToken).ConfigureAwait(false);
        List<string> names = [.. answer.RecordsOf<DnsPtrRecord>().Select(r => r.Target).Take(MaxNames)];
        var isUnknown = answer.Failure is not null;
        foreach (var name in names)
        {
            var forward = await resolver.GetAddressesAsync(name, cancellationToken).ConfigureAwait(false);
            if (forward.RecordsOf<DnsAddressRecord>().Any(r => r.Address.Equals(address)))
            {
                return new ReverseName { Address = address, Name = name, IsConfirmed = true };
            }

            isUnknown |= forward.Failure is not null;
        }

        return new ReverseName { Address = address, Name = names.FirstOrDefault() ?? "", IsConfirmed = isUnknown ? null : false };
    }
}
