using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dkim;

/// <summary>
/// Finds the DKIM keys of a domain and judges them: the work behind <c>Test-DkimRecord</c> and <c>mailops dkim test</c>. Selectors cannot be listed in
/// the DNS, so without a named one the common ones are tried, and that none of them has a key says nothing.
/// </summary>
public sealed class DkimChecker
{
    private readonly IDnsResolver _resolver;

    /// <summary>Makes a checker; it is safe for use from many threads at once.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    public DkimChecker(IDnsResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
    }

    /// <summary>Checks one domain.</summary>
    /// <param name="domain">The domain; not a name with <c>_domainkey</c>.</param>
    /// <param name="selectors">The selectors to look at; empty: the common ones.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <returns>The result. A failure of the DNS, and a search without success, are the verdict Unknown, not an exception.</returns>
    /// <exception cref="MailOpsException">MailOps.Dkim.InvalidName: a selector is no name.</exception>
    public async ValueTask<DkimTestResult> CheckAsync(DomainName domain, IReadOnlyList<string> selectors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(selectors);
        var names = new List<string>();
        foreach (var selector in selectors)
        {
            var name = DomainText.TryNormalize(selector, out var normal) ? normal : throw DkimErrors.InvalidName(selector);
            if (!names.Contains(name))
            {
                names.Add(name);
            }
        }

        var keys = new DkimKeyStore(_resolver);
        return names.Count > 0
            ? await CheckNamedAsync(keys, domain.Ascii, names, cancellationToken).ConfigureAwait(false)
            : await SearchAsync(keys, domain.Ascii, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<DkimTestResult> CheckNamedAsync(DkimKeyStore keys, string domain, List<string> selectors, CancellationToken cancellationToken)
    {
        var lookups = await FindAllAsync(keys, domain, selectors, cancellationToken).ConfigureAwait(false);
        var results = new List<DkimKeyResult>();
        for (var i = 0; i < selectors.Count; i++)
        {
            results.Add(Judge(selectors[i], KeyName(selectors[i], domain), lookups[i]));
        }

        var verdict = Has(results, DkimVerdict.Invalid) ? DkimVerdict.Invalid
            : Has(results, DkimVerdict.Missing) ? DkimVerdict.Missing
            : Has(results, DkimVerdict.Unknown) ? DkimVerdict.Unknown
            : DkimVerdict.Valid;
        return Result(domain, verdict, results, selectors.Count, []);
    }

    private static async ValueTask<DkimTestResult> SearchAsync(DkimKeyStore keys, string domain, CancellationToken cancellationToken)
    {
        // What a selector of nobody finds, every selector finds.
        var wildcard = await keys.FindAsync(KeyName(CommonSelectors.Nobodys, domain), cancellationToken).ConfigureAwait(false);
        if (wildcard.Analysis?.Record is not null)
        {
            var every = Judge("*", KeyName("*", domain), wildcard);
            return Result(domain, every.Verdict, [every], 1, [DkimFindings.Wildcard.Found(domain)]);
        }

        var tried = CommonSelectors.All;
        var lookups = await FindAllAsync(keys, domain, tried, cancellationToken).ConfigureAwait(false);
        var results = new List<DkimKeyResult>();
        DnsFailure? failure = null;
        for (var i = 0; i < tried.Count; i++)
        {
            failure ??= lookups[i].Failure;

            // Under a wildcard for something else every name has a text, which is no key.
            if (lookups[i].Analysis?.Record is not null)
            {
                results.Add(Judge(tried[i], KeyName(tried[i], domain), lookups[i]));
            }
        }

        var verdict = Has(results, DkimVerdict.Valid) ? DkimVerdict.Valid : results.Count > 0 ? results[0].Verdict : DkimVerdict.Unknown;
        var findings = new List<Finding>();
        if (results.Count == 0)
        {
            var where = "_domainkey." + domain;
            findings.Add(failure is null ? DkimFindings.NoSelectorFound.Found(where, tried.Count) : DkimFindings.LookupFailed.Found(where, failure.Message));
        }

        return Result(domain, verdict, results, tried.Count, findings);
    }

    private static async Task<DkimKeyLookup[]> FindAllAsync(DkimKeyStore keys, string domain, IReadOnlyList<string> selectors, CancellationToken cancellationToken)
    {
        var tasks = new Task<DkimKeyLookup>[selectors.Count];
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = keys.FindAsync(KeyName(selectors[i], domain), cancellationToken).AsTask();
        }

        return await Task.WhenAll(tasks).ConfigureAwait(false);
    }

    private static DkimKeyResult Judge(string selector, string name, DkimKeyLookup lookup)
    {
        var findings = new List<Finding>();
        if (lookup.Failure is { } failure)
        {
            findings.Add(DkimFindings.LookupFailed.Found(name, failure.Message));
        }
        else if (lookup.Analysis is null)
        {
            findings.Add(DkimFindings.NoKey.Found(name));
        }

        if (lookup.RecordCount > 1)
        {
            findings.Add(DkimFindings.MultipleKeys.Found(name, lookup.RecordCount));
        }

        if (lookup.AliasTarget is { } target)
        {
            findings.Add(DkimFindings.Alias.Found(name, target));
        }

        findings.AddRange(lookup.Analysis?.Findings ?? FindingList.Empty);
        var record = lookup.Analysis?.Record;
        return new DkimKeyResult
        {
            Selector = selector,
            KeyName = name,
            Verdict = lookup.Failure is not null ? DkimVerdict.Unknown
                : lookup.Analysis is not { } analysis ? DkimVerdict.Missing
                : analysis.IsValid && record!.IsUsableForMail ? DkimVerdict.Valid
                : DkimVerdict.Invalid,
            KeyType = record is { KeySize: > 0 } ? record.KeyType : DkimKeyType.Unknown,
            KeySize = record?.KeySize ?? 0,
            IsRevoked = record?.IsRevoked ?? false,
            Record = record?.Text ?? "",
            AliasTarget = lookup.AliasTarget ?? "",
            ParsedRecord = record,
            Findings = new FindingList(findings),
        };
    }

    private static DkimTestResult Result(string domain, DkimVerdict verdict, List<DkimKeyResult> keys, int tried, List<Finding> findings)
    {
        foreach (var key in keys)
        {
            findings.AddRange(key.Findings);
        }

        return new DkimTestResult
        {
            Domain = domain,
            Verdict = verdict,
            Keys = new DkimKeyResultList(keys),
            SelectorsTried = tried,
            Findings = new FindingList(findings),
        };
    }

    private static bool Has(List<DkimKeyResult> results, DkimVerdict verdict) => results.Exists(r => r.Verdict == verdict);

    private static string KeyName(string selector, string domain) => selector + "._domainkey." + domain;
}
