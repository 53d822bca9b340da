using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>
/// Takes mails back out of mailboxes and puts them there again. Every step is stored before and after it is taken: a recall that was killed
/// goes on where it was, and a repeat changes nothing.
/// </summary>
public sealed class MailRecaller
{
    private readonly IRecallStore _store;
    private readonly IMailStore _mailboxes;
    private readonly MailOutbox? _outbox;
    private readonly MailRecallerOptions _options;

    /// <summary>A recaller.</summary>
    /// <param name="store">Where recalls are kept.</param>
    /// <param name="mailboxes">The mailboxes, opened with the rights of an admin.</param>
    /// <param name="outbox">The outbox, where mail may still lie; null for none.</param>
    /// <param name="options">The surroundings; null for those of this process.</param>
    public MailRecaller(IRecallStore store, IMailStore mailboxes, MailOutbox? outbox, MailRecallerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(mailboxes);
        _store = store;
        _mailboxes = mailboxes;
        _outbox = outbox;
        _options = options ?? new MailRecallerOptions();
    }

    /// <summary>Finds out what a recall would do; nothing changes anywhere.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.*</c>: the policy or a guard is against it; <c>MailOps.Store.*</c>.</exception>
    public async Task<MailRecallPlan> PlanAsync(MailRecallRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var policy = await _store.GetPolicyAsync(cancellationToken).ConfigureAwait(false);
        var began = _options.Clock.Elapsed;

        // The other three fifths are for the recall itself.
        var limit = request.IsPreview ? System.Threading.Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(_options.ReportAfter.Ticks / 5 * 2);
        var deadline = new ReportDeadline(_options.Clock, limit);
        await using (deadline.ConfigureAwait(false))
        {
            var plan = await new RecallPlanner(request, policy, _mailboxes, _outbox, _options).PlanAsync(deadline, cancellationToken).ConfigureAwait(false);
            return plan with { Took = _options.Clock.Elapsed - began };
        }
    }

    /// <summary>Does what a plan says, as far as it comes within the time of the first report.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Told of each recipient; null when nobody listens.</param>
    /// <param name="cancellationToken">Interrupts; the recall goes on with <see cref="ResumeAsync"/>.</param>
    /// <returns>The recall with its recipients; those that are pending are tried again by the queue.</returns>
    /// <exception cref="MailOpsException">The plan is refused (<see cref="MailRecallPlan.Refusal"/>); <c>MailOps.Store.*</c>.</exception>
    public async Task<MailRecall> RunAsync(MailRecallPlan plan, IProgress<MailRecallRecipient>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.RefusedBy is { } refusal)
        {
            throw refusal;
        }

