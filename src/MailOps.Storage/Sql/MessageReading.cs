using System;
using System.Collections.Generic;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>
/// What a claim asks about the messages before it: read in two journeys to the database, not in three for each message.
/// </summary>
internal sealed class ClaimReading
{
    private readonly Dictionary<long, MessageState> _messages = [];
    private readonly Dictionary<long, List<DeliveryRow>> _due = [];
    private readonly Dictionary<string, string?> _blocks = new(StringComparer.Ordinal);

    private ClaimReading()
    {
    }

    /// <summary>Reads messages with what of them is due, in one lane or in all, and whether their recipients are blocked by now.</summary>
    public static ClaimReading Of(WriteScope scope, IReadOnlyList<long> ids, long? lane)
    {
        var reading = new ClaimReading();
        foreach (var id in ids)
        {
            MessageState.Post(scope.Session, id, message => reading._messages[id] = message);
            if (lane is { } one)
            {
                DeliveryRow.PostDue(scope.Session, id, one, scope.Now, rows => reading._due[id] = rows);
            }
            else
            {
                DeliveryRow.PostAll(scope.Session, id, rows => reading._due[id] = rows.FindAll(row => IsDue(row, scope.Now)));
            }
        }

        scope.Session.Complete();
        reading.ReadBlocks(scope);
        return reading;
    }

    public MessageState? FindMessage(long id) => _messages.TryGetValue(id, out var message) ? message : null;

    public List<DeliveryRow> DueOf(long id) => _due[id];

    /// <summary>Why mail to an address is blocked; null when it is not.</summary>
    public string? FindBlock(string addressKey) => _blocks[addressKey];

    private static bool IsDue(DeliveryRow row, long now) => row.Facts.State == DeliveryState.Queued && UnixTime.From(row.Facts.DueAt) <= now;

    private void ReadBlocks(WriteScope scope)
    {
        foreach (var rows in _due.Values)
        {
            foreach (var row in rows)
            {
                if (!_blocks.ContainsKey(row.AddressKey))
                {
                    _blocks.Add(row.AddressKey, null);
                    SuppressionStatements.PostBlock(scope.Session, row.AddressKey, block => _blocks[row.AddressKey] = block);
                }
            }
        }

        scope.Session.Complete();
    }
}
