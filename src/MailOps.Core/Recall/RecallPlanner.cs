using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>Finds out what a recall would do, reading only, and whether it may.</summary>
internal sealed class RecallPlanner(MailRecallRequest request, MailRecallPolicy policy, IMailStore mailboxes, MailOutbox? outbox, MailRecallerOptions options)
{
    private readonly RecallLocator _locator = RecallLocator.For(request.Message);

    public async Task<MailRecallPlan> PlanAsync(ReportDeadline deadline, CancellationToken cancellationToken)
    {
        RequireAllowed();
        var queued = await FindQueuedAsync(cancellationToken).ConfigureAwait(false);
        var recipients = Expand(queued);
        var toLook = recipients.Where(r => r.Status == MailRecallStatus.Pending).ToList();
        await ThrottledWork.ForEachAsync(
            toLook, options.ThrottleLimit, () => deadline.MayBegin,
            async (recipient, stop) =>
            {
                var seen = await LookInTimeAsync(recipient, deadline, stop).ConfigureAwait(false);
                recipients[recipient.Number] = seen;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var unseen in recipients.Where(r => r is { Status: MailRecallStatus.Pending, Detail.Length: 0 }).ToList())
        {
            recipients[unseen.Number] = unseen with { Detail = RecallTexts.NotLookedAt.Current };
        }

        var plan = new MailRecallPlan
        {
            Request = request,
            Recipients = recipients,
            Policy = policy,
            OwnLinks = request.Message.Exposure.LinksOn([.. OwnDomains()]),
        };
        return plan with { RefusedBy = FindRefusal(plan) };
    }

    private bool IncludesRead => policy.AllowRead && !request.SkipRead;

    // What no plan could change is refused at once.
    private void RequireAllowed()
    {
        if (policy.Requesters.Count > 0 && !policy.Requesters.Contains(options.Actor, StringComparer.OrdinalIgnoreCase))
        {
            throw RecallErrors.NotAllowed(options.Actor);
        }

        if (request.Mode == MailRecallMode.Permanent && !policy.AllowPermanent)
        {
            throw RecallErrors.PermanentNotAllowed();
        }

        if (!request.Message.IsKnown && !request.Unverified)
        {
            throw RecallErrors.Unverified(request.Message.MessageId);
        }

        var ages = new[] { policy.MaximumAge, request.MaximumAge }.OfType<TimeSpan>().ToList();
        if (ages.Count > 0)
        {
            var sentAt = request.Message.SentAt ?? throw RecallErrors.AgeUnknown();
            if (sentAt < options.Clock.UtcNow - ages.Min())
            {
                throw RecallErrors.TooOld(sentAt, ages.Min());
            }
        }

        if (request.Mode == MailRecallMode.Quarantine && request.QuarantineMailbox.Length == 0 && policy.QuarantineMailbox.Length == 0)
        {
            throw RecallErrors.NoQuarantine();
        }

        if (request.Recipients.Count == 0 && request.Message.Recipients.Count == 0)
        {
            throw RecallErrors.NoRecipients();
        }
    }

    private MailOpsException? FindRefusal(MailRecallPlan plan)
    {
        var crowded = plan.Recipients
            .Select(r => (r.Mailbox, Most: r.Copies.Count == 0 ? 0 : r.Copies.GroupBy(c => c.Folder, StringComparer.Ordinal).Max(g => g.Count())))
            .FirstOrDefault(r => r.Most > request.CopiesPerFolder);
        if (crowded.Most > 0)
        {
            return RecallErrors.TooManyCopies(crowded.Mailbox, crowded.Most);
        }

        if (request.Count is { } stated)
        {
            return stated == plan.MailboxCount ? null : RecallErrors.CountDiffers(stated, plan.MailboxCount);
        }

        return plan.MailboxCount > policy.MaximumMailboxes ? RecallErrors.TooManyMailboxes(plan.MailboxCount, policy.MaximumMailboxes) : null;
    }

    private Task<HashSet<string>> FindQueuedAsync(CancellationToken cancellationToken) => outbox is null
        ? Task.FromResult(new HashSet<string>())
        : RecallCancellation.FindKeptBackAsync(outbox, request.Message.OutboxIds, RecallCancellation.CanBe, cancellationToken);

    private List<MailRecallRecipient> Expand(HashSet<string> queued)
    {
        var domains = OwnDomains().ToList();
        bool IsOwn(string domain) => domains.Any(own => MailRecallExposure.IsWithin(domain, own));

        List<MailRecallRecipient> recipients = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var address in request.Recipients.Count > 0 ? request.Recipients : request.Message.Recipients)
        {
            if (queued.Contains(address))
            {
                recipients.Add(Entry(address, address, [], MailRecallStatus.Cancelled, RecallTexts.StillQueued.Current, recipients.Count));
                continue;
            }

            foreach (var place in request.Aliases.Expand(address, IsOwn).Where(place => seen.Add(place.Mailbox)))
            {
                var (status, detail) = Classify(place);
                recipients.Add(Entry(address, place.Mailbox, place.Via, status, detail, recipients.Count));
            }
        }

        return recipients;
    }

