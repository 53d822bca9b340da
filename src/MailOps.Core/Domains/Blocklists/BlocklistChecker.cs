using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Blocklists;

/// <summary>
/// Asks blocklists about an address, or about a domain and the addresses of its mail servers: the work behind <c>Test-MailBlocklist</c>. All lists are asked
/// at the same time.
/// </summary>
public sealed class BlocklistChecker
{
    private const int MaxServers = 10;
    private const int MaxAddresses = 20;

    private readonly IDnsResolver _resolver;
    private readonly IReadOnlyList<MailBlocklist> _lists;
    private readonly BlocklistProbe _probe;

    /// <summary>Makes a checker; it is safe for use from many threads at once.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="lists">The lists; null for <see cref="MailBlocklist.Default"/>.</param>
    public BlocklistChecker(IDnsResolver resolver, IReadOnlyList<MailBlocklist>? lists = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
        _lists = lists ?? MailBlocklist.Default;
        _probe = new BlocklistProbe(resolver);
    }

    /// <summary>Checks an address or a domain.</summary>
    /// <param name="target">An IPv4 or IPv6 address, or a domain.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Domain.Invalid</c>: it is neither.</exception>
    public async ValueTask<BlocklistTestResult> CheckAsync(string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var findings = new List<Finding>();
        var work = new List<Task<(BlocklistAnswer Answer, Finding? Finding)>>();
        string name;
        if (IPAddress.TryParse(target.Trim('[', ']'), out var address))
        {
            name = NetworkAddresses.Plain(address).ToString();
            Ask(NetworkAddresses.Plain(address), work, findings, cancellationToken);
        }
        else
        {
            name = new DomainName(target).Ascii;
            work.AddRange(_lists.Where(l => l.ListsDomains).Select(l => _probe.AskAsync(l, name, BlocklistQuestion.NameOf(name, l.Zone), cancellationToken).AsTask()));
            foreach (var server in await ServersAsync(name, findings, cancellationToken).ConfigureAwait(false))
            {
                Ask(server, work, findings, cancellationToken);
            }
        }

        var answers = await Task.WhenAll(work).ConfigureAwait(false);
        findings.AddRange(answers.Select(a => a.Finding).OfType<Finding>().GroupBy(f => f.Message).Select(g => g.First()));
        return new BlocklistTestResult
        {
            Target = name,
            Verdict = answers.Any(a => a.Answer.Verdict == BlocklistVerdict.Listed) ? BlocklistVerdict.Listed
                : answers.Any(a => a.Answer.Verdict == BlocklistVerdict.Clean) ? BlocklistVerdict.Clean
                : BlocklistVerdict.Unknown,
            Answers = new BlocklistAnswerList(answers.Select(a => a.Answer)),
            Findings = new FindingList(findings),
        };
    }

    private void Ask(IPAddress address, List<Task<(BlocklistAnswer Answer, Finding? Finding)>> work, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (!BlocklistQuestion.IsPublic(address))
        {
            findings.Add(BlocklistFindings.NotPublic.Found(address));
            return;
        }

        work.AddRange(_lists.Where(l => !l.ListsDomains && (l.ListsIPv6 || address.AddressFamily == AddressFamily.InterNetwork))
            .Select(l => _probe.AskAsync(l, address.ToString(), BlocklistQuestion.NameOf(address, l.Zone), cancellationToken).AsTask()));
    }

    private async ValueTask<IReadOnlyList<IPAddress>> ServersAsync(string domain, List<Finding> findings, CancellationToken cancellationToken)
    {
        var exchangers = await _resolver.GetMxAsync(domain, cancellationToken).ConfigureAwait(false);
        var hosts = exchangers.RecordsOf<DnsMxRecord>().Select(r => r.Exchange).Where(h => h.Length > 0 && h != ".").Take(MaxServers).ToList();
        var answers = await Task.WhenAll(hosts.Select(h => _resolver.GetAddressesAsync(h, cancellationToken).AsTask())).ConfigureAwait(false);
        var addresses = answers.SelectMany(a => a.RecordsOf<DnsAddressRecord>()).Select(r => NetworkAddresses.Plain(r.Address)).Distinct().Take(MaxAddresses).ToList();
        if (addresses.Count == 0)
        {
            findings.Add(BlocklistFindings.NoServers.Found(domain));
        }

        return addresses;
    }
}
