using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>How bounces are taken into the suppression list.</summary>
public sealed record SuppressionUpdaterOptions
{
    /// <summary>
    /// Whether a bounce counts that joins no mail sent from this store, as when the mail was sent by another program. Anyone can forge such
    /// a bounce, so it is a decision of the admin.
    /// </summary>
    public bool TrustUnmatched { get; init; }

    /// <summary>The policy for a preview; the store folds by its own.</summary>
    public SuppressionPolicy Policy { get; init; } = SuppressionPolicy.Default;

    /// <summary>The clock that stamps the events.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>The account on whose word unmatched bounces are trusted.</summary>
    public string Actor { get; init; } = "";
}

/// <summary>
/// Takes classified bounces into the journal, from which the suppression list is folded, and says for each what came of it. Reading the same
/// bounce twice counts once.
/// </summary>
public sealed class SuppressionUpdater
{
    private readonly IJournalStore _journal;
    private readonly ISuppressionStore _list;
    private readonly SuppressionUpdaterOptions _options;

    /// <summary>An updater for a store.</summary>
    /// <param name="journal">The journal, where sent mail is found and the bounces are recorded.</param>
    /// <param name="list">The suppression list of the same store.</param>
    /// <param name="options">How; null for the defaults.</param>
    public SuppressionUpdater(IJournalStore journal, ISuppressionStore list, SuppressionUpdaterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(list);
        _journal = journal;
        _list = list;
        _options = options ?? new SuppressionUpdaterOptions();
    }

    /// <summary>Takes one bounce in.</summary>
    /// <param name="bounce">The judgement on one recipient.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before the bounce is recorded.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read or written.</exception>
    public async Task<SuppressionDecision> UpdateAsync(BounceClassification bounce, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        if (KindOf(bounce) is not { } kind || bounce.Address.Length == 0)
        {
            return Decide(bounce, SuppressionAction.None, SuppressionTexts.NotAFailure(bounce), whatIf);
        }

        var sent = await FindSentAsync(bounce, cancellationToken).ConfigureAwait(false);
        var item = Describe(bounce, sent, kind);
        var before = (await _list.FindAsync([item.Address], cancellationToken).ConfigureAwait(false))[0];
        if (whatIf)
        {
            return Compare(bounce, item, before, SuppressionFold.Apply(before, item, _options.Policy), whatIf);
        }

        var appended = await _journal.AppendAsync([item], cancellationToken).ConfigureAwait(false);
        if (appended[0] is null)
        {
            return Decide(bounce, SuppressionAction.AlreadyKnown, SuppressionTexts.AlreadyKnown, whatIf) with { SoftFailures = before?.SoftFailures ?? 0 };
        }

        var after = (await _list.FindAsync([item.Address], cancellationToken).ConfigureAwait(false))[0];
        return Compare(bounce, item, before, after, whatIf) with { Changed = true };
    }

    private static JournalEventKind? KindOf(BounceClassification bounce) => bounce.Kind switch
    {
        BounceKind.Failure => JournalEventKind.Bounced,
        BounceKind.Complaint => JournalEventKind.Complained,
        BounceKind.Delivered => JournalEventKind.Delivered,
        _ => null,
    };

    // RFC 3464 section 2.1.1: the envelope id and the Message-ID of the returned message tell which mail it was; a report that carries the
    // id of one of our mails was written by somebody who has seen that mail.
    private async Task<MailLogEntry?> FindSentAsync(BounceClassification bounce, CancellationToken cancellationToken)
    {
        if (bounce.MessageId.Length == 0)
        {
            return null;
        }

        var page = await _journal.ReadLogAsync(new MailLogFilter { MessageId = bounce.MessageId }, null, 1000, cancellationToken).ConfigureAwait(false);
        var keys = new HashSet<string>(StringComparer.Ordinal) { AddressKey.Of(bounce.Address) };
        if (bounce.OriginalRecipient.Length > 0)
        {
            keys.Add(AddressKey.Of(bounce.OriginalRecipient));
        }

        return page.Entries.FirstOrDefault(entry => keys.Contains(AddressKey.Of(entry.Address)));
    }

    private JournalEvent Describe(BounceClassification bounce, MailLogEntry? sent, JournalEventKind kind)
    {
        // On the admin's word an unmatched failure blocks as if he had blocked the address himself, with the bounce as the evidence.
        var isTrusted = sent is null && _options.TrustUnmatched && !SuppressionFold.StaysReachable(bounce.Address)
            && ((kind == JournalEventKind.Bounced && bounce.Permanence == BouncePermanence.Hard && SuppressionFold.MayBlame(bounce.Cause))
                || kind == JournalEventKind.Complained);
        return new JournalEvent
        {
            At = _options.Clock.UtcNow,
            Kind = isTrusted ? JournalEventKind.SuppressionAdded : kind,
            Id = sent?.Id,
            ExternalKey = KeyOf(bounce, kind),
            MessageId = bounce.MessageId,
            Address = sent?.Address ?? bounce.Address,
            Campaign = sent?.Campaign ?? "",
            Stage = JournalStage.Report,
            ReplyCode = bounce.ReplyCode,
            Status = EnhancedStatus.TryParse(bounce.Status, out var status) ? status : default,
            Text = bounce.Diagnostic,
            Permanence = bounce.Permanence,
            Reason = bounce.Reason,
            Cause = bounce.Cause,
            Server = bounce.RemoteMta.Length > 0 ? bounce.RemoteMta : bounce.ReportingMta,
            Actor = isTrusted ? _options.Actor : "",
        };
    }

    // One mail fails once for a recipient, however many reports say so. Without the id of the mail the report itself has to serve.
    private static string KeyOf(BounceClassification bounce, JournalEventKind kind) => string.Join(
        "\n",
        kind.ToString(),
        AddressKey.Of(bounce.Address),
        bounce.MessageId.Length > 0 ? bounce.MessageId : bounce.ReportingMta + "\n" + bounce.EnvelopeId + "\n" + bounce.Status + "\n" + bounce.Diagnostic);

    private static SuppressionDecision Compare(
        BounceClassification bounce, JournalEvent item, SuppressionEntry? before, SuppressionEntry? after, bool whatIf)
    {
        var wasBlocked = before?.State == SuppressionState.Blocked;
        var isBlocked = after?.State == SuppressionState.Blocked;
        var (action, reason) =
            isBlocked && wasBlocked ? (SuppressionAction.AlreadyBlocked, SuppressionTexts.AlreadyBlocked)
            : isBlocked ? (SuppressionAction.Block, SuppressionTexts.Blocked(bounce))
            : after is null || ReferenceEquals(after, before) || after == before ? (SuppressionAction.None, SuppressionTexts.NotTheRecipient(bounce))
            : item.Id is null && item.Kind != JournalEventKind.SuppressionAdded ? (SuppressionAction.Unmatched, SuppressionTexts.Unmatched)
            : (SuppressionAction.Observe, SuppressionTexts.Observed(bounce, after.SoftFailures));
        return Decide(bounce, action, reason, whatIf) with { Address = item.Address, SoftFailures = after?.SoftFailures ?? 0 };
    }

    private static SuppressionDecision Decide(BounceClassification bounce, SuppressionAction action, string reason, bool whatIf) => new()
    {
        Address = bounce.Address,
        Action = action,
        Reason = reason,
        WhatIf = whatIf,
        MessageId = bounce.MessageId,
        Bounce = bounce,
    };
}
