using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dmarc;
using MailOps.Dns;

namespace MailOps.Domains.Bimi;

/// <summary>
/// Checks whether receivers can show the logo of a domain: the BIMI record, the DMARC policy that it needs, the logo over HTTPS against its profile, and the mark
/// certificate. The work behind <c>Test-BimiRecord</c>. Safe for many threads.
/// </summary>
public sealed class BimiChecker
{
    private readonly IDnsResolver _resolver;
    private readonly MailClock _clock;
    private readonly BimiCheckOptions _options;
    private readonly string _selector;

    /// <summary>Makes a checker.</summary>
    /// <param name="resolver">Answers DNS queries, those for the addresses of web servers too.</param>
    /// <param name="clock">The clock for timeouts and certificates.</param>
    /// <param name="options">How BIMI is tested; null for the defaults.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Domain.InvalidSelector</c>: the selector is none.</exception>
    public BimiChecker(IDnsResolver resolver, MailClock clock, BimiCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(clock);
        _resolver = resolver;
        _clock = clock;
        _options = options ?? new BimiCheckOptions();
        _selector = DomainName.TryParse(_options.Selector + ".example", out var name)
            ? name.Ascii.Substring(0, name.Ascii.Length - ".example".Length)
            : throw BimiErrors.InvalidSelector(_options.Selector);
    }

    /// <summary>Checks one domain.</summary>
    /// <param name="domain">The domain; not the name with <c>_bimi</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the network.</param>
    /// <returns>The result. A failure of DNS or network is the verdict Unknown, not an exception.</returns>
    public async ValueTask<BimiTestResult> CheckAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var findings = new List<Finding>();
        var dmarc = await new DmarcChecker(_resolver).CheckAsync(domain, cancellationToken).ConfigureAwait(false);
        var owner = domain.Ascii;
        var found = await FindAsync(owner, cancellationToken).ConfigureAwait(false);

        // BIMI draft section 7.2: without a record of its own a domain has that of its organizational domain.
        if (found is { Count: 0, Almost: null, Failure: null } && dmarc.OrganizationalDomain.Length > 0 && dmarc.OrganizationalDomain != owner)
        {
            owner = dmarc.OrganizationalDomain;
            found = await FindAsync(owner, cancellationToken).ConfigureAwait(false);
        }

        var result = new BimiTestResult { Domain = domain.Ascii, Selector = _selector, Verdict = RecordVerdict.Invalid, DmarcPolicy = dmarc.Policy };
        if (Read(ref result, found, owner, findings) is { } record)
        {
            result = result with { RecordDomain = owner, IsDeclined = record.IsDeclined, LogoUri = record.Location, CertificateUri = record.Authority };
            result = record.IsDeclined
                ? Decline(result, findings)
                : await JudgeAsync(result, dmarc, [domain.Ascii, owner, Name(domain.Ascii), Name(owner)], findings, cancellationToken).ConfigureAwait(false);
        }

        return result with { Findings = new FindingList(findings) };
    }

    private string Name(string domain) => _selector + "._bimi." + domain;

    private ValueTask<RecordLookup> FindAsync(string domain, CancellationToken cancellationToken) =>
        RecordLookup.FindAsync(_resolver, Name(domain), BimiRecord.Version, cancellationToken);

    private BimiRecord? Read(ref BimiTestResult result, RecordLookup found, string owner, List<Finding> findings)
    {
        if (found.Failure is { } failure)
        {
            findings.Add(BimiFindings.LookupFailed.Found(Name(owner), failure.Message));
            result = result with { Verdict = RecordVerdict.Unknown, TempError = failure.Message };
        }
        else if (found.Count > 1)
        {
            findings.Add(BimiFindings.MultipleRecords.Found(Name(owner), found.Count));
        }
        else if (found.Record is { } text)
        {
            result = result with { Record = text };
            return BimiRecord.Read(text, findings);
        }
        else if (found.Almost is { } almost)
        {
            findings.Add(BimiFindings.Version.Found(DisplayText.Quote(almost)));
            result = result with { Record = almost };
        }
        else
        {
            findings.Add(BimiFindings.NoRecord.Found(result.Domain));
            result = result with { Verdict = RecordVerdict.Missing };
        }

        return null;
    }

    private BimiTestResult Decline(BimiTestResult result, List<Finding> findings)
    {
        findings.Add(BimiFindings.Declined.Found(Name(result.RecordDomain)));
        return result with { Verdict = RecordVerdict.Valid };
    }

    private async Task<BimiTestResult> JudgeAsync(
        BimiTestResult result, DmarcTestResult dmarc, IReadOnlyList<string> names, List<Finding> findings, CancellationToken cancellationToken)
    {
        var doubt = JudgeDmarc(dmarc, findings);
        var files = new BimiFiles(_resolver, _clock, _options, findings);
        var logo = await files.FetchLogoAsync(result.LogoUri, cancellationToken).ConfigureAwait(false);
        if (logo is { } seen)
        {
            result = result with { LogoSize = seen.Plain.Length, LogoTitle = SvgProfile.Check(seen.Plain, result.LogoUri, findings) };
        }

        if (result.CertificateUri.Length == 0)
        {
            findings.Add(BimiFindings.NoCertificate.Found());
        }
        else if (await files.FetchCertificatesAsync(result.CertificateUri, cancellationToken).ConfigureAwait(false) is { } chain)
        {
            result = result with { Certificate = new BimiCertificateCheck(_options, _clock.UtcNow).Run(chain, names, logo, findings) };
        }

        doubt = doubt.Length > 0 ? doubt : files.TempError;
        var isBroken = findings.Exists(f => f.Severity == FindingSeverity.Error);
        return result with
        {
            Verdict = isBroken ? RecordVerdict.Invalid : doubt.Length > 0 ? RecordVerdict.Unknown : RecordVerdict.Valid,
            TempError = isBroken ? "" : doubt,
        };
    }

    // Why nobody knows; empty when it is known.
    private static string JudgeDmarc(DmarcTestResult dmarc, List<Finding> findings)
    {
        if (dmarc.Verdict == DmarcVerdict.Unknown)
        {
            findings.Add(BimiFindings.DmarcUnknown.Found(dmarc.Domain, dmarc.TempError));
            return dmarc.TempError;
        }

        if (dmarc.Verdict != DmarcVerdict.Valid || dmarc.Policy is not { } policy)
        {
            findings.Add(BimiFindings.NoDmarc.Found(dmarc.Domain));
            return "";
        }

        if (policy == DmarcPolicy.None)
        {
            findings.Add(BimiFindings.NotEnforced.Found(dmarc.Domain, "none"));
        }
        else if (dmarc.SubdomainPolicy == DmarcPolicy.None && dmarc.OrganizationalDomain == dmarc.Domain)
        {
            findings.Add(BimiFindings.SubdomainsOpen.Found(dmarc.Domain));
        }

        if (dmarc.ParsedRecord is { LegacyPercent: < 100 } record)
        {
            findings.Add(BimiFindings.Percentage.Found(dmarc.Domain, record.LegacyPercent));
        }

        if (dmarc.IsTesting)
        {
            findings.Add(BimiFindings.Testing.Found(dmarc.Domain));
        }

        return "";
    }
}
