using System;
using System.Collections.Generic;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>The suppression list in the tables of a store, inside a transaction.</summary>
internal sealed class SqlSuppressionLedger(SqlSession session) : ISuppressionLedger
{
    private readonly Dictionary<string, SuppressionEntry?> _known = new(System.StringComparer.Ordinal);
    private readonly Dictionary<(BurstScope Scope, string Value, long Hour), long> _sent = [];

    /// <summary>Reads the entries of addresses in one journey. They are known until <see cref="Forget"/>; others may write in between.</summary>
    public void Look(IEnumerable<string> addressKeys)
    {
        foreach (var key in addressKeys)
        {
            if (!_known.ContainsKey(key))
            {
                _known.Add(key, null);
                SuppressionStatements.PostFind(session, key, entry => _known[key] = entry);
            }
        }

        session.Complete();
    }

    public void Forget() => _known.Clear();

    public SuppressionEntry? Find(string addressKey) =>
        _known.TryGetValue(addressKey, out var known) ? known : SuppressionStatements.Find(session, addressKey);

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

    public void Write(string addressKey, SuppressionEntry entry)
    {
        _known.Remove(addressKey);
        SuppressionStatements.Write(session, entry);
    }

    public void Remove(string addressKey)
    {
        _known.Remove(addressKey);
        SuppressionStatements.Remove(session, addressKey);
    }

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
