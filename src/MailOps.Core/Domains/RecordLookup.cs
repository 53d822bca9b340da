using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains;

/// <summary>
/// The TXT records at one name of which one is meant: the one that begins with the version. Others are ignored, and of several with the
/// version all are (RFC 8460 section 3, RFC 8461 section 3.1).
/// </summary>
internal sealed record RecordLookup
{
    /// <summary>The one record; null when there is none, or more than one.</summary>
    public string? Record { get; init; }

    /// <summary>How many begin with the version.</summary>
    public int Count { get; init; }

    /// <summary>A record that would be the one but for the case of its version, or blanks before it; null without one.</summary>
    public string? Almost { get; init; }

    /// <summary>Why nobody knows; null when that is not so.</summary>
    public DnsFailure? Failure { get; init; }

    public static async ValueTask<RecordLookup> FindAsync(IDnsResolver resolver, string name, string version, CancellationToken cancellationToken)
    {
        var answer = await resolver.GetTxtAsync(name, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is not null)
        {
            return new RecordLookup { Failure = answer.Failure };
        }

        var texts = answer.RecordsOf<DnsTxtRecord>().Select(record => record.Text).ToList();
        List<string> found = [.. texts.Where(text => FieldList.HasVersion(text, version))];
        return new RecordLookup
        {
            Record = found.Count == 1 ? found[0] : null,
            Count = found.Count,
            Almost = texts.FirstOrDefault(text => FieldList.HasVersion(text.Trim(), version, StringComparison.OrdinalIgnoreCase) && !found.Contains(text)),
        };
    }
}
