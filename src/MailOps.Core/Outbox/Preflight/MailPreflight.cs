using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;

namespace MailOps.Outbox;

/// <summary>
/// Looks a mail over before it is queued, as a careful colleague would. One object serves the mails of one call, one after the other: it remembers
/// whom it has seen and what the network answered.
/// </summary>
public sealed class MailPreflight : IDisposable
{
    /// <summary>From how many mails on a call sends bulk mail.</summary>
    public const int BulkThreshold = 100;

    // Asking a server takes a connection; a mail below this passes everywhere.
    private const long AlwaysTaken = 5_000_000;
    private const int ShownWords = 10;

    private readonly PreflightOptions _options;
    private readonly AddressData _data;
    private readonly PhraseList _spamWords;
    private readonly OwnRules? _ownRules;
    private readonly SpellChecker? _spelling;
    private readonly RecipientCheck _recipients;
    private readonly RelayCheck _relay;
    private readonly HashSet<string> _ignored;
    private (bool Asked, long? Limit) _serverSize;

    /// <summary>Reads the files and starts the programs that the options name.</summary>
    /// <param name="options">What to look at.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Draft.*</c>: a file cannot be used, or hunspell or its dictionary is missing.</exception>
    public MailPreflight(PreflightOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _data = options.AddressData ?? AddressData.BuiltIn;
        _spamWords = options.WordList is null ? PhraseList.SpamWords.Value : PhraseList.Load(options.WordList);
        _ownRules = options.RuleFile is null ? null : OwnRules.Load(options.RuleFile);
        _recipients = new RecipientCheck(options);
        _relay = new RelayCheck(options);
        _ignored = new HashSet<string>(options.IgnoredFindings, StringComparer.OrdinalIgnoreCase);
        _spelling = options.SpellCheck.Count == 0 ? null : SpellChecker.Start(options.SpellCheck);
    }

    /// <summary>Looks at one mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="isBulk">Whether it is one of many of the same kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found, without what is to be ignored.</returns>
    /// <exception cref="MailOpsException">The suppression list cannot be read; hunspell has ended.</exception>
    public async ValueTask<FindingList> CheckAsync(OutgoingMail mail, bool isBulk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var read = new PreflightMail(mail);
        List<Finding> findings = [];
        SubjectCheck.Run(read, findings);
        PlaceholderCheck.Run(read, findings);
        BodyCheck.Run(read, _spamWords, _options, findings);
        LinkCheck.Run(read, _data, findings);
        BulkCheck.Run(read, isBulk, _options, findings);
        _recipients.Run(read, findings);
        _ownRules?.Run(read, findings);
        CheckSpelling(read, findings);
        await CheckServerAsync(mail, findings, cancellationToken).ConfigureAwait(false);
        await _recipients.LookUpAsync(read, findings, cancellationToken).ConfigureAwait(false);
        await _relay.RunAsync(read, findings, cancellationToken).ConfigureAwait(false);
        return findings.Count == 0 ? FindingList.Empty : new FindingList(findings.Where(f => !_ignored.Contains(f.Id)));
    }

    /// <summary>Looks at a draft and says what would become of it.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="isBulk">Whether it is one of many of the same kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException">The suppression list cannot be read; hunspell has ended.</exception>
    public async ValueTask<DraftCheckResult> CheckDraftAsync(MailDraft draft, bool isBulk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var mail = new OutgoingMail { Content = draft.RawMessage, Recipients = draft.Recipients };
        var findings = await CheckAsync(mail, isBulk, cancellationToken).ConfigureAwait(false);
        return new DraftCheckResult
        {
            Verdict = Verdict(findings),
            From = draft.From,
            Recipients = draft.Recipients,
            Subject = draft.Subject,
            Size = draft.Size,
            Findings = findings,
            InputObject = draft.InputObject,
        };
    }

    /// <summary>The mail as it goes on with what was found: as it is, held, or not at all.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="findings">What was found.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Draft.Blocked</c>.</exception>
    public OutgoingMail Judge(OutgoingMail mail, FindingList findings)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(findings);
        var judged = mail with { Findings = findings };
        return Verdict(findings) switch
        {
            DraftVerdict.Send => judged,
            DraftVerdict.Hold when _options.OnWarning != WarningAction.Stop => judged with { Hold = true },
            var verdict => throw DraftErrors.Blocked(string.Join(", ", mail.Recipients.Take(3)), findings, byWarnings: verdict == DraftVerdict.Hold),
        };
    }

    /// <summary>What findings lead to.</summary>
    /// <param name="findings">What was found.</param>
    public DraftVerdict Verdict(FindingList findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return _options.Force || findings.Worst is null or FindingSeverity.Info ? DraftVerdict.Send
            : findings.Worst == FindingSeverity.Error ? DraftVerdict.Block
            : _options.OnWarning == WarningAction.Send ? DraftVerdict.Send
            : DraftVerdict.Hold;
    }

    /// <summary>Ends the programs that were started.</summary>
    public void Dispose() => _spelling?.Dispose();

    private void CheckSpelling(PreflightMail mail, List<Finding> findings)
    {
        if (_spelling?.FindUnknown(mail.Subject + "\n" + mail.OwnWords) is { Count: > 0 } words)
        {
            findings.Add(DraftFindings.Misspelled.Found(
                _spelling.Dictionary, string.Join(", ", words.Take(ShownWords)) + (words.Count > ShownWords ? " …" : "")));
        }
    }

    private async ValueTask CheckServerAsync(OutgoingMail mail, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (_options.ServerSize is not { } server || mail.Content.Length <= AlwaysTaken)
        {
            return;
        }

        if (!_serverSize.Asked)
        {
            _serverSize = (true, await server.GetAsync(cancellationToken).ConfigureAwait(false));
        }

        // RFC 1870 section 4: 0 means that there is no fixed limit.
        if (_serverSize.Limit is > 0 and var limit && mail.Content.Length > limit)
        {
            findings.Add(DraftFindings.TooBigForServer.Found(mail.Content.Length / 1e6, limit / 1e6, server.Server));
        }
    }
}

/// <summary>What becomes of a mail after its preflight.</summary>
public enum DraftVerdict
{
    /// <summary>It goes out.</summary>
    Send,

    /// <summary>It would be held until a person resumes it.</summary>
    Hold,

    /// <summary>It would not be queued.</summary>
    Block,
}
