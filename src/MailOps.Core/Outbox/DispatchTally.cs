using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Suppression;

namespace MailOps.Outbox;

/// <summary>What a run has done so far; several sends report at once.</summary>
internal sealed class DispatchTally(MailClock clock, IProgress<DispatchedDelivery>? progress)
{
    private readonly object _gate = new();
    private readonly DateTime _startedAt = clock.UtcNow;
    private readonly TimeSpan _start = clock.Elapsed;
    private readonly HashSet<(long Id, int Number)> _deferred = [];
    private readonly Dictionary<string, Finding> _findings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _misconfigured = new(StringComparer.Ordinal);
    private int _accepted;
    private int _failed;
    private int _inDoubt;
    private int _suppressed;
    private int _withdrawn;
    private int _recovered;
    private int _held;
    private int _skipped;

    /// <summary>The servers that this run leaves alone.</summary>
    public IReadOnlyCollection<string> Misconfigured
    {
        get
        {
            lock (_gate)
            {
                return [.. _misconfigured];
            }
        }
    }

    public TimeSpan Elapsed => clock.Elapsed - _start;

    public void AddMisconfigured(string server, Finding finding)
    {
        lock (_gate)
        {
            _misconfigured.Add(server);
            _findings[finding.Id + server] = finding;
        }
    }

    /// <summary>Gives the servers another chance that were left alone, as a service must when somebody corrects their set-up.</summary>
    public void ForgiveMisconfigured()
    {
        lock (_gate)
        {
            _misconfigured.Clear();
        }
    }

    public void Add(Finding finding, string about)
    {
        lock (_gate)
        {
            _findings[finding.Id + about] = finding;
        }
    }

    public void Add(RecoveredWork work)
    {
        lock (_gate)
        {
            _recovered += work.Requeued;
            _inDoubt += work.InDoubt;
        }
    }

    public void Add(ClaimedWork work)
    {
        lock (_gate)
        {
            _suppressed += work.Suppressed;
            _held += work.Held;
            _skipped += work.Skipped;
        }
    }

    public void AddWithdrawn(int count)
    {
        lock (_gate)
        {
            _withdrawn += count;
        }
    }

    public void Add(ClaimedMessage message, ClaimedDelivery delivery, DeliveryOutcome outcome, DeliveryState state)
    {
        lock (_gate)
        {
            var key = (message.Id, delivery.Number);
            _deferred.Remove(key);
            _accepted += outcome.State == DeliveryState.Accepted ? 1 : 0;
            _failed += outcome.State == DeliveryState.Failed ? 1 : 0;
            _inDoubt += outcome.State == DeliveryState.InDoubt ? 1 : 0;
            if (outcome.State == DeliveryState.Queued)
            {
                // Cancelled or suspended while it was being sent: then there is no further attempt to wait for.
                _withdrawn += state == DeliveryState.Queued ? 0 : 1;
                if (state == DeliveryState.Queued)
                {
                    _deferred.Add(key);
                }
            }
        }

        progress?.Report(new DispatchedDelivery
        {
            Id = message.Id,
            MessageId = message.MessageId,
            Address = delivery.Address,
            State = state,
            Attempt = delivery.Attempt,
            Server = outcome.Server,
            ReplyCode = outcome.ReplyCode,
            Status = outcome.Status.ToString(),
            Reply = outcome.Text,
            RetryAt = state == DeliveryState.Queued ? outcome.RetryAt : null,
        });
    }

    public DispatchSummary Sum(DispatchEnd end, OutboxCounts counts)
    {
        lock (_gate)
        {
            if (_held + _skipped > 0)
            {
                _findings[OutboxFindings.MailMissed.Id] = OutboxFindings.MailMissed.Found(_held, _skipped);
            }

            foreach (var campaign in counts.Braked)
            {
                _findings[OutboxFindings.CampaignBraked.Id + campaign.Campaign] = OutboxTexts.Tell(campaign);
            }

            foreach (var server in counts.Held.Where(s => !_findings.ContainsKey(OutboxFindings.ServerMisconfigured.Id + s.Server)))
            {
                _findings[OutboxFindings.ServerHeld.Id + server.Server] = OutboxTexts.Tell(server);
            }

            foreach (var held in SuppressionFindings.FindHeld(counts.HeldAddresses))
            {
                _findings[held.Id] = held;
            }

            return new DispatchSummary
            {
                Throttled = counts.Throttled,
                Held = _held,
                Skipped = _skipped,
                Accepted = _accepted,
                Failed = _failed,
                Deferred = _deferred.Count,
                InDoubt = _inDoubt,
                Suppressed = _suppressed,
                Withdrawn = _withdrawn,
                Recovered = _recovered,
                Remaining = counts[DeliveryState.Queued],
                NextDueAt = counts.NextDueAt,
                End = end,
                Findings = new FindingList(_findings.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)),
                StartedAt = _startedAt,
                Duration = Elapsed,
            };
        }
    }
}
