using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

// What the single mechanisms cost and authorize, whatever the client is.
internal sealed partial class SpfTreeReader
{
    private async ValueTask<int> HostAsync(string host, SpfDirective directive, string domain, Position position)
    {
        var answer = await AskAddressesAsync(host).ConfigureAwait(false);
        if (answer is null)
        {
            return 0;
        }

        var (hasIPv4, hasIPv6) = (false, false);
        foreach (var record in answer.RecordsOf<DnsAddressRecord>())
        {
            var address = SpfNetwork.Of(record.Address);
            (hasIPv4, hasIPv6) = (hasIPv4 || address.IsIPv4, hasIPv6 || !address.IsIPv4);
            Add(address.WithPrefix(address.IsIPv4 ? directive.IPv4PrefixLength : directive.IPv6PrefixLength), directive, domain, position);
        }

        HostsWithoutIPv4 += hasIPv6 && !hasIPv4 ? 1 : 0;
        HostsWithoutIPv6 += hasIPv4 && !hasIPv6 ? 1 : 0;
        return CountVoid(answer, directive, domain, host);
    }

    private async ValueTask<int> ExchangersAsync(string name, SpfDirective directive, string domain, Position position)
    {
        var answer = await AskAsync(name, DnsRecordType.MX).ConfigureAwait(false);
        if (answer is null)
        {
            return 0;
        }

        if (answer.Records.Count > MaxExchangers)
        {
            Report(SpfFindings.TooManyExchangers, directive.Text, domain, name, answer.Records.Count);
        }

        var voids = CountVoid(answer, directive, domain, name);
        var count = 0;
        foreach (var record in answer.RecordsOf<DnsMxRecord>())
        {
            if (record.Exchange.Length > 0 && record.Exchange != "." && count++ < MaxExchangers)
            {
                voids += await HostAsync(record.Exchange, directive, domain, position).ConfigureAwait(false);
            }
        }

        return voids;
    }

    private async ValueTask<int> ExistsAsync(string name, SpfDirective directive, string domain)
    {
        var answer = await AskAsync(name, DnsRecordType.A).ConfigureAwait(false);
        return answer is null ? 0 : CountVoid(answer, directive, domain, name);
    }

    private int CountVoid(DnsAnswer answer, SpfDirective directive, string domain, string name)
    {
        if (answer.Status is not (DnsStatus.NoData or DnsStatus.NxDomain))
        {
            return 0;
        }

        Report(SpfFindings.VoidLookup, directive.Text, domain, name);
        VoidTerms.Add((domain, directive.Text));
        return 1;
    }

    private void Add(SpfNetwork network, SpfDirective directive, string domain, Position position)
    {
        if (position.Passes && directive.Qualifier == SpfQualifier.Pass && Networks.Count < MaxNetworks)
        {
            Networks.Add(new SpfAuthorizedNetwork(
                network, DisplayText.Quote(position.IsOwn ? directive.Text : directive.Text + " (" + domain + ")"), position.IsOwn));
        }
    }

    private async ValueTask<DnsAnswer?> AskAsync(string name, DnsRecordType type) =>
        Accept(name, _resolver.Count >= MaxQueries ? null : await _resolver.ResolveAsync(name, type, _cancellationToken).ConfigureAwait(false));

    private async ValueTask<DnsAnswer?> AskAddressesAsync(string host) =>
        Accept(host, _resolver.Count >= MaxQueries ? null : await _resolver.GetAddressesAsync(host, _cancellationToken).ConfigureAwait(false));

    private DnsAnswer? Accept(string name, DnsAnswer? answer)
    {
        if (answer is null)
        {
            _isCut = true;
            return null;
        }

        if (answer.Status != DnsStatus.TempError)
        {
            return answer;
        }

        Failure ??= answer.Failure!.Message;
        Report(SpfFindings.LookupFailed, name, answer.Failure!.Message);
        return null;
    }
}
