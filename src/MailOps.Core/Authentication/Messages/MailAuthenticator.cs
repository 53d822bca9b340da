using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Signing;
using MailOps.Authentication.Spf;
using MailOps.Dns;

namespace MailOps.Authentication;

/// <summary>
/// Judges whole messages as a receiver does: SPF, DKIM, ARC in one pass over the body, and DMARC over their results. It is safe for use from many
/// threads at once.
/// </summary>
public sealed class MailAuthenticator
{
    private readonly DkimKeyStore _keys;
    private readonly DkimOptions _options;
    private readonly SpfEvaluator _spf;
    private readonly DmarcEvaluator _dmarc;

    /// <summary>Makes an authenticator; one that is kept also keeps the keys that it has read.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="options">Limits and clock; null: the usual ones.</param>
    /// <param name="dmarc">By which rules of DMARC; null: the current ones.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Dmarc.NoPublicSuffixList</c>: RFC 7489 is asked for without a list.</exception>
    public MailAuthenticator(IDnsResolver resolver, DkimOptions? options = null, DmarcOptions? dmarc = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _keys = new DkimKeyStore(resolver);
        _options = options ?? DkimOptions.Default;
        _spf = new SpfEvaluator(resolver, new SpfOptions { Clock = _options.Clock });
        _dmarc = new DmarcEvaluator(resolver, dmarc);
    }

    /// <summary>Judges a message in memory.</summary>
    /// <param name="message">The whole message, lines ending with CRLF or LF.</param>
    /// <param name="query">How it came.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    public ValueTask<MailAuthenticationResult> CheckAsync(ReadOnlyMemory<byte> message, MailAuthenticationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pass(query, cancellationToken).RunAsync(message);
    }

    /// <summary>Judges a message while it is read; its body may be of any size.</summary>
    /// <param name="message">The whole message; read to its end and left open.</param>
    /// <param name="query">How it came.</param>
    /// <param name="cancellationToken">Ends the reading and the wait for the DNS.</param>
    public ValueTask<MailAuthenticationResult> CheckAsync(Stream message, MailAuthenticationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(query);
        return Pass(query, cancellationToken).RunAsync(message, cancellationToken);
    }

    /// <summary>Judges the message in a file.</summary>
    /// <param name="path">An .eml file.</param>
    /// <param name="query">How it came.</param>
    /// <param name="cancellationToken">Ends the reading and the wait for the DNS.</param>
    /// <exception cref="MailOpsException">MailOps.Authentication.MessageUnreadable.</exception>
    public async ValueTask<MailAuthenticationResult> CheckFileAsync(string path, MailAuthenticationQuery query, CancellationToken cancellationToken)
    {
        using var file = MessageFile.Open(path);
        return await CheckAsync(file, query, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says what receivers would make of a message that is not sent yet; a valid key counts as a signature that passes.</summary>
    /// <param name="forecast">The message.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    public ValueTask<MailAuthenticationResult> PredictAsync(MailForecast forecast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return new ForecastRun(_keys, _spf, _dmarc).RunAsync(forecast, cancellationToken);
    }

    private SignedMessagePass<(DkimVerificationRun Dkim, ArcVerificationRun Arc), MailAuthenticationResult> Pass(
        MailAuthenticationQuery query, CancellationToken cancellationToken) => new()
    {
        MaxHeaderLength = _options.MaxHeaderLength,
        Begin = (header, hashes) => (
            DkimVerificationRun.Begin(header, hashes, _keys, _options, cancellationToken), ArcVerificationRun.Begin(header, hashes, _keys, cancellationToken)),
        Complete = (header, run) => JudgeAsync(header, query, run.Dkim, run.Arc, cancellationToken),
        HeaderTooLong = HeaderTooLong,
    };

    private async ValueTask<MailAuthenticationResult> JudgeAsync(
        SignedHeader header, MailAuthenticationQuery query, DkimVerificationRun dkimRun, ArcVerificationRun arcRun, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var path = MessagePath.Read(header, query, findings);
        var spf = path.ClientAddress is null ? null : await _spf.CheckAsync(path.ToSpfQuery(), cancellationToken).ConfigureAwait(false);
        var dkim = await dkimRun.CompleteAsync().ConfigureAwait(false);
        var arc = await arcRun.CompleteAsync().ConfigureAwait(false);
        var authors = ReadAuthors(header, findings);
        var dmarc = await EvaluateAsync(authors.Judged, spf, dkim, cancellationToken).ConfigureAwait(false);
        var result = MessageResult.Compose(spf, dkim, dmarc, arc, findings, query.AuthservId.Length > 0 ? query.AuthservId : path.By.Length > 0 ? path.By : "mailops");
        return result with
        {
            // For the authors that were not judged nothing vouches.
            Action = authors.HasMore && result.Action < ReceiverAction.Suspect ? ReceiverAction.Suspect : result.Action,
            MessageId = path.MessageId,
            ClientSource = path.Source,
            ClientAddress = path.ClientAddress?.ToString() ?? "",
            Helo = path.Helo,
            MailFrom = path.MailFrom ?? "",
            ReceivedBy = path.Source == ClientSource.ReceivedField ? path.By : "",
        };
    }

    private static AuthorDomains ReadAuthors(SignedHeader header, List<Finding> findings)
    {
        var authors = new AuthorDomains();
        for (var i = 0; i < header.Count; i++)
        {
            if (header.IsNamed(i, "from"u8))
            {
                authors.Add(header.Value(i));
            }
        }

        if (authors.Count != 1)
        {
            findings.Add(
                authors.Count == 0 ? MessageFindings.NoAuthor.Found() : MessageFindings.SeveralAuthors.Found(authors.Count, authors.Judged.Count));
        }

        return authors;
    }

    // RFC 9989 section 5.3.1: of several author domains the strictest outcome counts.
    private async ValueTask<DmarcEvaluation?> EvaluateAsync(
        IReadOnlyList<string> authors, SpfCheckResult? spf, DkimVerification dkim, CancellationToken cancellationToken)
    {
        DmarcEvaluation? worst = null;
        foreach (var author in authors)
        {
            var evaluation = await _dmarc.EvaluateAsync(MessageResult.DmarcInputOf(author, spf, dkim), cancellationToken).ConfigureAwait(false);
            if (worst is null || MessageJudgement.ActionFor(spf, dkim, evaluation) > MessageJudgement.ActionFor(spf, dkim, worst))
            {
                worst = evaluation;
            }
        }

        return worst;
    }

    private MailAuthenticationResult HeaderTooLong()
    {
        var finding = new FindingList([DkimFindings.HeaderTooLong.Found(_options.MaxHeaderLength)]);
        return new MailAuthenticationResult
        {
            AuthorDomain = "",
            Action = ReceiverAction.Reject,
            Dkim = new DkimVerification { Result = DkimResult.PermError, Findings = finding },
            Arc = new ArcVerification { Result = ArcResult.Fail },
            Findings = finding,
        };
    }
}
