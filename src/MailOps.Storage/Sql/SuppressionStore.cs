using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>The suppression list on any database that an engine drives.</summary>
internal sealed class SuppressionStore(IStoreEngine engine) : ISuppressionStore
{
    private const int MaxEvidence = 1000;

    // So many addresses are looked up in less time than it takes to reach another thread.
    private const int Few = 8;

    public async Task<IReadOnlyList<SuppressionEntry?>> FindAsync(IReadOnlyList<string> addresses, CancellationToken cancellationToken) =>
        addresses.Count <= Few
            ? await engine.ReadBrieflyAsync(session => Find(session, addresses), cancellationToken).ConfigureAwait(false)
            : await engine.ReadAsync(session => Find(session, addresses), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<SuppressionEntry>> ListAsync(
        SuppressionFilter filter, string? after, int limit, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => SuppressionStatements.List(session, filter, after, limit), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<JournalEvent>> ReadEvidenceAsync(string address, CancellationToken cancellationToken) => await engine.ReadAsync(
        session => JournalStatements.ReadAddress(session, AddressKey.Of(address), MaxEvidence), cancellationToken).ConfigureAwait(false);

    public Task<IReadOnlyList<SuppressionOutcome>> RecordAsync(
        IReadOnlyList<JournalEvent> events, bool whatIf, CancellationToken cancellationToken) => whatIf
        ? engine.ReadAsync(session => SuppressionRecording.Preview(session, events), cancellationToken)
        : engine.WriteAsync(scope => SuppressionRecording.Record(scope, events), cancellationToken);

    public async Task<IReadOnlyList<JournalEvent>> FindToRestoreAsync(SuppressionRestoreFilter filter, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => JournalStatements.ReadToRestore(session, filter), cancellationToken).ConfigureAwait(false);

    public Task<SuppressionPolicy> GetPolicyAsync(CancellationToken cancellationToken) =>
        engine.ReadAsync(SuppressionFolding.ReadPolicy, cancellationToken);

    public Task<IReadOnlyList<SuppressionChange>> SetPolicyAsync(SuppressionPolicy policy, bool whatIf, CancellationToken cancellationToken) => whatIf
        ? engine.ReadAsync(session => SuppressionRecording.SimulatePolicy(session, policy), cancellationToken)
        : engine.WriteAsync(scope => SuppressionRecording.SetPolicy(scope, policy), cancellationToken);

    private static SuppressionEntry?[] Find(SqlSession session, IReadOnlyList<string> addresses)
    {
        var found = new SuppressionEntry?[addresses.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var number = i;
            SuppressionStatements.PostFind(session, AddressKey.Of(addresses[i]), entry => found[number] = entry);
        }

        session.Complete();
        return found;
    }
}
