using System.Collections.Generic;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

// RFC 7208 section 5: the mechanisms.
internal sealed partial class SpfSession
{
    // Section 4.6.4: not more than ten address queries for one mx; of the names of one address only the first ten are looked at.
    private const int MaxNames = 10;

    private List<string>? _validatedNames;

    private ValueTask<SpfMatch> MatchesAsync(SpfDirective directive, string domain) => directive.Mechanism switch
    {
        SpfMechanism.All => new ValueTask<SpfMatch>(SpfMatch.Yes),
        SpfMechanism.Ip4 or SpfMechanism.Ip6 => new ValueTask<SpfMatch>(directive.NetworkBits.Contains(Client) ? SpfMatch.Yes : SpfMatch.No),
        _ when !TryCountLookup(domain) => new ValueTask<SpfMatch>(SpfMatch.PermError),
        SpfMechanism.Include => IncludeAsync(directive, domain),
        SpfMechanism.A => HostAsync(directive, domain),
        SpfMechanism.Mx => ExchangersAsync(directive, domain),
        SpfMechanism.Ptr => ReverseNameAsync(directive, domain),
        _ => ExistsAsync(directive, domain),
    };

    // Section 5.2
    private async ValueTask<SpfMatch> IncludeAsync(SpfDirective directive, string domain)
    {
        if (directive.Target!.Uses("sl") && !HasAsciiLocalPart)
        {
            return SpfMatch.No;
        }

        var target = Normalize(await TargetAsync(directive, domain).ConfigureAwait(false));
        var result = target is null ? SpfResult.None : await CheckHostAsync(target, isInclude: true).ConfigureAwait(false);
        switch (result)
        {
            case SpfResult.Pass:
                return SpfMatch.Yes;
            case SpfResult.TempError:
                return SpfMatch.TempError;
            case SpfResult.PermError:
                return SpfMatch.PermError;
            case SpfResult.None:
                Fail(SpfFindings.IncludeWithoutRecord, directive.Text, domain, target ?? directive.Target.Text);
                return SpfMatch.PermError;
            default:
                return SpfMatch.No;
        }
    }

    // Section 5.3
    private async ValueTask<SpfMatch> HostAsync(SpfDirective directive, string domain) =>
        await TargetAsync(directive, domain).ConfigureAwait(false) is { } name
            ? await HasClientAsync(name, directive).ConfigureAwait(false)
            : SpfMatch.No;

    // Section 5.4
    private async ValueTask<SpfMatch> ExchangersAsync(SpfDirective directive, string domain)
    {
        if (await TargetAsync(directive, domain).ConfigureAwait(false) is not { } name)
        {
            return SpfMatch.No;
        }

        var answer = await AskAsync(name, DnsRecordType.MX).ConfigureAwait(false);
        if (answer is null)
        {
            return SpfMatch.TempError;
        }

        if (!TryCountVoid(answer))
        {
            return SpfMatch.PermError;
        }

        var count = 0;
        foreach (var record in answer.Records)
        {
            var exchange = ((DnsMxRecord)record).Exchange;
            if (exchange.Length == 0 || exchange == ".")
            {
                // RFC 7505: the domain takes no mail.
                continue;
            }

            if (++count > MaxNames)
            {
                Fail(SpfFindings.TooManyExchangers, directive.Text, domain, name, answer.Records.Count);
                return SpfMatch.PermError;
            }

            var match = await HasClientAsync(exchange, directive).ConfigureAwait(false);
            if (match != SpfMatch.No)
            {
                return match;
            }
        }

        return SpfMatch.No;
    }

    // Section 5.5: what goes wrong on the way is no match, not an error.
    private async ValueTask<SpfMatch> ReverseNameAsync(SpfDirective directive, string domain)
    {
        if (await TargetAsync(directive, domain).ConfigureAwait(false) is not { } text || !Authentication.DomainText.TryNormalize(text, out var target))
        {
            return SpfMatch.No;
        }

        if (await ValidateNamesAsync().ConfigureAwait(false) is not { } names)
        {
            return SpfMatch.PermError;
        }

        foreach (var name in names)
        {
            if (Authentication.DomainText.IsSameOrBelow(name, target))
            {
                return SpfMatch.Yes;
            }
        }

        return SpfMatch.No;
    }

