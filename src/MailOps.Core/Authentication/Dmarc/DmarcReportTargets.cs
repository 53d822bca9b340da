using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>
/// Whether the domains that reports are sent to have agreed, where they belong to another organization (RFC 9990 section 4): they publish
/// <c>v=DMARC1</c> at <c>DOMAIN._report._dmarc.TARGET</c>.
/// </summary>
internal sealed class DmarcReportTargets
{
    // Each target may cost a tree walk and one query more.
    private const int MaxTargets = 10;

    private readonly IDnsResolver _resolver;
    private readonly string _policyDomain;
    private readonly string? _organization;
    private readonly DmarcRecord _record;
    private readonly List<Finding> _findings;

    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="policyDomain">Where the record was found.</param>
    /// <param name="organization">The organizational domain; null when not known.</param>
    /// <param name="record">The record.</param>
    /// <param name="findings">Collects what is wrong.</param>
    public DmarcReportTargets(IDnsResolver resolver, string policyDomain, string? organization, DmarcRecord record, List<Finding> findings)
    {
        _resolver = resolver;
        _policyDomain = policyDomain;
        _organization = organization;
        _record = record;
        _findings = findings;
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        await CheckAsync("rua", _record.AggregateReports, asked, cancellationToken).ConfigureAwait(false);
        await CheckAsync("ruf", _record.FailureReports, asked, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CheckAsync(string tag, DmarcReportUriList uris, HashSet<string> asked, CancellationToken cancellationToken)
    {
        foreach (var uri in uris)
        {
            if (uri.Domain.Length > 0 && uri.Domain != _policyDomain && asked.Count < MaxTargets && asked.Add(uri.Domain)
                && !await IsSameOrganizationAsync(uri.Domain, cancellationToken).ConfigureAwait(false))
            {
                await AskAsync(tag, uri.Domain, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // An organizational domain is the domain itself or one above it, so only a target below the same organization needs a walk of its own.
    private async ValueTask<bool> IsSameOrganizationAsync(string target, CancellationToken cancellationToken)
    {
        var organization = _organization ?? _policyDomain;
        return DomainText.IsSameOrBelow(target, organization)
            && (await DmarcTreeWalk.WalkAsync(_resolver, target, cancellationToken).ConfigureAwait(false)).OrganizationalDomain is { } found
            && found == organization;
    }

    private async ValueTask AskAsync(string tag, string target, CancellationToken cancellationToken)
    {
        var name = _policyDomain + "._report._dmarc." + target;
        var answer = await _resolver.ResolveAsync(name, DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        if (answer.Status == DnsStatus.TempError)
        {
            _findings.Add(DmarcFindings.ExternalUnknown.Found(tag, target, answer.Failure!.Message));
            return;
        }

        foreach (var record in answer.RecordsOf<DnsTxtRecord>())
        {
            if (DmarcRecordParser.IsRecord(record.Text.AsSpan()))
            {
                return;
            }
        }

        _findings.Add(DmarcFindings.ExternalNotAuthorized.Found(tag, target, _policyDomain, name));
    }
}
