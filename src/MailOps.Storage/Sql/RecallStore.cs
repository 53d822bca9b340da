using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Json;
using MailOps.Recall;

namespace MailOps.Storage.Sql;

/// <summary>The recalls on any database that an engine drives.</summary>
internal sealed class RecallStore(IStoreEngine engine) : IRecallStore
{
    private const string PolicyKey = "recall_policy";

    public Task<long> CreateAsync(MailRecall recall, string actor, CancellationToken cancellationToken) =>
        engine.WriteAsync(scope => RecallStatements.Create(scope, recall, actor), cancellationToken);

    public Task<MailRecall?> FindAsync(long id, CancellationToken cancellationToken) =>
        engine.ReadAsync(session => RecallStatements.Find(session, id), cancellationToken);

    public Task<MailRecallState?> GetStateAsync(long id, CancellationToken cancellationToken) =>
        engine.ReadAsync(session => RecallStatements.ReadState(session, id), cancellationToken);

    public async Task<IReadOnlyList<MailRecall>> ListAsync(MailRecallFilter filter, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => RecallStatements.List(session, filter), cancellationToken).ConfigureAwait(false);

    public Task SaveAsync(MailRecallRecipient recipient, string actor, string action, CancellationToken cancellationToken) => engine.WriteAsync(
        scope =>
        {
            RecallStatements.Save(scope, recipient, actor, action);
            return true;
        },
        cancellationToken);

    public Task<bool> SetStateAsync(long id, MailRecallState state, MailRecallState? unless, string actor, CancellationToken cancellationToken) =>
        engine.WriteAsync(scope => RecallStatements.SetState(scope, id, state, unless, actor), cancellationToken);

    public async Task<IAsyncDisposable?> ClaimAsync(long id, CancellationToken cancellationToken)
    {
        var before = await engine.ReadAsync(session => FindFree(session, id), cancellationToken).ConfigureAwait(false);
        if (before is null)
        {
            return null;
        }

        // The sign comes first: a claim without one would be that of a dead process.
        var sign = engine.RaiseSign();
        try
        {
            if (await engine.WriteAsync(scope => RecallStatements.Claim(scope, id, before, sign.Token), cancellationToken).ConfigureAwait(false))
            {
                if (before.Length > 0)
                {
                    engine.Bury(before);
                }

                return new Hold(engine, id, sign);
            }
        }
        catch
        {
            sign.Dispose();
            throw;
        }

        sign.Dispose();
        return null;
    }

    public async Task<IReadOnlyList<MailRecallAuditEntry>> ReadAuditAsync(long? id, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => RecallAuditStatements.Read(session, id), cancellationToken).ConfigureAwait(false);

    public Task<MailRecallPolicy> GetPolicyAsync(CancellationToken cancellationToken) =>
        engine.ReadAsync(session => MailRecallPolicy.Parse(MetaStatements.Get(session, PolicyKey)), cancellationToken);

    public Task SetPolicyAsync(MailRecallPolicy policy, string actor, CancellationToken cancellationToken) => engine.WriteAsync(
        scope =>
        {
            var text = MailOpsJson.Serialize(policy);
            MetaStatements.Set(scope.Session, PolicyKey, text);
            RecallAuditStatements.Append(scope, new MailRecallAuditEntry { Actor = actor, Action = "policy", Detail = text });
            return true;
        },
        cancellationToken);

    // The claim that a new one replaces: none, or that of a dead process. Null while a living one holds it, and where there is no recall.
    private string? FindFree(SqlSession session, long id) =>
        RecallStatements.ReadClaim(session, id) is { } token && (token.Length == 0 || engine.IsDead(session, token)) ? token : null;

    private sealed class Hold(IStoreEngine engine, long id, IOwnerSign sign) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await engine.WriteAsync(scope => RecallStatements.Claim(scope, id, sign.Token, ""), CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                sign.Dispose();
            }
        }
    }
}
