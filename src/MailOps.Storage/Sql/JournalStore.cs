using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;

namespace MailOps.Storage.Sql;

/// <summary>The journal on any database that an engine drives.</summary>
internal sealed class JournalStore(IStoreEngine engine) : IJournalStore
{
    public async Task<IReadOnlyList<long?>> AppendAsync(IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken) =>
        events.Count == 0
            ? []
            : await engine.WriteAsync(
                scope =>
                {
                    var sequences = new long?[events.Count];
                    for (var i = 0; i < sequences.Length; i++)
                    {
                        sequences[i] = JournalStatements.Append(scope, events[i]);
                    }

                    return sequences;
                },
                cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<JournalEvent>> ReadAsync(long after, int limit, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => JournalStatements.Read(session, after, limit), cancellationToken).ConfigureAwait(false);

    public Task<MailLogPage> ReadLogAsync(MailLogFilter filter, MailLogCursor? cursor, int limit, CancellationToken cancellationToken) =>
        engine.ReadAsync(session => LogStatements.Read(session, filter, cursor, limit), cancellationToken);
}
