using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Storage.Sql;

/// <summary>Facts, retention and erasure on any database that an engine drives.</summary>
internal sealed class StoreUpkeep(IStoreEngine engine) : IStoreUpkeep
{
    private const int AtOnce = 500;

    private static readonly long OverdueAfter = (long)OutboxDefaults.UnattendedAfter.TotalMilliseconds;

    public Task<StoreFacts> ReadFactsAsync(CancellationToken cancellationToken) => engine.ReadAsync(ReadFacts, cancellationToken);

    public async Task<HousekeepingResult> CleanAsync(RetentionPolicy policy, int limit, CancellationToken cancellationToken)
    {
        // Looked for without a lock first: most turns find nothing, and then nobody is kept from writing.
        var now = UnixTime.From(engine.Clock.UtcNow);
        if (!await engine.ReadAsync(session => RetentionStatements.IsAnythingDue(session, policy, now), cancellationToken).ConfigureAwait(false))
        {
            return new HousekeepingResult();
        }

        var result = await engine.WriteAsync(scope => RetentionStatements.Clean(scope, policy, limit), cancellationToken).ConfigureAwait(false);
        if (!result.HasMore)
        {
            await engine.WipeAsync(cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public async Task<IReadOnlyList<LogErasureDecision>> EraseLogAsync(
        LogErasureRequest request, bool whatIf, CancellationToken cancellationToken)
    {
        var decisions = await engine.ReadAsync(session => Decide(session, request), cancellationToken).ConfigureAwait(false);
        if (whatIf)
        {
            return decisions.ConvertAll(d => d with { WhatIf = true });
        }

        if (decisions.Exists(d => d.Action == LogErasureAction.Erased))
        {
            await EraseAsync(request, decisions.Sum(d => d.Action == LogErasureAction.Erased ? d.Events : 0), cancellationToken).ConfigureAwait(false);
            await engine.WipeAsync(cancellationToken).ConfigureAwait(false);
        }

        return decisions.ConvertAll(d => d with { Changed = d.Action == LogErasureAction.Erased });
    }

    public async Task AcceptRollbackAsync(string actor, string reason, CancellationToken cancellationToken) => await engine.WriteAsync(
        scope =>
        {
            MetaStatements.RenewInstance(scope.Session);
            JournalStatements.Append(scope, new JournalEvent
            {
                At = UnixTime.To(scope.Now),
                Kind = JournalEventKind.RollbackAccepted,
                Address = "",
                Actor = actor,
                Text = reason,
            });
            return true;
        },
        cancellationToken).ConfigureAwait(false);

    private static List<LogErasureDecision> Decide(SqlSession session, LogErasureRequest request) => request.Addresses.Count == 0
        ? LogErasureStatements.Decide(session, request)
        : [.. request.Addresses.Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(address => LogErasureStatements.Decide(session, request, address))];

    private async Task EraseAsync(LogErasureRequest request, long events, CancellationToken cancellationToken)
    {
        // Dispatchers get their turn between the pieces.
        while (request.Addresses.Count == 0
            && await engine.WriteAsync(scope => LogErasureStatements.Erase(scope, request, AtOnce), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        await engine.WriteAsync(
            scope =>
            {
                foreach (var address in request.Addresses)
                {
                    LogErasureStatements.Erase(scope, request, address);
                }

                LogErasureStatements.Note(scope, request, events);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private StoreFacts ReadFacts(SqlSession session)
    {
        var now = UnixTime.From(engine.Clock.UtcNow);
        var (version, size) = engine.Measure(session);
        return new StoreFacts
        {
            SchemaVersion = version,
            Size = size,
            Findings = engine.InspectPlace(),
            Instance = MetaStatements.ReadInstance(session) ?? "",
            Due = CountDue(session, now),
            Overdue = CountDue(session, now - OverdueAfter),
        };
    }

    // Lane by lane, so that the index of what can be claimed answers.
    private static long CountDue(SqlSession session, long now) => session.QueryNumber(
        """
        SELECT sum((SELECT count(*) FROM delivery WHERE delivery.lane = lane.id AND delivery.state = 1 AND delivery.due_at <= $1))
        FROM lane WHERE lane.pending > 0
        """,
        now) ?? 0;
}
