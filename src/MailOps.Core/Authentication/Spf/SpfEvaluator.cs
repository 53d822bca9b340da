using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

/// <summary>Evaluates SPF: the function <c>check_host()</c> of RFC 7208 section 4.</summary>
public sealed class SpfEvaluator
{
    private readonly IDnsResolver _resolver;
    private readonly SpfOptions _options;

    /// <summary>Makes an evaluator; it is safe for use from many threads at once.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="options">The limits; null: those of the standard.</param>
    public SpfEvaluator(IDnsResolver resolver, SpfOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
        _options = options ?? SpfOptions.Default;
    }

    /// <summary>Evaluates one client and sender.</summary>
    /// <param name="query">The client's address and what it said.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <returns>The result. A failure of the DNS is TempError, not an exception.</returns>
    public async ValueTask<SpfCheckResult> CheckAsync(SpfQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var session = new SpfSession(_resolver, _options, query, cancellationToken);
        var result = session.Domain is null ? SpfResult.None : await session.CheckHostAsync(session.Domain, isInclude: false).ConfigureAwait(false);
        return new SpfCheckResult
        {
            Result = result,
            Domain = session.Domain ?? DisplayText.Quote(session.DomainText),
            Scope = query.Scope,
            Sender = session.Sender,
            ClientAddress = session.Client.ToAddress().ToString(),
            Record = session.Record?.Text ?? "",
            MatchedTerm = session.Matched?.Text ?? "",
            MatchedDomain = session.Matched is null ? "" : session.MatchedDomain,
            Explanation = result == SpfResult.Fail ? await session.ExplainAsync().ConfigureAwait(false) : "",
            Lookups = session.Lookups,
            VoidLookups = session.VoidLookups,
            Findings = result is SpfResult.PermError or SpfResult.TempError && session.Problem is { } problem ? new FindingList([problem]) : FindingList.Empty,
        };
    }
}
