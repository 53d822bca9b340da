using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>A dispatcher that is signed on.</summary>
internal sealed class QueueOwner(IStoreEngine engine, long id, IOwnerSign sign) : IQueueOwner
{
    private bool _isDisposed;
    private long _noted;

    public long Id => id;

    public async Task<RecoveredWork> RecoverAsync(DoubtAction onDoubt, CancellationToken cancellationToken)
    {
        var total = new RecoveredWork { Owners = 0, Requeued = 0, InDoubt = 0 };
        var others = await engine.ReadAsync(ReadOthers, cancellationToken).ConfigureAwait(false);
        foreach (var (other, token) in others)
        {
            // Asked once more in the transaction: an owner that was out of touch may be back.
            if (!await engine.ReadAsync(session => engine.IsDead(session, token), cancellationToken).ConfigureAwait(false)
                || await engine.WriteAsync(
                    scope => engine.IsDead(scope.Session, token) ? OutcomeStatements.Recover(scope, other, onDoubt) : null, cancellationToken)
                    .ConfigureAwait(false) is not { } work)
            {
                continue;
            }

            engine.Bury(token);
            total = new RecoveredWork
            {
                Owners = total.Owners + work.Owners,
                Requeued = total.Requeued + work.Requeued,
                InDoubt = total.InDoubt + work.InDoubt,
            };
        }

        return total;
    }

    public async Task<ClaimedWork> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var (work, instance, tick) = await engine.WriteAsync(
            scope =>
            {
                if (!sign.Confirm(scope.Session))
                {
                    SignOnAgain(scope);
                }

                var claimed = ClaimStatements.Claim(scope, id, request);
                return (claimed, MetaStatements.EnsureInstance(scope.Session), MetaStatements.ReadTick(scope.Session));
            },
            cancellationToken).ConfigureAwait(false);
        if (tick is { } durable && durable != _noted)
        {
            // Once it is durable in the store, never before.
            engine.Witness.Note(instance, durable);
            _noted = durable;
        }

        // What has been claimed must reach the caller, whoever loses patience. Outside the transaction, for which others wait.
        return work.Messages.Count == 0
            ? work
            : work with
            {
                Messages = await engine.ReadBrieflyAsync(session => ContentStatements.AddSmall(session, work.Messages), CancellationToken.None)
                    .ConfigureAwait(false),
            };
    }

    public Task<SendingMark> MarkSendingAsync(ClaimedMessage message, DateTime date, CancellationToken cancellationToken) =>
        engine.WriteAsync(scope => OutcomeStatements.MarkSending(scope, id, message, date), cancellationToken);

    public async Task<IReadOnlyList<DeliveryState>> RecordAsync(
        ClaimedMessage message, IReadOnlyList<DeliveryOutcome> outcomes, CancellationToken cancellationToken)
    {
        // Handed over without the token: what has happened must be written down, whoever loses patience.
        var recorded = engine.WriteAsync(scope => OutcomeStatements.Record(scope, message, outcomes), CancellationToken.None);
        return await recorded.WithCancellation(cancellationToken).ConfigureAwait(false);
    }

    public Task ReleaseAsync(IReadOnlyList<ClaimedMessage> messages, CancellationToken cancellationToken) => messages.Count == 0
        ? Task.CompletedTask
        : engine.WriteAsync(scope => OutcomeStatements.Release(scope, messages), cancellationToken);

    public Task NoteServerAsync(string server, bool reachable, RetryLimits limits, CancellationToken cancellationToken) => engine.WriteAsync(
        scope =>
        {
            LaneStatements.NoteServer(scope, server, reachable, limits);
            return true;
        },
        cancellationToken);

    public Task<bool> WarnAsync(long message, NewMessage notice, CancellationToken cancellationToken) => engine.WriteAsync(
        scope => scope.Session.Execute("UPDATE message SET warned_at = $2 WHERE id = $1 AND warned_at IS NULL", message, scope.Now) == 1
            && EnqueueStatements.Enqueue(scope, [notice]) is [{ IsKnown: false }],
        cancellationToken);

    public Task HoldServerAsync(string server, string reason, CancellationToken cancellationToken) => engine.WriteAsync(
        scope =>
        {
            ServerStateStatements.Hold(scope, server, reason);
            return true;
        },
        cancellationToken);

    public Task SlowServerAsync(string server, CancellationToken cancellationToken) => engine.WriteAsync(
        scope =>
        {
            ServerStateStatements.SlowDown(scope, server);
            return true;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            // Whatever is still marked as being sent is as doubtful as after a crash; nobody will report on it any more.
            await engine.WriteAsync(scope => OutcomeStatements.Recover(scope, id, DoubtAction.Retry), CancellationToken.None)
                .ConfigureAwait(false);
        }
        finally
        {
            sign.Dispose();
        }
    }

    /// <summary>Writes an owner down; its number.</summary>
    public static long Register(WriteScope scope, string token)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return scope.Session.QueryNumber(
            "INSERT INTO owner (token, host, process, since) VALUES ($1, $2, $3, $4) RETURNING id",
            token, Environment.MachineName, process.Id, scope.Now)!.Value;
    }

    // What it had in hand was given to others meanwhile; what it claims from now on must be found again if it dies.
    private void SignOnAgain(WriteScope scope)
    {
        if (scope.Session.QueryNumber("SELECT id FROM owner WHERE id = $1", id) is null)
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            scope.Session.Execute(
                "INSERT INTO owner (id, token, host, process, since) VALUES ($1, $2, $3, $4, $5)",
                id, sign.Token, Environment.MachineName, process.Id, scope.Now);
        }
    }

    private List<(long Id, string Token)> ReadOthers(SqlSession session)
    {
        List<(long Id, string Token)> owners = [];
        using var reader = session.Query("SELECT id, token FROM owner WHERE id <> $1", id);
        while (reader.Read())
        {
            owners.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return owners;
    }
}
