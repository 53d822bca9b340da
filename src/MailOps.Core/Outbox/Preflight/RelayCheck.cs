using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Dns;
using MailOps.Domains.Blocklists;

namespace MailOps.Outbox;

/// <summary>
/// What only the network knows: whether receivers will believe the author, and what blocklists say about links. Each question is asked once in a
/// call, and no answer is no verdict.
/// </summary>
internal sealed class RelayCheck
{
    private static readonly Localized Alignment = new("SPF, DKIM and DMARC", "SPF, DKIM und DMARC");

    private readonly PreflightOptions _options;
    private readonly MailAuthenticator? _authenticator;
    private readonly BlocklistChecker? _blocklists;
    private readonly Dictionary<string, IReadOnlyList<Finding>> _known = new(StringComparer.OrdinalIgnoreCase);

    public RelayCheck(PreflightOptions options)
    {
        _options = options;
        if (options.Resolver is { } resolver)
        {
            _authenticator = new MailAuthenticator(resolver);
            _blocklists = options.LinkBlocklists.Count == 0 ? null
                : new BlocklistChecker(resolver, [.. options.LinkBlocklists.Select(ToList)]);
        }
    }

    public async ValueTask RunAsync(PreflightMail mail, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (_authenticator is not null && (_options.Relay.Length > 0 || _options.DkimKey is not null)
            && MailAddress.TryParse(MailPreparer.ReadAuthor(mail.Root.Headers), out var author, out _))
        {
            var sender = MailAddress.TryParse(mail.Mail.Sender, out var given, out _) ? given : null;
            findings.AddRange(await OnceAsync(
                "author " + author.DomainText + " " + sender?.DomainText, token => ForecastAsync(author, sender, token), cancellationToken).ConfigureAwait(false));
        }

        if (_blocklists is not null)
        {
            foreach (var host in LinkCheck.Hosts(mail).Take(20))
            {
                findings.AddRange(await OnceAsync("link " + host, token => AskAsync(host, token), cancellationToken).ConfigureAwait(false));
            }
        }
    }

    private async ValueTask<IReadOnlyList<Finding>> OnceAsync(
        string question, Func<CancellationToken, ValueTask<IReadOnlyList<Finding>>> ask, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(question, out var findings))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_options.NetworkTimeout);
            try
            {
                findings = await ask(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                var reason = new Localized("the DNS did not answer in time", "das DNS hat nicht rechtzeitig geantwortet").Current;
                findings = [DraftFindings.Unknown.Found(Alignment.Current, reason)];
            }

            _known[question] = findings;
        }

        return findings;
    }

    private async ValueTask<IReadOnlyList<Finding>> ForecastAsync(MailAddress author, MailAddress? sender, CancellationToken cancellationToken)
    {
        // A relay inside one's own network says nothing about the host that will face receivers.
        if (_options.DkimKey is null && await IsInternalAsync(cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        var forecast = await _authenticator!.PredictAsync(
            new MailForecast
            {
                From = author,
                MailFrom = sender,
                Relay = _options.Relay,
                SigningDomain = _options.DkimKey?.Domain ?? "",
                Selector = _options.DkimKey?.Selector ?? "",
            },
            cancellationToken).ConfigureAwait(false);
        List<Finding> findings = [];
        if (_options.DkimKey is { } key && forecast.Dkim.Signatures.Count > 0 && forecast.Dkim.Result == DkimResult.PermError)
        {
            findings.Add(DraftFindings.KeyNotPublished.Found(
                key.Selector + "._domainkey." + key.Domain, string.Join(" ", forecast.Dkim.Signatures[0].Findings.Select(f => f.Message))));
        }

        // Only a policy that was read and a result that is certain may hold mail back.
        if (_options.Relay.Length > 0 && forecast is { DmarcResult: DmarcResult.Fail, Action: ReceiverAction.Quarantine or ReceiverAction.Reject })
        {
            findings.Add(DraftFindings.NotAligned.Found(
                author.DomainText, forecast.Action.ToString().ToLowerInvariant(), DisplayText.Quote(_options.Relay)));
        }

        return findings;
    }

    private async ValueTask<bool> IsInternalAsync(CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(_options.Relay.Trim('[', ']'), out var address))
        {
            return !BlocklistQuestion.IsPublic(address);
        }

        if (!_options.Relay.Contains('.'))
        {
            return true;
        }

        var found = await _options.Resolver!.GetAddressesAsync(_options.Relay, cancellationToken).ConfigureAwait(false);
        var addresses = found.RecordsOf<DnsAddressRecord>().Select(r => r.Address).ToList();
        return addresses.Count == 0 || addresses.Exists(a => !BlocklistQuestion.IsPublic(a));
    }

    private async ValueTask<IReadOnlyList<Finding>> AskAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out _))
        {
            return [];
        }

        List<string> unknown = [];
        foreach (var domain in DomainsOf(host))
        {
            var result = await _blocklists!.CheckAsync(domain, cancellationToken).ConfigureAwait(false);
            if (result.Verdict == BlocklistVerdict.Listed)
            {
                return [DraftFindings.LinkListed.Found(DisplayText.Quote(domain), result.ListedBy.ToString())];
            }

            if (result.Verdict == BlocklistVerdict.Unknown)
            {
                unknown.AddRange(result.Findings.Where(f => f.Severity > FindingSeverity.Info).Select(f => f.Message));
            }
        }

        return unknown.Count == 0 ? [] : [DraftFindings.Unknown.Found(DisplayText.Quote(host), string.Join(" ", unknown.Distinct()))];
    }

    // Lists know registered domains: of a.b.corp.example they are asked about this name and the two above it.
    private static IEnumerable<string> DomainsOf(string host)
    {
        var name = host.StartsWith("www.", StringComparison.Ordinal) ? host.Substring(4) : host;
        yield return name;
        for (var asked = 1; asked < 3 && name.IndexOf('.') is var dot && dot > 0 && name.IndexOf('.', dot + 1) > 0; asked++)
        {
            name = name.Substring(dot + 1);
            yield return name;
        }
    }

    private static MailBlocklist ToList(string zone) =>
        MailBlocklist.Default.FirstOrDefault(l => l.ListsDomains && (string.Equals(l.Zone, zone, StringComparison.OrdinalIgnoreCase) || string.Equals(l.Name, zone, StringComparison.OrdinalIgnoreCase)))
        ?? new MailBlocklist { Zone = zone, Name = zone, ListsDomains = true };
}
