using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Servers;

/// <summary>The names of addresses, and whether they lead back (forward-confirmed reverse DNS).</summary>
internal sealed class ServerNames(IDnsResolver resolver)
{
    // RFC 7208 section 4.6.4 looks at ten names of an address at most; more are a mistake.
    private const int MaxNames = 10;

    public async Task<(SmtpServerAddress Address, Finding? Finding)> FindAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var result = new SmtpServerAddress { Address = address.ToString() };
        var answer = await resolver.GetPtrAsync(address, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is { } failure)
        {
            return (result, SmtpServerFindings.PtrLookupFailed.Found(address, failure.Message));
        }

        var names = answer.RecordsOf<DnsPtrRecord>().Select(r => r.Target).Distinct().Take(MaxNames).ToList();
        if (names.Count == 0)
        {
            return (result, SmtpServerFindings.NoPtr.Found(address));
        }

        var answers = await Task.WhenAll(names.Select(name => resolver.GetAddressesAsync(name, cancellationToken).AsTask())).ConfigureAwait(false);
        List<string> confirmed = [.. names.Where((_, i) => answers[i].RecordsOf<DnsAddressRecord>().Any(r => r.Address.Equals(address)))];
        result = result with { Names = new TextList(names), ConfirmedNames = new TextList(confirmed) };
        return confirmed.Count > 0 ? (result, null)
            : answers.FirstOrDefault(a => a.Failure is not null)?.Failure is { } doubt ? (result, SmtpServerFindings.PtrLookupFailed.Found(address, doubt.Message))
            : (result, SmtpServerFindings.PtrNotConfirmed.Found(address, names[0]));
    }
}