    // Section 5.7: the type is A, also for clients with IPv6.
    private async ValueTask<SpfMatch> ExistsAsync(SpfDirective directive, string domain)
    {
        if (await TargetAsync(directive, domain).ConfigureAwait(false) is not { } name)
        {
            return SpfMatch.No;
        }

        var answer = await AskAsync(name, DnsRecordType.A).ConfigureAwait(false);
        return answer is null ? SpfMatch.TempError
            : !TryCountVoid(answer) ? SpfMatch.PermError
            : answer.Status == DnsStatus.Found ? SpfMatch.Yes
            : SpfMatch.No;
    }

    private async ValueTask<SpfMatch> HasClientAsync(string host, SpfDirective directive)
    {
        var answer = await AskAsync(host, Client.IsIPv4 ? DnsRecordType.A : DnsRecordType.AAAA).ConfigureAwait(false);
        if (answer is null)
        {
            return SpfMatch.TempError;
        }

        if (!TryCountVoid(answer))
        {
            return SpfMatch.PermError;
        }

        var prefix = Client.IsIPv4 ? directive.IPv4PrefixLength : directive.IPv6PrefixLength;
        foreach (var record in answer.Records)
        {
            if (SpfNetwork.Of(((DnsAddressRecord)record).Address).WithPrefix(prefix).Contains(Client))
            {
                return SpfMatch.Yes;
            }
        }

        return SpfMatch.No;
    }

    /// <summary>The names of the client that lead back to its address (section 5.5); null when too many look-ups found nothing.</summary>
    private async ValueTask<List<string>?> ValidateNamesAsync()
    {
        if (_validatedNames is not null)
        {
            return _validatedNames;
        }

        // A failure here decides nothing, so it is no reason for a later error.
        var problem = Problem;
        var names = new List<string>();
        var answer = await AskAsync(DnsResolverExtensions.ReverseName(Client.ToAddress()), DnsRecordType.PTR).ConfigureAwait(false);
        if (answer is not null && !TryCountVoid(answer))
        {
            return null;
        }

        for (var i = 0; answer is not null && i < answer.Records.Count && i < MaxNames; i++)
        {
            var name = ((DnsPtrRecord)answer.Records[i]).Target;
            var addresses = await AskAsync(name, Client.IsIPv4 ? DnsRecordType.A : DnsRecordType.AAAA).ConfigureAwait(false);
            if (addresses is null)
            {
                continue;
            }

            if (!TryCountVoid(addresses))
            {
                return null;
            }

            foreach (var record in addresses.Records)
            {
                if (SpfNetwork.Of(((DnsAddressRecord)record).Address).Equals(Client))
                {
                    names.Add(name);
                    break;
                }
            }
        }

        Problem = problem;
        _validatedNames = names;
        return names;
    }

    /// <summary>The name that the macro <c>p</c> stands for (section 7.3): the domain itself, else one below it, else any, else unknown.</summary>
    internal async ValueTask<string> ValidatedNameAsync(string domain)
    {
        var best = "unknown";
        var rank = 0;
        foreach (var name in await ValidateNamesAsync().ConfigureAwait(false) ?? [])
        {
            var found = name == domain ? 3 : Authentication.DomainText.IsSameOrBelow(name, domain) ? 2 : 1;
            if (found > rank)
            {
                (best, rank) = (name, found);
            }
        }

        return best;
    }

    /// <summary>
    /// The name that a term asks for; null when it can match nothing: RFC 8616 section 4 says so of the macros s and l where the local part
    /// is not ASCII.
    /// </summary>
    private ValueTask<string?> TargetAsync(SpfDirective directive, string domain) =>
        directive.Target is null ? new ValueTask<string?>(domain)
        : directive.Target.Uses("sl") && !HasAsciiLocalPart ? new ValueTask<string?>((string?)null)
        : ExpandDomainAsync(directive.Target, domain);

    private bool HasAsciiLocalPart => IsAscii(LocalPart);
}
