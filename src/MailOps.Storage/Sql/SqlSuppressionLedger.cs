using System;
using System.Collections.Generic;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>The suppression list in the tables of a store, inside a transaction.</summary>
internal sealed class SqlSuppressionLedger(SqlSession session) : ISuppressionLedger
{
    private readonly Dictionary<(BurstScope Scope, string Value, long Hour), long> _sent = [];

    public SuppressionEntry? Find(string addressKey) => SuppressionStatements.Find(session, addressKey);

    public IReadOnlyList<JournalEvent> ReadEvents(string addressKey, int limit) => JournalStatements.ReadAddress(session, addressKey, limit);

    public IReadOnlyList<SuppressionEntry> FindHard(BurstScope scope, string value, DateTime from, DateTime until, int limit) =>
        SuppressionStatements.FindHard(session, scope, value, from, until, limit);

    public long CountSent(BurstScope scope, string value, DateTime from, DateTime until)
    {
        Flush();
        return SuppressionStatements.CountSent(session, scope, value, from, until);
    }

    public void AddSent(BurstScope scope, string value, DateTime at)
    {
        var key = (scope, value, SuppressionStatements.HourOf(at));
        _sent[key] = (_sent.TryGetValue(key, out var before) ? before : 0) + 1;
    }

    public void Write(string addressKey, SuppressionEntry entry) => SuppressionStatements.Write(session, entry);

    public void Remove(string addressKey) => SuppressionStatements.Remove(session, addressKey);

    /// <summary>Writes the counts that were gathered.</summary>
    public void Flush()
    {
        foreach (var (key, amount) in _sent)
        {
            SuppressionStatements.AddSent(session, key.Scope, key.Value, key.Hour, amount);
        }

        _sent.Clear();
    }
}
