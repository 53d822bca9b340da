using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>What was found at <c>_dmarc</c> of one domain.</summary>
internal sealed class DmarcLookup
{
    private const string Prefix = "_dmarc.";

    public required string Domain { get; init; }

    /// <summary>The record; null when there is none or more than one: RFC 9989 section 4.10 step 2 discards them all then.</summary>
    public DmarcRecord? Record { get; init; }

    public int RecordCount { get; init; }

    /// <summary>The TXT records there that do not begin with the version.</summary>
    public IReadOnlyList<string> OtherTexts { get; init; } = [];

    /// <summary>Null unless the DNS did not answer.</summary>
    public DnsFailure? Failure { get; init; }

    /// <summary>The name that really has the records; null when it is the one that was asked for.</summary>
    public string? AliasTarget { get; init; }

    public static string NameFor(string domain) => Prefix + domain;

    public static async ValueTask<DmarcLookup> AskAsync(IDnsResolver resolver, string domain, CancellationToken cancellationToken)
    {
        var answer = await resolver.ResolveAsync(NameFor(domain), DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        if (answer.Status != DnsStatus.Found)
        {
            return new DmarcLookup { Domain = domain, Failure = answer.Failure };
        }

        DmarcRecord? record = null;
        List<string>? others = null;
        var count = 0;
        foreach (var entry in answer.Records)
        {
            var text = ((DnsTxtRecord)entry).Text;
            if (DmarcRecordParser.Read(text, findings: null) is { } read)
            {
                count++;
                record = read;
            }
            else
            {
                (others ??= []).Add(text);
            }
        }

        return new DmarcLookup
        {
            Domain = domain,
            Record = count == 1 ? record : null,
            RecordCount = count,
            OtherTexts = others ?? (IReadOnlyList<string>)[],
            AliasTarget = answer.Aliases.Count > 0 ? answer.CanonicalName : null,
        };
    }
}
