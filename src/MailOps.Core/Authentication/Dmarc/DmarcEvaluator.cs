using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Spf;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>Judges messages by DMARC, from the results that SPF and DKIM gave.</summary>
public sealed class DmarcEvaluator
{
    private readonly IDnsResolver _resolver;
    private readonly DmarcOptions _options;

    /// <summary>Makes an evaluator; it is safe for use from many threads at once.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="options">By which rules; null: the current ones.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Dmarc.NoPublicSuffixList</c>: RFC 7489 is asked for without a list.</exception>
    public DmarcEvaluator(IDnsResolver resolver, DmarcOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
        _options = options ?? DmarcOptions.Default;
        if (_options is { AsOf: DmarcStandard.Rfc7489, PublicSuffixes: null })
        {
            throw DmarcErrors.NoPublicSuffixList();
        }
    }

    /// <summary>Judges one message.</summary>
    /// <param name="input">The domain of the From field and what SPF and DKIM gave.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <returns>The result; None also for a text that no domain can be.</returns>
    public async ValueTask<DmarcEvaluation> EvaluateAsync(DmarcInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!DomainText.TryNormalize(input.AuthorDomain, out var author))
        {
            return new DmarcEvaluation { Result = DmarcResult.None, AuthorDomain = DisplayText.Quote(input.AuthorDomain), Standard = _options.AsOf };
        }

        return _options.AsOf == DmarcStandard.Rfc7489
            ? await new DmarcLegacyEvaluation(_resolver, _options.PublicSuffixes!).EvaluateAsync(author, input, cancellationToken).ConfigureAwait(false)
            : await EvaluateAsync(author, input, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<DmarcEvaluation> EvaluateAsync(string author, DmarcInput input, CancellationToken cancellationToken)
    {
        var discovery = await DmarcDiscovery.DiscoverAsync(_resolver, author, cancellationToken).ConfigureAwait(false);
        var evaluation = new DmarcEvaluation
        {
            Result = DmarcResult.None,
            AuthorDomain = author,
            OrganizationalDomain = discovery.Walk.OrganizationalDomain ?? "",
            PolicyQueries = new TextList(discovery.PolicyQueries),
        };
        if (discovery.Failed is { } failed)
        {
            return evaluation with { Result = DmarcResult.TempError, TempError = failed.Failure!.Message };
        }

        if (discovery.Record is not { Applies: true } record)
        {
            return evaluation;
        }

        evaluation = evaluation with
        {
            Record = record,
            PolicyDomain = discovery.PolicySource!.Domain,
            Policy = discovery.Policy,
            PolicyTag = discovery.PolicyTag,
        };
        var alignment = new DmarcTreeWalkAlignment(_resolver, discovery.Walk);
        var spf = await SpfAsync(alignment, record, input, cancellationToken).ConfigureAwait(false);
        var dkim = await DkimAsync(alignment, record, input, cancellationToken).ConfigureAwait(false);
        evaluation = evaluation with { SpfAligned = spf == Aligned.Yes, DkimAligned = dkim == Aligned.Yes };
        if (evaluation.SpfAligned || evaluation.DkimAligned)
        {
            return evaluation with { Result = DmarcResult.Pass, Disposition = DmarcPolicy.None };
        }

        // Section 5.3.6: without an answer that is needed, the message neither passes nor fails.
        if (spf == Aligned.Unknown || dkim == Aligned.Unknown || discovery.Policy is not { } policy)
        {
            return evaluation with { Result = DmarcResult.TempError, TempError = alignment.TempError ?? discovery.ExistenceFailure?.Message ?? DmarcErrors.SourceUnknown };
        }

        return evaluation with { Result = DmarcResult.Fail, Disposition = record.IsTesting ? StepDown(policy) : policy };
    }

    /// <summary>One step less: what test mode asks for (RFC 9989 section 4.7, tag t).</summary>
    internal static DmarcPolicy StepDown(DmarcPolicy policy) => policy == DmarcPolicy.Reject ? DmarcPolicy.Quarantine : DmarcPolicy.None;

    // A TempError matters only where a pass would have: at an aligned domain.
    private static async ValueTask<Aligned> SpfAsync(DmarcTreeWalkAlignment alignment, DmarcRecord record, DmarcInput input, CancellationToken cancellationToken)
    {
        var best = Aligned.No;
        foreach (var entry in input.Spf)
        {
            if (best != Aligned.Yes && entry.Scope == SpfScope.MailFrom && entry.Result is SpfResult.Pass or SpfResult.TempError)
            {
                var aligned = await alignment.IsAlignedAsync(entry.Domain, record.SpfAlignment, cancellationToken).ConfigureAwait(false);
                best = Better(best, aligned == Aligned.Yes && entry.Result == SpfResult.TempError ? Aligned.Unknown : aligned);
            }
        }

        return best;
    }

    private static async ValueTask<Aligned> DkimAsync(DmarcTreeWalkAlignment alignment, DmarcRecord record, DmarcInput input, CancellationToken cancellationToken)
    {
        var best = Aligned.No;
        foreach (var entry in input.Dkim)
        {
            if (best != Aligned.Yes && entry.Result is DkimResult.Pass or DkimResult.TempError)
            {
                var aligned = await alignment.IsAlignedAsync(entry.Domain, record.DkimAlignment, cancellationToken).ConfigureAwait(false);
                best = Better(best, aligned == Aligned.Yes && entry.Result == DkimResult.TempError ? Aligned.Unknown : aligned);
            }
        }

        return best;
    }

    private static Aligned Better(Aligned left, Aligned right) => left > right ? left : right;
}