    private (MailRecallStatus Status, string Detail) Classify(MailDestination place) => place.Kind switch
    {
        MailDestinationKind.External => (MailRecallStatus.External, RecallTexts.NotOurs.Current),
        MailDestinationKind.Unreadable => (MailRecallStatus.NoAccess, RecallTexts.Unreadable.Current),
        _ when policy.Excluded.Concat(request.Excluded).Any(pattern => WildcardPattern.IsMatch(pattern, place.Mailbox)) =>
            (MailRecallStatus.Excluded, RecallTexts.OnHold.Current),
        _ => (MailRecallStatus.Pending, ""),
    };

    private MailRecallRecipient Entry(string address, string mailbox, IReadOnlyList<string> via, MailRecallStatus status, string detail, int number) => new()
    {
        Number = number,
        Address = address,
        Mailbox = mailbox,
        Via = new TextList(via),
        Status = status,
        Detail = detail,
        MessageId = request.Message.MessageId,
        ChangedAt = options.Clock.UtcNow,
        WhatIf = true,
    };

    private IEnumerable<string> OwnDomains() => policy.OwnDomains.Concat(request.OwnDomains)
        .Append(request.Message.Sender.Substring(request.Message.Sender.LastIndexOf('@') + 1)).Distinct(StringComparer.OrdinalIgnoreCase);

    private async Task<MailRecallRecipient> LookInTimeAsync(MailRecallRecipient recipient, ReportDeadline deadline, CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            return await LookAsync(recipient, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsOver && !stop.IsCancellationRequested)
        {
            return recipient with { Detail = RecallTexts.NoAnswer.Current };
        }
    }

    private async Task<MailRecallRecipient> LookAsync(MailRecallRecipient recipient, CancellationToken cancellationToken)
    {
        try
        {
            var session = await mailboxes.OpenAsync(recipient.Mailbox, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var sight = await _locator.LocateAsync(session, cancellationToken).ConfigureAwait(false);
                return Predict(recipient with { Copies = sight.Copies, WasForwarded = sight.WasForwarded }, sight);
            }
        }
        catch (MailOpsException e) when (RecallFaults.IsRefusal(e))
        {
            return recipient with { Status = MailRecallStatus.NoAccess, Detail = e.Message };
        }
        catch (MailOpsException e)
        {
            return recipient with
            {
                Status = e.ErrorId == "MailOps.Mailbox.NotFound" ? MailRecallStatus.NotFound : MailRecallStatus.Pending,
                Detail = e.Message,
            };
        }
    }

    private MailRecallRecipient Predict(MailRecallRecipient recipient, RecallSight sight)
    {
        var status = sight.Copies.Count == 0 ? MailRecallStatus.NotFound
            : !IncludesRead && sight.Copies.Any(copy => copy.IsRead) ? MailRecallStatus.SkippedRead
            : recipient.WasForwarded == true ? MailRecallStatus.Forwarded
            : sight.Copies.Any(copy => copy.IsRead) ? MailRecallStatus.Recalled
            : MailRecallStatus.RecalledUnread;
        var detail = status == MailRecallStatus.NotFound && sight.Others > 0 ? RecallTexts.OnlyOthers.Current : "";
        return recipient with { Status = status, Detail = detail };
    }
}

/// <summary>Who cannot have got the mail, since it never left the outbox.</summary>
internal static class RecallCancellation
{
    /// <summary>Whether a delivery can still be cancelled for certain: one in doubt may have arrived.</summary>
    public static bool CanBe(DelayedMailRecipient delivery) => delivery is
    {
        Doubts: 0, State: DeliveryState.Waiting or DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Cancelled,
    };

    /// <summary>Whether a delivery was cancelled for certain.</summary>
    public static bool IsDone(DelayedMailRecipient delivery) => delivery is { Doubts: 0, State: DeliveryState.Cancelled };

    /// <summary>The addresses all of whose deliveries are as asked.</summary>
    public static async Task<HashSet<string>> FindKeptBackAsync(
        MailOutbox outbox, IReadOnlyList<long> ids, Func<DelayedMailRecipient, bool> isKept, CancellationToken cancellationToken)
    {
        List<DelayedMailRecipient> deliveries = [];
        foreach (var id in ids)
        {
            if (await outbox.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } mail)
            {
                deliveries.AddRange(mail.Recipients);
            }
        }

        return new HashSet<string>(
            deliveries.GroupBy(d => d.Address, StringComparer.OrdinalIgnoreCase).Where(g => g.All(isKept)).Select(g => g.Key), StringComparer.OrdinalIgnoreCase);
    }
}
