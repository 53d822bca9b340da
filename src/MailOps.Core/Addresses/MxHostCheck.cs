using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Addresses;

/// <summary>What one mail server's name leads to.</summary>
internal sealed record MxHostOutcome
{
    /// <summary>Whether a sender out in the network can find the host.</summary>
    public bool IsUsable { get; init; }

    /// <summary>Why nobody knows; empty when it is known.</summary>
    public string TempError { get; init; } = "";

    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>Looks at one mail server of a domain: alias, address in place of a name, own host, no address.</summary>
internal sealed class MxHostCheck(IDnsResolver resolver)
{
    public async Task<MxHostOutcome> CheckAsync(string host, CancellationToken cancellationToken)
    {
        // 192.0.2.1 is a well-formed name, but no top-level domain is a number (RFC 3696 section 2).
        if (IPAddress.TryParse(host, out _) || host.StartsWith('['))
        {
            return new() { Findings = [AddressFindings.MxIsAddress.Found(host)] };
        }

        if (IsLocalName(host))
        {
            return new() { Findings = [AddressFindings.MxIsLocal.Found(host, "localhost")] };
        }

        // In a long list every question counts: who has an IPv4 address in the network is not asked for the other kind.
        var answer = await resolver.ResolveAsync(host, DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        if (answer.Status != DnsStatus.NxDomain && !answer.RecordsOf<DnsAddressRecord>().Any(r => !NetworkAddresses.LeadsNowhere(r.Address)))
        {
            answer = await resolver.GetAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        }

        List<Finding> findings = [];
        if (answer.Aliases.Count > 0)
        {
            findings.Add(AddressFindings.MxIsAlias.Found(host));
        }

        if (answer.Status == DnsStatus.TempError)
        {
            return new() { TempError = answer.Failure?.Message ?? "", Findings = findings };
        }

        var addresses = answer.RecordsOf<DnsAddressRecord>().Select(r => r.Address).ToList();
        if (addresses.Count == 0)
        {
            findings.Add(AddressFindings.MxHasNoAddress.Found(host));
            return new() { Findings = findings };
        }

        var nowhere = addresses.Where(NetworkAddresses.LeadsNowhere).ToList();
        if (nowhere.Count > 0)
        {
            findings.Add(AddressFindings.MxIsLocal.Found(host, nowhere[0]));
        }

        return new() { IsUsable = nowhere.Count < addresses.Count, Findings = findings };
    }

    private static bool IsLocalName(string host) =>
        host == "localhost" || host.EndsWith(".localhost", System.StringComparison.Ordinal) || host.StartsWith("localhost.", System.StringComparison.Ordinal);
}
