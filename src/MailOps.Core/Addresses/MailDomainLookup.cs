using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Addresses;

/// <summary>Finds out where mail for a domain goes: RFC 5321 section 5.1, RFC 7505.</summary>
internal sealed class MailDomainLookup(IDnsResolver resolver, bool checkHosts)
{
    // A domain that names more hosts than these gets no further look-ups; senders do not try more either.
    private const int MaxHosts = 10;

    public async Task<MailDomainOutcome> LookUpAsync(string domain, CancellationToken cancellationToken)
    {
        var answer = await resolver.GetMxAsync(domain, cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            DnsStatus.Found => await ReadMxAsync(domain, answer, cancellationToken).ConfigureAwait(false),
            DnsStatus.NoData => await ReadAddressesAsync(domain, cancellationToken).ConfigureAwait(false),
            DnsStatus.NxDomain => Ended(MailDomainState.NotFound, AddressFindings.DomainNotFound, domain),
            _ => Failed(domain, answer),
        };
    }

    private async Task<MailDomainOutcome> ReadMxAsync(string domain, DnsAnswer answer, CancellationToken cancellationToken)
    {
        var records = answer.RecordsOf<DnsMxRecord>().OrderBy(r => r.Preference).ThenBy(r => r.Exchange, StringComparer.Ordinal).ToList();
        var hosts = records.Where(r => !r.IsNull).Select(r => r.Exchange).Distinct().ToList();
        if (hosts.Count == 0)
        {
            return Ended(MailDomainState.NullMx, AddressFindings.NullMx, domain);
        }

        List<Finding> findings = [];
        if (records.Any(r => r.IsNull))
        {
            findings.Add(AddressFindings.NullMxBesideOthers.Found(domain));
        }

        var usable = !checkHosts || hosts.Count > MaxHosts;
        var doubt = "";
        var checks = (checkHosts ? hosts.Take(MaxHosts) : []).Select(host => new MxHostCheck(resolver).CheckAsync(host, cancellationToken));
        foreach (var check in await Task.WhenAll(checks).ConfigureAwait(false))
        {
            findings.AddRange(check.Findings);
            usable |= check.IsUsable;
            doubt = check.TempError.Length > 0 ? check.TempError : doubt;
        }

        if (!usable && doubt.Length > 0)
        {
            return new() { State = MailDomainState.TempError, TempError = doubt, Findings = [AddressFindings.DnsTempError.Found(domain, doubt)] };
        }

        if (!usable)
        {
            findings.Add(AddressFindings.NoUsableMx.Found(domain));
        }

        return new()
        {
            State = usable ? MailDomainState.TakesMail : MailDomainState.NoUsableMx,
            Hosts = new TextList(hosts),
            Findings = findings,
        };
    }

    private async Task<MailDomainOutcome> ReadAddressesAsync(string domain, CancellationToken cancellationToken)
    {
        var answer = await resolver.GetAddressesAsync(domain, cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            DnsStatus.Found when answer.RecordsOf<DnsAddressRecord>().Select(r => r.Address).ToList() is var addresses
                && addresses.TrueForAll(NetworkAddresses.LeadsNowhere) => new()
                {
                    State = MailDomainState.NoUsableMx,
                    Findings = [AddressFindings.MxIsLocal.Found(domain, addresses[0]), AddressFindings.NoUsableMx.Found(domain)],
                },
            DnsStatus.Found => new()
            {
                State = MailDomainState.ImplicitMx,
                Hosts = new TextList([domain]),
                Findings = [AddressFindings.ImplicitMx.Found(domain)],
            },
            DnsStatus.TempError => Failed(domain, answer),
            _ => Ended(MailDomainState.NoMailServer, AddressFindings.NoMailServer, domain),
        };
    }

    private static MailDomainOutcome Ended(MailDomainState state, FindingRule rule, string domain) =>
        new() { State = state, Findings = [rule.Found(domain)] };

    private static MailDomainOutcome Failed(string domain, DnsAnswer answer)
    {
        var reason = answer.Failure?.Message ?? "";
        return new()
        {
            State = MailDomainState.TempError,
            TempError = reason,
            Findings = [AddressFindings.DnsTempError.Found(domain, reason)],
        };
    }
}