        RecallReportMail.Check(plan.Request);
        var id = await _store.CreateAsync(ToRecall(plan), _options.Actor, cancellationToken).ConfigureAwait(false);
        return await GoOnAsync(id, onlyDue: true, _options.ReportAfter - plan.Took, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with a recall.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="onlyDue">True: what is due. False: also what waits for a later try, had no access or failed.</param>
    /// <param name="progress">Told of each recipient; null when nobody listens.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Recall.NotFound</c>, <c>MailOps.Recall.Busy</c>, <c>MailOps.Recall.WrongState</c>; <c>MailOps.Store.*</c>.
    /// </exception>
    public Task<MailRecall> ResumeAsync(long id, bool onlyDue, IProgress<MailRecallRecipient>? progress, CancellationToken cancellationToken) =>
        GoOnAsync(id, onlyDue, _options.ReportAfter, progress, cancellationToken);

    private Task<MailRecall> GoOnAsync(
        long id, bool onlyDue, TimeSpan reportAfter, IProgress<MailRecallRecipient>? progress, CancellationToken cancellationToken) => WithClaimAsync(
        id,
        async recall =>
        {
            if (recall.State == MailRecallState.Undoing)
            {
                await RestoreAsync(recall, progress, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (recall.State == MailRecallState.Undone)
            {
                throw RecallErrors.WrongState(id, recall.State);
            }

            // One that was stopped goes on because a person says so, and not because its time has come.
            if (!onlyDue || recall.State != MailRecallState.Stopped)
            {
                await TakeAsync(recall, onlyDue, reportAfter, progress, cancellationToken).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>Stops a recall: nothing further is taken. What was taken stays so until it is undone.</summary>
    /// <param name="store">Where recalls are kept.</param>
    /// <param name="id">Its number.</param>
    /// <param name="actor">The account that stops it; null for that of this process.</param>
    /// <param name="cancellationToken">Gives up before it is stopped.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.NotFound</c>, <c>MailOps.Recall.WrongState</c>; <c>MailOps.Store.*</c>.</exception>
    public static async Task<MailRecall> StopAsync(IRecallStore store, long id, string? actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var recall = await store.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw RecallErrors.NotFound(id);
        if (recall.State is MailRecallState.Running or MailRecallState.Pending)
        {
            await store.SetStateAsync(id, MailRecallState.Stopped, MailRecallState.Completed, actor ?? CurrentAccount.Name, cancellationToken).ConfigureAwait(false);
        }
        else if (recall.State is not MailRecallState.Stopped)
        {
            throw RecallErrors.WrongState(id, recall.State);
        }

        return (await store.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Puts everything back that was taken into quarantine, with flags and dates.</summary>
    /// <param name="id">The number of the recall.</param>
    /// <param name="progress">Told of each recipient; null when nobody listens.</param>
    /// <param name="cancellationToken">Interrupts; a repeat goes on.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Recall.NotFound</c>, <c>MailOps.Recall.Busy</c>, <c>MailOps.Recall.Irreversible</c>; <c>MailOps.Store.*</c>.
    /// </exception>
    public Task<MailRecall> UndoAsync(long id, IProgress<MailRecallRecipient>? progress, CancellationToken cancellationToken) => WithClaimAsync(
        id,
        async recall =>
        {
            if (recall.Mode == MailRecallMode.Permanent)
            {
                throw RecallErrors.Irreversible(id);
            }

            await _store.SetStateAsync(id, MailRecallState.Undoing, MailRecallState.Undone, _options.Actor, cancellationToken).ConfigureAwait(false);
            await RestoreAsync(recall, progress, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Deletes a recall's quarantine once it was kept long enough.</summary>
    internal Task<MailRecall> PurgeAsync(long id, CancellationToken cancellationToken) => WithClaimAsync(
        id,
        recall => WithContextAsync(
            recall,
            context => ThrottledWork.ForEachAsync(
                [.. recall.Recipients.Where(r => r.Copies.Any(copy => copy.Quarantine is not null))], _options.ThrottleLimit, static () => true,
                async (recipient, stop) =>
                {
                    foreach (var copy in recipient.Copies.Where(copy => copy.Quarantine is not null))
                    {
                        await context.Quarantine.DropAsync(recipient, copy, stop).ConfigureAwait(false);
                    }

                    var purged = recipient.Copies.Select(c => c.Quarantine is null ? c : c with { State = MailRecallCopyState.Purged, Quarantine = null });
                    await context.SaveAsync(recipient with { Copies = [.. purged] }, "purged", stop).ConfigureAwait(false);
                },
                cancellationToken)),
        cancellationToken);

    private MailRecall ToRecall(MailRecallPlan plan)
    {
        var now = _options.Clock.UtcNow;
        var request = plan.Request;
        var marker = Guid.NewGuid().ToString("N");
        var isKept = request.Mode == MailRecallMode.Quarantine;
        return new MailRecall
        {
            MessageId = plan.MessageId,
            Sender = plan.Sender,
            BodyHash = plan.Message.BodyHash,
            Subject = plan.Subject,
            SentAt = plan.Message.SentAt,
            Reason = request.Reason,
            RequestedBy = _options.Actor,
            CreatedAt = now,
            Mode = request.Mode,
            IncludesRead = plan.Policy.AllowRead && !request.SkipRead,
            CopiesPerFolder = request.CopiesPerFolder,
            Server = request.Server,
            QuarantineMailbox = !isKept ? "" : request.QuarantineMailbox.Length > 0 ? request.QuarantineMailbox : plan.Policy.QuarantineMailbox,
            QuarantineFolder = isKept ? RecallQuarantine.NameFor(now, marker) : "",
            KeepUntil = now + plan.Policy.KeepFor,
            Marker = marker,
            OutboxIds = plan.Message.OutboxIds,
            ReportTo = request.ReportTo,
            ReportFrom = request.ReportFrom,
            ReportServer = request.ReportServer,
            Recipients = [.. plan.Recipients.Select(r => ToPending(r, now))],
        };
    }

    // What the plan saw may have changed meanwhile: every mailbox is looked at again before anything is taken.
    private static MailRecallRecipient ToPending(MailRecallRecipient planned, DateTime now) => planned with
    {
        WhatIf = false,
        Copies = [],
        WasForwarded = null,
        ChangedAt = now,
        Status = IsOutside(planned) ? planned.Status : MailRecallStatus.Pending,
        Detail = IsOutside(planned) ? planned.Detail : "",
        NextAt = IsOutside(planned) ? null : now,
    };

    private static bool IsOutside(MailRecallRecipient planned) => planned.Status is MailRecallStatus.External or MailRecallStatus.Excluded
        || (planned.Status == MailRecallStatus.NoAccess && planned.Detail == RecallTexts.Unreadable.Current);

    private async Task<MailRecall> WithClaimAsync(long id, Func<MailRecall, Task> work, CancellationToken cancellationToken)
    {
        var claim = await _store.ClaimAsync(id, cancellationToken).ConfigureAwait(false);
        if (claim is null)
        {
            throw await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) is null ? RecallErrors.NotFound(id) : RecallErrors.Busy(id);
        }

        await using (claim.ConfigureAwait(false))
        {
            // Read under the claim: another process may have gone on with it until now.
            var recall = await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw RecallErrors.NotFound(id);
            await work(recall).ConfigureAwait(false);
            return (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
        }
    }

    private async Task WithContextAsync(MailRecall recall, Func<RecallContext, Task> work)
    {
        var quarantine = new RecallQuarantine(_mailboxes, recall);
        await using (quarantine.ConfigureAwait(false))
        {
            await work(new RecallContext
            {
                Recall = recall,
                Store = _store,
                Mailboxes = _mailboxes,
                Clock = _options.Clock,
                Actor = _options.Actor,
                Quarantine = quarantine,
            }).ConfigureAwait(false);
        }
    }

    private Task TakeAsync(
        MailRecall recall, bool onlyDue, TimeSpan reportAfter, IProgress<MailRecallRecipient>? progress, CancellationToken cancellationToken) => WithContextAsync(
        recall,
        async context =>
        {
            var deadline = new ReportDeadline(_options.Clock, reportAfter);
            await using (deadline.ConfigureAwait(false))
            {
                await _store.SetStateAsync(recall.Id, MailRecallState.Running, null, _options.Actor, cancellationToken).ConfigureAwait(false);
                var keptBack = await CancelAsync(recall, cancellationToken).ConfigureAwait(false);
                var now = _options.Clock.UtcNow;
                var isStopped = false;
                await ThrottledWork.ForEachAsync(
                    [.. recall.Recipients.Where(r => IsDue(r, onlyDue, now))], _options.ThrottleLimit, () => !isStopped && deadline.MayBegin,
                    async (recipient, stop) =>
                    {
                        // A person may have stopped it from another process.
                        var current = await _store.GetStateAsync(recall.Id, stop).ConfigureAwait(false);
                        isStopped |= current == MailRecallState.Stopped;
                        if (!isStopped)
                        {
                            var visited = await VisitAsync(context, recipient, keptBack, deadline, stop).ConfigureAwait(false);
                            progress?.Report(visited);
                        }
                    },
                    cancellationToken).ConfigureAwait(false);
                await SettleAsync(recall.Id, cancellationToken).ConfigureAwait(false);
                await ReportAsync(recall.Id, cancellationToken).ConfigureAwait(false);
            }
        });

    private static Task<MailRecallRecipient> VisitAsync(
        RecallContext context, MailRecallRecipient recipient, HashSet<string> keptBack, ReportDeadline deadline, CancellationToken cancellationToken) =>
        keptBack.Contains(recipient.Address)
            ? context.SaveAsync(
                recipient with { Status = MailRecallStatus.Cancelled, Detail = RecallTexts.NeverLeft.Current, NextAt = null }, "cancelled", cancellationToken)
            : new RecallVisit(context, RecallLocator.For(context.Recall)).RunAsync(recipient, deadline, cancellationToken);

    // Queued once for each kind of report, whoever goes on with the recall.
    private async Task ReportAsync(long id, CancellationToken cancellationToken)
    {
        var recall = (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
        if (_outbox is not null && recall.ReportTo.Count > 0)
        {
            var mail = RecallReportMail.Compose(recall, _options.Clock, CultureInfo.CurrentUICulture);
            await _outbox.EnqueueAsync(mail, whatIf: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsDue(MailRecallRecipient recipient, bool onlyDue, DateTime now) => recipient.NextAt is { } next
        ? !onlyDue || next <= now
        : !onlyDue && recipient.Status is MailRecallStatus.NoAccess or MailRecallStatus.Failed;

    private async Task<HashSet<string>> CancelAsync(MailRecall recall, CancellationToken cancellationToken)
    {
        if (_outbox is null || recall.OutboxIds.Count == 0)
        {
            return [];
        }

        await _outbox.CancelAsync(recall.OutboxIds, null, whatIf: false, cancellationToken).ConfigureAwait(false);
        return await RecallCancellation.FindKeptBackAsync(_outbox, recall.OutboxIds, RecallCancellation.IsDone, cancellationToken).ConfigureAwait(false);
    }

    private Task RestoreAsync(MailRecall recall, IProgress<MailRecallRecipient>? progress, CancellationToken cancellationToken) => WithContextAsync(
        recall,
        async context =>
        {
            // Nobody looks for the others any more: left pending, a correction would wait for them.
            foreach (var recipient in recall.Recipients.Where(r => r.IsPending && !RecallRestore.IsNeeded(r)))
            {
                await context.SaveAsync(recipient with { NextAt = null }, "given up", cancellationToken).ConfigureAwait(false);
            }

            await ThrottledWork.ForEachAsync(
                [.. recall.Recipients.Where(RecallRestore.IsNeeded)], _options.ThrottleLimit, static () => true,
                async (recipient, stop) =>
                {
                    var restored = await new RecallRestore(context, RecallLocator.For(recall)).RunAsync(recipient, stop).ConfigureAwait(false);
                    progress?.Report(restored);
                },
                cancellationToken).ConfigureAwait(false);
            var after = (await _store.FindAsync(recall.Id, cancellationToken).ConfigureAwait(false))!;
            if (!after.Recipients.Any(RecallRestore.IsNeeded))
            {
                await _store.SetStateAsync(recall.Id, MailRecallState.Undone, null, _options.Actor, cancellationToken).ConfigureAwait(false);
            }
        });

    private async Task SettleAsync(long id, CancellationToken cancellationToken)
    {
        var recall = (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
        var state = recall.Recipients.Any(r => r.IsPending) ? MailRecallState.Pending : MailRecallState.Completed;
        await _store.SetStateAsync(id, state, MailRecallState.Stopped, _options.Actor, cancellationToken).ConfigureAwait(false);
    }
}
