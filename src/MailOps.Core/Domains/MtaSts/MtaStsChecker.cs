using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Net.Http;

namespace MailOps.Domains.MtaSts;

/// <summary>
/// Checks the MTA-STS of a domain as a sender would use it: the record, the policy over HTTPS with a valid certificate, and whether the policy names
/// the domain's mail servers. The work behind <c>Test-MtaStsPolicy</c>. Safe for many threads.
/// </summary>
public sealed class MtaStsChecker
{
    private const int DefaultPort = 443;

    // RFC 8461 section 3.3.
    private const int MaxBytes = 64 * 1024;

    // Section 10.2 wants weeks; a day is what is left of it when everything else is tested.
    private static readonly TimeSpan ShortMaxAge = TimeSpan.FromDays(1);

    private readonly IDnsResolver _resolver;
    private readonly HttpsGet _https;

    /// <summary>Makes a checker.</summary>
    /// <param name="resolver">Answers DNS queries, those for the address of the web server too.</param>
    /// <param name="clock">The clock for timeouts.</param>
    public MtaStsChecker(IDnsResolver resolver, MailClock clock)
        : this(resolver, clock, DefaultPort, [])
    {
    }

    internal MtaStsChecker(IDnsResolver resolver, MailClock clock, int port, IReadOnlyList<X509Certificate2> trustedRoots)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(clock);
        _resolver = resolver;
        Port = port;
        _https = new HttpsGet(clock, PublicHostLookup.For(resolver)) { TrustedRoots = trustedRoots, MaxBytes = MaxBytes };
    }

    /// <summary>Another web server than <c>mta-sts.</c> and the domain, for tests whose certificates have another name.</summary>
    internal string? PolicyHost { get; init; }

    private int Port { get; }

    /// <summary>Checks one domain.</summary>
    /// <param name="domain">The domain; not the name with <c>_mta-sts</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the network.</param>
    /// <returns>The result. A failure of DNS or network is the verdict Unknown, not an exception.</returns>
    public async ValueTask<MtaStsTestResult> CheckAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var name = domain.Ascii;
        var findings = new List<Finding>();
        var found = await RecordLookup.FindAsync(_resolver, "_mta-sts." + name, MtaStsRecord.Version, cancellationToken).ConfigureAwait(false);
        var result = Judge(name, found, findings);
        if (result.PolicyId.Length > 0)
        {
            var host = PolicyHost ?? "mta-sts." + name;
            var uri = new Uri("https://" + host + (Port == DefaultPort ? "" : ":" + Port.ToString(CultureInfo.InvariantCulture)) + "/.well-known/mta-sts.txt");
            result = await FetchAsync(result with { PolicyUri = uri.AbsoluteUri }, uri, findings, cancellationToken).ConfigureAwait(false);
        }

        return result with { Findings = new FindingList(findings) };
    }

    private static MtaStsTestResult Judge(string domain, RecordLookup found, List<Finding> findings)
    {
        var result = new MtaStsTestResult { Domain = domain, Verdict = RecordVerdict.Invalid };
        if (found.Failure is { } failure)
        {
            findings.Add(MtaStsFindings.LookupFailed.Found("_mta-sts." + domain, failure.Message));
            return result with { Verdict = RecordVerdict.Unknown, TempError = failure.Message };
        }

        if (found.Count > 1)
        {
            findings.Add(MtaStsFindings.MultipleRecords.Found("_mta-sts." + domain, found.Count));
            return result;
        }

        if (found.Record is { } record)
        {
            return result with { Record = record, PolicyId = MtaStsRecord.Read(record, findings)?.Id ?? "" };
        }

        if (found.Almost is { } almost)
        {
            findings.Add(MtaStsFindings.Version.Found(almost));
            return result with { Record = almost };
        }

        findings.Add(MtaStsFindings.NoRecord.Found(domain));
        return result with { Verdict = RecordVerdict.Missing };
    }

    private async ValueTask<MtaStsTestResult> FetchAsync(
        MtaStsTestResult result, Uri uri, List<Finding> findings, CancellationToken cancellationToken)
    {
        HttpResponse response;
        try
        {
            response = await _https.RunAsync(uri, "text/plain", cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e) when (e.Kind is MailOpsErrorKind.Unavailable or MailOpsErrorKind.Timeout)
        {
            findings.Add(MtaStsFindings.NotReached.Found(uri.Host, e.Message));
            return result with { Verdict = RecordVerdict.Unknown, TempError = e.Message };
        }
        catch (MailOpsException e) when (e.ErrorId == PublicHostLookup.Refused)
        {
            findings.Add(MtaStsFindings.NotPublic.Found(uri.Host, e.Message));
            return result with { Verdict = RecordVerdict.Unknown, TempError = e.Message };
        }
        catch (MailOpsException e)
        {
            findings.Add(Explain(e, uri));
            return result;
        }

        if (response.Status is >= 300 and < 400)
        {
            findings.Add(MtaStsFindings.Redirected.Found(uri.AbsoluteUri, response.Status, DisplayText.Quote(response.Location ?? "-")));
            return result;
        }

        if (response.Status != 200)
        {
            findings.Add(MtaStsFindings.Status.Found(uri.AbsoluteUri, response.Status));
            return result;
        }

        if (response.MediaType != "text/plain")
        {
            findings.Add(MtaStsFindings.MediaType.Found(response.MediaType));
        }

        return MtaStsPolicyReader.Read(Encoding.UTF8.GetString(response.Body), findings) is { } policy
            ? await CompareAsync(Describe(result, policy, findings), policy, findings, cancellationToken).ConfigureAwait(false)
            : result;
    }

    private static Finding Explain(MailOpsException e, Uri uri) => e.ErrorId switch
    {
        "MailOps.Net.CertificateExpired" => MtaStsFindings.CertificateExpired.Found(e.Message),
        "MailOps.Net.CertificateWrongName" => MtaStsFindings.CertificateOtherName.Found(e.Message, uri.Host),
        "MailOps.Net.CertificateUntrusted" => MtaStsFindings.CertificateUntrusted.Found(e.Message),
        "MailOps.Net.TooLarge" => MtaStsFindings.TooLarge.Found(uri.AbsoluteUri, MaxBytes),
        _ => MtaStsFindings.NotFetched.Found(uri.AbsoluteUri, e.Message),
    };

    private static MtaStsTestResult Describe(MtaStsTestResult result, MtaStsPolicy policy, List<Finding> findings)
    {
        if (policy.Mode == MtaStsMode.Testing)
        {
            findings.Add(MtaStsFindings.Testing.Found());
        }
        else if (policy.Mode == MtaStsMode.None)
        {
            findings.Add(MtaStsFindings.Off.Found());
        }

        if (policy.Mode != MtaStsMode.None && policy.MaxAge < ShortMaxAge)
        {
            findings.Add(MtaStsFindings.ShortMaxAge.Found((long)policy.MaxAge.TotalSeconds));
        }

        return result with { Verdict = RecordVerdict.Valid, Mode = policy.Mode, MaxAge = policy.MaxAge, PolicyMx = policy.Mx };
    }

    // RFC 8461 section 4.1; without MX records the domain is its own mail server (RFC 5321 section 5.1).
    private async ValueTask<MtaStsTestResult> CompareAsync(
        MtaStsTestResult result, MtaStsPolicy policy, List<Finding> findings, CancellationToken cancellationToken)
    {
        var answer = await _resolver.GetMxAsync(result.Domain, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is { } failure)
        {
            findings.Add(MtaStsFindings.LookupFailed.Found(result.Domain, failure.Message));
            return result with { Verdict = RecordVerdict.Unknown, TempError = failure.Message };
        }

        List<string> hosts = [.. answer.RecordsOf<DnsMxRecord>().OrderBy(mx => mx.Preference).Select(mx => mx.Exchange).Where(host => host != ".")];
        if (answer.Status != DnsStatus.Found)
        {
            hosts.Add(result.Domain);
        }

        if (policy.Mode != MtaStsMode.None)
        {
            findings.AddRange(hosts.Where(host => !policy.Allows(host)).Select(host => MtaStsFindings.MxNotAllowed.Found(host)));
            findings.AddRange(policy.Mx.Where(pattern => !hosts.Any(host => MtaStsPolicy.Matches(pattern, host))).Select(pattern => MtaStsFindings.UnusedPattern.Found(pattern)));
        }

        return result with { MxHosts = new TextList(hosts) };
    }
}
