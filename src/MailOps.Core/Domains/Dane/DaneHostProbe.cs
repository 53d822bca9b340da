using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Net;

namespace MailOps.Domains.Dane;

/// <summary>Looks at one mail server: its addresses, its TLSA records, and whether they match the certificate that it shows (RFC 7672 section 2.2).</summary>
internal sealed class DaneHostProbe(IDnsResolver resolver, MailClock clock, DaneCheckOptions options, string domain)
{
    // A name with hundreds of records is a mistake or an attack.
    private const int MaxRecords = 20;
    private const int MaxAddresses = 8;

    internal sealed record Outcome
    {
        public required DaneHost Host { get; init; }

        public List<Finding> Findings { get; } = [];

        public string TempError { get; init; } = "";

        /// <summary>Whether any answer of the DNS was validated.</summary>
        public bool SawAuthentic { get; init; }

        /// <summary>Records were there without a signature; what that means depends on whether the DNS server validates.</summary>
        public bool HasUnsigned { get; init; }
    }

    public async Task<Outcome> RunAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = await resolver.GetAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Failure is { } failure)
        {
            return Failed(host, host, failure);
        }

        var outcome = new Outcome { Host = new DaneHost { Host = host, Verdict = RecordVerdict.Missing }, SawAuthentic = addresses.IsAuthenticData };

        // Section 2.2.2: behind secure aliases the last name is the base, and the first one where that has no records.
        List<string> bases = addresses.Aliases.Count > 0 && addresses.IsAuthenticData ? [addresses.CanonicalName, host] : [host];
        foreach (var name in bases)
        {
            var answer = await resolver.GetTlsaAsync(name, options.Port, cancellationToken).ConfigureAwait(false);
            if (answer.Failure is { } fault)
            {
                return Failed(host, answer.Question.Name, fault);
            }

            outcome = outcome with { SawAuthentic = outcome.SawAuthentic || answer.IsAuthenticData };
            if (answer.Status == DnsStatus.Found && !answer.IsAuthenticData)
            {
                outcome = outcome with { HasUnsigned = true, Host = outcome.Host with { TlsaName = answer.Question.Name, Records = Describe(answer) } };
            }
            else if (answer.Status == DnsStatus.Found)
            {
                return await CompareAsync(outcome with { HasUnsigned = false }, answer, name, addresses, cancellationToken).ConfigureAwait(false);
            }
        }

        return outcome;
    }

    private static Outcome Failed(string host, string name, DnsFailure failure)
    {
        var isBogus = failure.Reason == DnsFailureReason.Bogus;
        var outcome = new Outcome
        {
            Host = new DaneHost { Host = host, Verdict = isBogus ? RecordVerdict.Invalid : RecordVerdict.Unknown },
            TempError = isBogus ? "" : failure.Message,
        };
        outcome.Findings.Add((isBogus ? DaneFindings.Bogus : DaneFindings.LookupFailed).Found(name, failure.Message));
        return outcome;
    }

    private async Task<Outcome> CompareAsync(
        Outcome outcome, DnsAnswer answer, string baseName, DnsAnswer addresses, CancellationToken cancellationToken)
    {
        var records = answer.RecordsOf<DnsTlsaRecord>().Distinct().Take(MaxRecords).ToList();
        outcome = outcome with { Host = outcome.Host with { TlsaName = answer.Question.Name, Records = Describe(answer) } };
        var usable = records.Where(DaneMatcher.IsUsable).ToList();
        var unusable = records.Except(usable).Select(r => (r.Usage is 0 or 1 ? DaneFindings.UnusableUsage : DaneFindings.UnusableData).Found(outcome.Host.Host, Short(r)));
        outcome.Findings.AddRange(unusable);
        if (usable.Count == 0)
        {
            outcome.Findings.Add(DaneFindings.NoneUsable.Found(answer.Question.Name));
            return outcome with { Host = outcome.Host with { Verdict = RecordVerdict.Invalid } };
        }

        Advise(outcome, usable);
        List<IPAddress> targets = [.. addresses.RecordsOf<DnsAddressRecord>().Select(r => NetworkAddresses.Plain(r.Address)).Distinct().Take(MaxAddresses)];
        var fetched = await new DaneCertificates(options, clock).FetchAsync(outcome.Host.Host, targets, cancellationToken).ConfigureAwait(false);
        if (fetched.Finding is { } obstacle)
        {
            outcome.Findings.Add(obstacle);
            return outcome with
            {
                Host = outcome.Host with { Verdict = fetched.TempError.Length > 0 ? RecordVerdict.Unknown : RecordVerdict.Invalid },
                TempError = fetched.TempError,
            };
        }

        return Judge(outcome, records, fetched.Chain, baseName);
    }

    private Outcome Judge(Outcome outcome, List<DnsTlsaRecord> records, IReadOnlyList<X509Certificate2> chain, string baseName)
    {
        var matcher = new DaneMatcher(chain, baseName, outcome.Host.Host, domain);
        var compared = records.Select(r => (Record: r, Outcome: matcher.Compare(r))).ToList();
        var matches = compared.Exists(c => c.Outcome == DaneOutcome.Match);
        foreach (var (record, result) in compared)
        {
            var rule = result switch
            {
                DaneOutcome.WrongName => DaneFindings.WrongName,
                DaneOutcome.InvalidChain => DaneFindings.InvalidChain,
                DaneOutcome.NoMatch when matches => DaneFindings.Stale,
                _ => null,
            };
            if (rule is not null)
            {
                outcome.Findings.Add(rule.Found(outcome.Host.Host, Short(record)));
            }
        }

        if (!matches)
        {
            outcome.Findings.Add(DaneFindings.NoMatch.Found(outcome.Host.TlsaName, "3 1 1 " + CertificateParts.KeyHash(chain[0])));
        }

        return outcome with
        {
            Host = outcome.Host with
            {
                Verdict = matches ? RecordVerdict.Valid : RecordVerdict.Invalid,
                Records = new DaneRecordList(compared.Select(c => new DaneRecord { Record = c.Record.Data, Verdict = VerdictOf(c.Outcome) })),
            },
        };
    }

    private static void Advise(Outcome outcome, List<DnsTlsaRecord> usable)
    {
        if (usable.Count == 1)
        {
            outcome.Findings.Add(DaneFindings.OneRecord.Found(outcome.Host.Host));
        }

        outcome.Findings.AddRange(usable.Where(r => r is { Usage: 3, Selector: 0 }).Select(r => DaneFindings.WholeCertificate.Found(outcome.Host.Host, Short(r))));
    }

    private static DaneRecordList Describe(DnsAnswer answer) => new(answer.RecordsOf<DnsTlsaRecord>().Distinct().Take(MaxRecords)
        .Select(r => new DaneRecord { Record = r.Data, Verdict = DaneMatcher.IsUsable(r) ? DaneRecordVerdict.NotCompared : DaneRecordVerdict.Unusable }));

    private static DaneRecordVerdict VerdictOf(DaneOutcome outcome) => outcome switch
    {
        DaneOutcome.Match => DaneRecordVerdict.Match,
        DaneOutcome.NoMatch => DaneRecordVerdict.NoMatch,
        DaneOutcome.WrongName => DaneRecordVerdict.WrongName,
        DaneOutcome.InvalidChain => DaneRecordVerdict.InvalidChain,
        _ => DaneRecordVerdict.Unusable,
    };

    // A whole certificate in a record would fill the screen.
    private static string Short(DnsTlsaRecord record) => WireText.Preview(record.Data, 22);
}
