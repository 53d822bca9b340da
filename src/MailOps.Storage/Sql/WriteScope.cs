using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>
/// A write transaction under way. What every change has to keep up to date (counts, lanes, folds) is gathered here and written once,
/// directly before the commit.
/// </summary>
internal sealed class WriteScope
{
    private readonly Dictionary<DeliveryState, long> _tally = [];
    private readonly Dictionary<long, LaneChange> _lanes = [];
    private readonly List<Action> _beforeCommit = [];
    private readonly HashSet<string> _suspects = new(StringComparer.Ordinal);
    private readonly List<JournalEvent> _toFold = [];
    private List<(long Message, Action<MessageReading> Action)> _deferred = [];
    private SuppressionFolding? _folding;
    private long _firstAppended;
    private long _lastAppended;
    private bool _isSomethingOver;

    public WriteScope(SqlSession session, MailClock clock)
    {
        Joint = session;
        Clock = clock;
        Now = UnixTime.From(clock.UtcNow);
        Throttles = new ThrottleBook(this);
    }

    /// <summary>The connection, after everything that was deferred: whoever uses it sees what was done before him.</summary>
    public SqlSession Session
    {
        get
        {
            if (_deferred.Count > 0)
            {
                RunDeferred();
            }

            return Joint;
        }
    }

    /// <summary>
    /// The connection for work that neither looks at nor changes what deferred work is about: marks and outcomes of other messages. What many
    /// of them read travels together.
    /// </summary>
    public SqlSession Joint { get; }

    public MailClock Clock { get; }

    /// <summary>The time of the transaction, in stored milliseconds.</summary>
    public long Now { get; }

    /// <summary>The throttles as this transaction sees them.</summary>
    public ThrottleBook Throttles { get; }

    /// <summary>The numbers of lanes by the texts of their keys, as far as they were asked for; lanes stay for ever.</summary>
    public Dictionary<string, long> Lanes { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts deliveries into a state, or with a negative number out of it.</summary>
    public void Count(DeliveryState state, long amount) =>
        _tally[state] = (_tally.TryGetValue(state, out var before) ? before : 0) + amount;

    /// <summary>Notes that queued deliveries joined (or, negative, left) a lane, and when the first of the joining is due.</summary>
    public void CountLane(long lane, long amount, long? dueAt)
    {
        _lanes.TryGetValue(lane, out var change);
        _lanes[lane] = new LaneChange(change.Pending + amount, dueAt < (change.DueAt ?? long.MaxValue) ? dueAt : change.DueAt);
    }

    /// <summary>Notes that an event joined the journal, so that the folds see it.</summary>
    public void NoteAppended(long sequence, JournalEvent item)
    {
        _firstAppended = _firstAppended == 0 ? sequence : _firstAppended;
        _lastAppended = sequence;
        if (item.Kind is JournalEventKind.Failed or JournalEventKind.Bounced or JournalEventKind.Complained)
        {
            Suspect(item.Campaign);
        }

        if (SuppressionFold.Concerns(item))
        {
            _toFold.Add(item with { Sequence = sequence });
        }
    }

    /// <summary>Folds what was appended so far.</summary>
    /// <returns>What the last event changed; null when it cannot change the list.</returns>
    public SuppressionStep? FoldSuppression()
    {
        Session.Complete();
        if (_lastAppended == 0)
        {
            return null;
        }

        _folding ??= SuppressionFolding.Open(Session);
        var step = _folding.Fold(_firstAppended, _lastAppended, _toFold);
        _toFold.Clear();
        (_firstAppended, _lastAppended) = (0, 0);
        return step;
    }

    /// <summary>Ends the folding under way, so that the next one begins with the policy that is stored then.</summary>
    public void ForgetFolding()
    {
        _folding?.Save();
        _folding = null;
    }

    /// <summary>
    /// Runs an action about a message when it has been read, with those of other actions: with the next use of <see cref="Session"/>, or before the
    /// commit. Two that are about the same message find each other out by their conditional UPDATEs, and then each gets a transaction of its own.
    /// </summary>
    public void Defer(long message, Action<MessageReading> action) => _deferred.Add((message, action));

    /// <summary>Runs an action when all work of the transaction is done, before <see cref="Flush"/> writes what was gathered.</summary>
    public void BeforeCommit(Action action) => _beforeCommit.Add(action);

    /// <summary>Writes the lanes' changes, for work that reads lanes.</summary>
    public void FlushLanes()
    {
        var session = Session;
        foreach (var (lane, change) in _lanes)
        {
            // A lane that rests keeps resting: that wins over an earlier due time.
            session.Post(
                """
                UPDATE lane SET pending = pending + $2,
                    next_at = CASE WHEN pending = 0 THEN max(max(held_until, throttled_until), $3) ELSE min(next_at, max(max(held_until, throttled_until), $3)) END
                WHERE id = $1
                """,
                lane, change.Pending, change.DueAt ?? long.MaxValue);
        }

        _lanes.Clear();
    }

    /// <summary>Looks at a campaign before the commit, since one of its mails failed or was complained about.</summary>
    public void Suspect(string campaign)
    {
        if (campaign.Length > 0)
        {
            _suspects.Add(campaign);
        }
    }

    /// <summary>Wakes, before the commit, the lanes that wait for mail under way.</summary>
    public void NoteOver()
    {
        Throttles.ForgetUnderWay();
        _isSomethingOver = true;
    }

    public void Flush()
    {
        Session.Complete();
        foreach (var action in _beforeCommit)
        {
            action();
        }

        // What the journal has taken decides about the folds.
        Session.Complete();
        foreach (var campaign in _suspects)
        {
            CampaignStatements.Judge(this, campaign);
        }

        FlushLanes();
        if (_isSomethingOver)
        {
            LaneStatements.WakeBusy(this);
        }

        foreach (var (state, amount) in _tally)
        {
            if (amount != 0)
            {
                Session.Post(
                    "INSERT INTO tally (state, amount) VALUES ($1, $2) ON CONFLICT (state) DO UPDATE SET amount = tally.amount + excluded.amount",
                    (int)state, amount);
            }
        }

        FoldSuppression();
        _folding?.Save();
        Session.Complete();
    }

    private void RunDeferred()
    {
        var actions = _deferred;
        _deferred = [];
        var reading = MessageReading.Post(Joint, actions.Select(action => action.Message));
        Joint.Complete();
        foreach (var (_, action) in actions)
        {
            action(reading);
        }
    }

    private readonly record struct LaneChange(long Pending, long? DueAt);
}
