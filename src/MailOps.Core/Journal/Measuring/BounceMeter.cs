using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Bounces;

namespace MailOps.Journal;

/// <summary>
/// Counts what was sent and what came back, from logs of servers, the log of the outbox, and bounces. A mail to a recipient counts once, whether one
/// or several of them tell of it.
/// </summary>
public sealed class BounceMeter
{
    // Names come from outside: however many there are, memory stays bounded.
    private const int MaxGroups = 100_000;
    private const string Others = "(others)";

    private readonly Dictionary<(BounceGrouping By, string Key), BounceTally> _groups = [];
    private readonly HashSet<(int, int)> _sent = [];
    private readonly HashSet<(int, int)> _failed = [];
    private readonly BounceGrouping[] _by;
    private readonly BounceTally _total = new();

    /// <summary>A meter.</summary>
    /// <param name="by">What to tell the numbers by.</param>
    public BounceMeter(IEnumerable<BounceGrouping> by)
    {
        ArgumentNullException.ThrowIfNull(by);
        _by = [.. by.Distinct()];
    }

    /// <summary>Counts an outcome of a server's log.</summary>
    /// <param name="delivery">The outcome.</param>
    public void Add(MailServerDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.IsNotice)
        {
            return;
        }

        var isFailure = delivery.Outcome is MailServerOutcome.Failed or MailServerOutcome.Expired;
        var id = IdOf(delivery.MessageId, delivery.Address);
        if (delivery.Outcome == MailServerOutcome.Deferred)
        {
            Count(delivery.Address, delivery.Sender, BounceReason.Undefined, new BounceCount { At = delivery.At, Deferred = 1 });
            return;
        }

        var isNew = id is null || _sent.Add(id.Value);
        var fails = isFailure && (id is null || _failed.Add(id.Value));
        Count(delivery.Address, delivery.Sender, fails ? delivery.Reason : BounceReason.Undefined, new BounceCount
        {
            At = delivery.At,
            Sent = isNew ? 1 : 0,
            Hard = fails && delivery.Permanence == BouncePermanence.Hard ? 1 : 0,
            Soft = fails && delivery.Permanence != BouncePermanence.Hard ? 1 : 0,
        });
    }

    /// <summary>Counts an entry of the outbox's log.</summary>
    /// <param name="entry">The entry.</param>
    public void Add(MailLogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Status is not (MailLogStatus.Accepted or MailLogStatus.Delivered or MailLogStatus.Bounced or MailLogStatus.Complained or MailLogStatus.Recalled))
        {
            return;
        }

        var id = IdOf(entry.MessageId, entry.Address);
        var isNew = id is null || _sent.Add(id.Value);
        var fails = entry.Status == MailLogStatus.Bounced && (id is null || _failed.Add(id.Value));
        Count(entry.Address, "", fails ? entry.Reason : BounceReason.Undefined, new BounceCount
        {
            At = entry.UpdatedAt,
            Sent = isNew ? 1 : 0,
            Hard = fails && entry.Permanence == BouncePermanence.Hard ? 1 : 0,
            Soft = fails && entry.Permanence != BouncePermanence.Hard ? 1 : 0,
            Complaints = entry.Status == MailLogStatus.Complained ? 1 : 0,
        });
    }

    /// <summary>Counts a bounce. It tells of a failure, never how much was sent.</summary>
    /// <param name="bounce">The judgement on one recipient.</param>
    public void Add(BounceClassification bounce)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        if (bounce.Kind is not (BounceKind.Failure or BounceKind.Delay or BounceKind.Complaint))
        {
            return;
        }

        var id = IdOf(bounce.MessageId, bounce.Address);
        var fails = bounce.Kind == BounceKind.Failure && (id is null || _failed.Add(id.Value));
        Count(bounce.Address, bounce.ReportedTo, fails ? bounce.Reason : BounceReason.Undefined, new BounceCount
        {
            At = bounce.ReportedAt,
            Hard = fails && bounce.Permanence == BouncePermanence.Hard ? 1 : 0,
            Soft = fails && bounce.Permanence != BouncePermanence.Hard ? 1 : 0,
            Complaints = bounce.Kind == BounceKind.Complaint ? 1 : 0,
            Deferred = bounce.Kind == BounceKind.Delay ? 1 : 0,
        });
    }

    /// <summary>The numbers: groupings in the order given, in each what failed most first, days in their order.</summary>
    public IReadOnlyList<BounceMeasurement> Measure()
    {
        List<BounceMeasurement> results = [];
        foreach (var by in _by)
        {
            if (by == BounceGrouping.Total)
            {
                results.Add(_total.ToMeasurement(by, "", _total.Sent));
                continue;
            }

            var groups = _groups.Where(g => g.Key.By == by);
            groups = by == BounceGrouping.Day
                ? groups.OrderBy(g => g.Key.Key, StringComparer.Ordinal)
                : groups.OrderByDescending(g => g.Value.Hard).ThenByDescending(g => g.Value.Soft).ThenByDescending(g => g.Value.Sent)
                    .ThenBy(g => g.Key.Key, StringComparer.Ordinal);
            results.AddRange(groups.Select(g => g.Value.ToMeasurement(by, g.Key.Key, by == BounceGrouping.Reason ? _total.Sent : g.Value.Sent)));
        }

        return results;
    }

    private void Count(string address, string sender, BounceReason reason, in BounceCount count)
    {
        _total.Add(count);
        foreach (var by in _by)
        {
            switch (by)
            {
                case BounceGrouping.Domain:
                    Group(by, DomainOf(address)).Add(count);
                    break;
                case BounceGrouping.Sender:
                    Group(by, AddressKey.Of(sender)).Add(count);
                    break;
                case BounceGrouping.Reason when count.Hard + count.Soft > 0:
                    Group(by, reason.ToString()).Add(count with { Sent = 0 });
                    break;
                case BounceGrouping.Day when count.At is { } at:
                    Group(by, at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Add(count);
                    break;
            }
        }
    }

    private BounceTally Group(BounceGrouping by, string key)
    {
        if (!_groups.TryGetValue((by, key), out var tally))
        {
            if (_groups.Count >= MaxGroups && key != Others)
            {
                return Group(by, Others);
            }

            tally = new BounceTally();
            _groups.Add((by, key), tally);
        }

        return tally;
    }

    private static string DomainOf(string address)
    {
        var key = AddressKey.Of(address);
        return key.Substring(key.LastIndexOf('@') + 1);
    }

    // A mail is known by its Message-ID; without one every line is taken for another mail. Kept as two hashes: a million mails need 30 MB.
    private static (int, int)? IdOf(string messageId, string address)
    {
        if (messageId.Length == 0)
        {
            return null;
        }

        var key = AddressKey.Of(address);
        return (StringComparer.Ordinal.GetHashCode(messageId), StringComparer.Ordinal.GetHashCode(key + "\n" + messageId));
    }
}
