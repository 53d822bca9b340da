using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Blocklists;

/// <summary>Asks one list, and sees to it that the list works: a dead one that answers everything, or nothing, must not be believed.</summary>
internal sealed class BlocklistProbe(IDnsResolver resolver)
{
    private const int LongestReason = 300;

    private readonly ConcurrentDictionary<string, Task<Finding?>> _faults = new(StringComparer.Ordinal);

    public async ValueTask<(BlocklistAnswer Answer, Finding? Finding)> AskAsync(MailBlocklist list, string subject, string name, CancellationToken cancellationToken)
    {
        var answer = new BlocklistAnswer { List = list.ToString(), Zone = list.Zone, Subject = subject, Verdict = BlocklistVerdict.Unknown, DelistingPage = list.DelistingPage };
        var found = await resolver.ResolveAsync(name, DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        if (found.Status == DnsStatus.TempError)
        {
            return (answer, BlocklistFindings.LookupFailed.Found(list, found.Failure!.Message));
        }

        var codes = found.RecordsOf<DnsAddressRecord>().Select(r => r.Address).ToList();
        answer = answer with { Codes = new TextList(codes.Select(c => c.ToString())) };
        if (Judge(list, codes) is { } doubt)
        {
            return (answer, doubt);
        }

        if (await FaultAsync(list, cancellationToken).ConfigureAwait(false) is { } fault)
        {
            return (answer, fault);
        }

        if (codes.Count == 0)
        {
            return (answer with { Verdict = BlocklistVerdict.Clean }, null);
        }

        var reason = await ReasonAsync(name, cancellationToken).ConfigureAwait(false);
        answer = answer with { Verdict = BlocklistVerdict.Listed, Reason = reason };
        return (answer, BlocklistFindings.Listed.Found(subject, list, answer.Codes, reason.Length > 0 ? reason : "-", list.DelistingPage.Length > 0 ? list.DelistingPage : list.Zone));
    }

    private static Finding? Judge(MailBlocklist list, List<IPAddress> codes)
    {
        if (codes.Find(c => !BlocklistQuestion.IsCode(c)) is { } strange)
        {
            return BlocklistFindings.Rewritten.Found(list, strange);
        }

        return codes.Find(BlocklistQuestion.IsRefusal) is { } refusal ? BlocklistFindings.Refused.Found(list, refusal) : null;
    }

    // Once for each list, however many targets there are.
    private Task<Finding?> FaultAsync(MailBlocklist list, CancellationToken cancellationToken) =>
        _faults.GetOrAdd(list.Zone, _ => FindFaultAsync(list, cancellationToken));

    // Section 5: 127.0.0.2 or the domain TEST must be listed, 127.0.0.1 or INVALID must not.
    private async Task<Finding?> FindFaultAsync(MailBlocklist list, CancellationToken cancellationToken)
    {
        var listed = list.TestPoint.Length > 0 ? list.TestPoint : list.ListsDomains ? "test" : "127.0.0.2";
        var clean = list.ListsDomains ? "invalid" : "127.0.0.1";
        var must = await resolver.ResolveAsync(NameOf(listed, list), DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        var mustNot = await resolver.ResolveAsync(NameOf(clean, list), DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        if ((must.Failure ?? mustNot.Failure) is { } failure)
        {
            return BlocklistFindings.LookupFailed.Found(list, failure.Message);
        }

        var codes = must.RecordsOf<DnsAddressRecord>().Select(r => r.Address).ToList();
        return Judge(list, codes)
            ?? (codes.Count == 0 ? BlocklistFindings.NotWorking.Found(list, BlocklistFindings.LacksTestPoint)
            : mustNot.Records.Count > 0 ? BlocklistFindings.NotWorking.Found(list, BlocklistFindings.ListsEverything)
            : null);
    }

    private static string NameOf(string subject, MailBlocklist list) =>
        IPAddress.TryParse(subject, out var address) ? BlocklistQuestion.NameOf(address, list.Zone) : BlocklistQuestion.NameOf(subject, list.Zone);

    private async ValueTask<string> ReasonAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await resolver.ResolveAsync(name, DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        return DisplayText.Quote(string.Join(" ", answer.RecordsOf<DnsTxtRecord>().Select(r => r.Text).Distinct().Take(5)).AsSpan(), LongestReason);
    }
}
