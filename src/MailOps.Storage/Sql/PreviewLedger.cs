using System;
using System.Collections.Generic;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>The list as it would be: changes are kept in memory over one snapshot of the tables, so that a preview decides by the same code.</summary>
internal sealed class PreviewLedger(SqlSession session) : ISuppressionLedger
{
    private readonly Dictionary<string, SuppressionEntry?> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<JournalEvent>> _events = new(StringComparer.Ordinal);
    private readonly HashSet<string> _externalKeys = new(StringComparer.Ordinal);
    private readonly HashSet<(long?, int, int, JournalEventKind)> _ofMails = [];

    // Behind everything that is stored.
    private long _sequence = long.MaxValue / 2;

    /// <summary>Appends an event in memory; null when the same event is known.</summary>
    public JournalEvent? Append(JournalEvent item)
    {
        if (JournalStatements.IsKnown(session, item) || (item.ExternalKey is { } external && !_externalKeys.Add(external))
            || (item.Id is not null && !_ofMails.Add((item.Id, item.Recipient, item.Attempt, item.Kind))))
        {
            return null;
        }

        var added = item with { Sequence = ++_sequence };
        var key = AddressKey.Of(item.Address);
        if (!_events.TryGetValue(key, out var events))
        {
            events = [];
            _events.Add(key, events);
        }

        events.Add(added);
        return added;
    }

    public SuppressionEntry? Find(string addressKey) =>
        _entries.TryGetValue(addressKey, out var entry) ? entry : SuppressionStatements.Find(session, addressKey);

    public IReadOnlyList<JournalEvent> ReadEvents(string addressKey, int limit)
    {
        var events = JournalStatements.ReadAddress(session, addressKey, limit);
        if (_events.TryGetValue(addressKey, out var added))
        {
            events.AddRange(added.FindAll(SuppressionFold.Concerns));
        }

        return events.Count > limit ? events.GetRange(events.Count - limit, limit) : events;
    }

    public IReadOnlyList<SuppressionEntry> FindHard(BurstScope scope, string value, DateTime from, DateTime until, int limit)
    {
        List<SuppressionEntry> found = [];
        foreach (var (key, entry) in _entries)
        {
            if (entry is not null && SuppressionStatements.IsHard(entry) && entry.Since >= from && entry.Since <= until
                && value == (scope == BurstScope.Domain ? key.Substring(key.LastIndexOf('@') + 1) : entry.Server))
            {
                found.Add(entry);
            }
        }

        foreach (var entry in SuppressionStatements.FindHard(session, scope, value, from, until, limit + _entries.Count))
        {
            if (!_entries.ContainsKey(AddressKey.Of(entry.Address)))
            {
                found.Add(entry);
            }
        }

        found.Sort(static (a, b) => a.State.CompareTo(b.State));
        return found.Count > limit ? found.GetRange(0, limit) : found;
    }

    public long CountSent(BurstScope scope, string value, DateTime from, DateTime until) =>
        SuppressionStatements.CountSent(session, scope, value, from, until);

    public void AddSent(BurstScope scope, string value, DateTime at)
    {
        // A preview sends nothing.
    }

    public void Write(string addressKey, SuppressionEntry entry) => _entries[addressKey] = entry;

    public void Remove(string addressKey) => _entries[addressKey] = null;
}
