using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>The outbox on any database that an engine drives.</summary>
internal sealed class OutboxStore(IStoreEngine engine) : IOutboxStore
{
    public async Task<IReadOnlyList<EnqueuedMessage>> EnqueueAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken) =>
        messages.Count switch
        {
            0 => [],
            1 => await engine.WriteBrieflyAsync(scope => EnqueueStatements.Enqueue(scope, messages), cancellationToken).ConfigureAwait(false),
            _ => await engine.WriteAsync(scope => EnqueueStatements.Enqueue(scope, messages), cancellationToken).ConfigureAwait(false),
        };

    public async Task<IReadOnlyList<EnqueuedMessage?>> FindKeysAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => EnqueueStatements.FindKeys(session, keys), cancellationToken).ConfigureAwait(false);

    public Task<OutboxPage> ListAsync(OutboxFilter filter, long? before, int limit, CancellationToken cancellationToken) =>
        engine.ReadAsync(session => ListStatements.List(session, filter, before, limit), cancellationToken);

    public async Task<IReadOnlyList<DelayedMail>> FindAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => ListStatements.Find(session, ids), cancellationToken).ConfigureAwait(false);

    public Task<ReadOnlyMemory<byte>?> ReadContentAsync(long id, CancellationToken cancellationToken) =>
        engine.ReadBrieflyAsync(session => ContentStatements.Read(session, id), cancellationToken);

    public Task<DateTime?> FindNextDueAsync(
        IReadOnlyList<long>? ids, IReadOnlyCollection<string> exceptServers, CancellationToken cancellationToken) =>
        engine.ReadAsync(session => ClaimStatements.FindNextDue(session, ids, exceptServers), cancellationToken);

    public async Task<OutboxCounts> CountAsync(CancellationToken cancellationToken)
    {
        // What was noted is read before the store is: a tick that another dispatcher leaves meanwhile is in both or in the store alone.
        var instance = await engine.ReadAsync(MetaStatements.ReadInstance, cancellationToken).ConfigureAwait(false);
        var seen = engine.Witness.Read(instance);
        return await engine.ReadAsync(
            session => Count(session) with
            {
                SeenTickAt = seen is { } tick && MetaStatements.ReadInstance(session) == instance ? UnixTime.To(tick) : null,
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<DeliveryChange>> ChangeAsync(OutboxChange change, bool preview, CancellationToken cancellationToken)
    {
        if (change.Kind == OutboxChangeKind.Suspend && change.Address is not null)
        {
            throw new ArgumentException("A message is suspended as a whole.", nameof(change));
        }

        if (change.Kind == OutboxChangeKind.Remove && !preview)
        {
            var removed = await engine.WriteAsync(
                scope => ChangeStatements.Change(scope.Session, change, UnixTime.To(scope.Now), scope), cancellationToken).ConfigureAwait(false);
            await engine.WipeAsync(cancellationToken).ConfigureAwait(false);
            return removed;
        }

        if (preview)
        {
            return await engine.ReadAsync(session => ChangeStatements.Change(session, change, engine.Clock.UtcNow, null), cancellationToken)
                .ConfigureAwait(false);
        }

        List<DeliveryChange> Work(WriteScope scope) => ChangeStatements.Change(scope.Session, change, UnixTime.To(scope.Now), scope);
        return change.Ids.Count == 1
            ? await engine.WriteBrieflyAsync(Work, cancellationToken).ConfigureAwait(false)
            : await engine.WriteAsync(Work, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IQueueOwner> SignOnAsync(CancellationToken cancellationToken)
    {
        // The sign comes first: a row without a locked file would be a dead owner.
        var sign = engine.RaiseSign();
        try
        {
            var id = await engine.WriteAsync(scope => QueueOwner.Register(scope, sign.Token), cancellationToken).ConfigureAwait(false);
            return new QueueOwner(engine, id, sign);
        }
        catch
        {
            sign.Dispose();
            throw;
        }
    }

    private OutboxCounts Count(SqlSession session)
    {
        Dictionary<DeliveryState, long> counts = [];
        using (var reader = session.Query("SELECT state, amount FROM tally WHERE amount <> 0"))
        {
            while (reader.Read())
            {
                counts[(DeliveryState)reader.GetInt32(0)] = reader.GetInt64(1);
            }
        }

        var next = session.QueryNumber("SELECT min(next_at) FROM lane WHERE pending > 0 AND next_at < $1", LaneStatements.Never);
        var throttled = session.QueryNumber(
            "SELECT coalesce(sum(pending), 0) FROM lane WHERE pending > 0 AND throttled_until > $1", UnixTime.From(engine.Clock.UtcNow));
        var tick = MetaStatements.ReadTick(session);
        var newest = session.QueryNumber("SELECT at FROM journal ORDER BY seq DESC LIMIT 1");
        return new OutboxCounts
        {
            Deliveries = counts,
            NextDueAt = next is { } due ? UnixTime.To(due) : null,
            LastTickAt = tick is { } time ? UnixTime.To(time) : null,
            Throttled = throttled ?? 0,
            Braked = CampaignStatements.ListBraked(session),
            Held = ServerStateStatements.List(session, engine.Clock.UtcNow).FindAll(s => s is { HeldAt: not null, RestsUntil: not null, Queued: > 0 }),
            HeldAddresses = session.QueryNumber("SELECT count(*) FROM suppression WHERE state = 3") ?? 0,
            LastEventAt = newest is { } at ? UnixTime.To(at) : null,
        };
    }
}
