using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;
using MailOps.Dns;

namespace MailOps.Domains.Posture;

/// <summary>The SPF record to publish instead of one with faults, and what a check says once it is published.</summary>
internal sealed record SpfProposal
{
    public required string Value { get; init; }

    /// <summary>The terms that were left out although they may have meant something.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Where the record needs too many look-ups and nothing else is broken: what replaces it; else null.</summary>
    public SpfFlattenedRecord? Flattened { get; init; }

    /// <summary>What is still wrong: most of it lies in the records that this one includes.</summary>
    public required FindingList Findings { get; init; }

    /// <summary>Mends the record of a domain and checks what came out.</summary>
    /// <param name="check">The check of the record as it is.</param>
    /// <param name="dns">Answers DNS queries.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <returns>Null when there is nothing to mend, or nothing that helps.</returns>
    public static async Task<SpfProposal?> MakeAsync(Task<SpfTestResult> check, IDnsResolver dns, DomainName domain, CancellationToken cancellationToken)
    {
        var spf = await check.ConfigureAwait(false);
        if (spf.Record.Length == 0 || spf.Verdict is SpfVerdict.Unknown or SpfVerdict.Missing || !spf.Findings.Any(f => GradePoints.Of(f) > 0))
        {
            return null;
        }

        var dropped = new List<string>();
        var value = SpfRepair.Repair(spf, dropped);
        var published = new PublishedRecord(dns, domain.Ascii, value);
        var after = value == spf.Record ? spf : await new SpfChecker(published).CheckAsync(domain, cancellationToken).ConfigureAwait(false);
        var flattened = IsOnlyTooLong(after) ? await new SpfFlattener(published).FlattenAsync(domain, cancellationToken).ConfigureAwait(false) : null;
        if (value == spf.Record && flattened is not { Records.Count: > 0 })
        {
            return null;
        }

        var left = flattened is null ? after.Findings : new FindingList(after.Findings.Where(f => f.Id != SpfFindings.TooManyLookups.Id));
        return new SpfProposal { Value = value, Dropped = dropped, Flattened = flattened, Findings = left };
    }

    private static bool IsOnlyTooLong(SpfTestResult spf) =>
        spf.TempError.Length == 0 && spf.Findings.Contains(SpfFindings.TooManyLookups.Id)
        && spf.Findings.All(f => f.Severity != FindingSeverity.Error || f.Id == SpfFindings.TooManyLookups.Id);

    /// <summary>The DNS as it will be with the record in its place; other texts of the domain do not matter to SPF.</summary>
    private sealed class PublishedRecord(IDnsResolver others, string domain, string record) : IDnsResolver
    {
        private readonly ZoneResolver _own = new ZoneBuilder().AddTxt(domain, record).Build();

        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            (question.Type == DnsRecordType.TXT && string.Equals(question.Name, domain, StringComparison.OrdinalIgnoreCase) ? (IDnsResolver)_own : others)
            .ResolveAsync(question, cancellationToken);
    }
}
