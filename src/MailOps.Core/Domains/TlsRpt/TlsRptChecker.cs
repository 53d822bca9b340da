using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.TlsRpt;

/// <summary>Looks whether a domain asks for TLS reports: the work behind <c>Test-TlsRptRecord</c>. Safe for many threads.</summary>
public sealed class TlsRptChecker
{
    private readonly IDnsResolver _resolver;

    /// <summary>Makes a checker.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    public TlsRptChecker(IDnsResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
    }

    /// <summary>Checks one domain.</summary>
    /// <param name="domain">The domain; not the name with <c>_smtp._tls</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <returns>The result. A failure of the DNS is the verdict Unknown, not an exception.</returns>
    public async ValueTask<TlsRptTestResult> CheckAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var name = "_smtp._tls." + domain.Ascii;
        var found = await RecordLookup.FindAsync(_resolver, name, TlsRptRecord.Version, cancellationToken).ConfigureAwait(false);
        var findings = new List<Finding>();
        var result = Judge(domain.Ascii, name, found, findings);
        return result with { Findings = new FindingList(findings) };
    }

    private static TlsRptTestResult Judge(string domain, string name, RecordLookup found, List<Finding> findings)
    {
        var result = new TlsRptTestResult { Domain = domain, Verdict = RecordVerdict.Invalid };
        if (found.Failure is { } failure)
        {
            findings.Add(TlsRptFindings.LookupFailed.Found(name, failure.Message));
            return result with { Verdict = RecordVerdict.Unknown, TempError = failure.Message };
        }

        if (found.Count > 1)
        {
            findings.Add(TlsRptFindings.MultipleRecords.Found(name, found.Count));
            return result;
        }

        if (found.Record is { } record)
        {
            var parsed = TlsRptRecord.Read(record, findings);
            return result with
            {
                Verdict = parsed is null ? RecordVerdict.Invalid : RecordVerdict.Valid,
                Record = record,
                Rua = parsed?.Rua ?? TextList.Empty,
            };
        }

        if (found.Almost is { } almost)
        {
            findings.Add(TlsRptFindings.Version.Found(almost));
            return result with { Record = almost };
        }

        findings.Add(TlsRptFindings.NoRecord.Found(domain));
        return result with { Verdict = RecordVerdict.Missing };
    }
}
