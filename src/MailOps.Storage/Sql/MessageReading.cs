using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>
/// What a claim or an outcome asks about messages: read in two journeys to the database with a few statements, not with three for each message.
/// </summary>
internal sealed class MessageReading
{
    private readonly Dictionary<long, MessageState> _messages = [];
    private readonly Dictionary<long, List<DeliveryRow>> _rows = [];
    private readonly Dictionary<string, string?> _blocks = new(StringComparer.Ordinal);

    private MessageReading()
    {
    }

    /// <summary>Reads messages with what of them is due, in one lane or in all, and whether their recipients are blocked by now.</summary>
    public static MessageReading Of(WriteScope scope, IEnumerable<long> ids, long? lane)
    {
        var reading = new MessageReading();
        List<long> distinct = [.. ids.Distinct()];
        MessageState.Post(scope.Session, distinct, reading.Add);
        if (lane is { } one)
        {
            DeliveryRow.PostDue(scope.Session, distinct, one, scope.Now, reading.Add);
        }
        else
        {
            DeliveryRow.PostAll(scope.Session, distinct, rows => reading.Add(rows.FindAll(row => IsDue(row, scope.Now))));
        }

        scope.Session.Complete();
        reading.ReadBlocks(scope);
        return reading;
    }

    /// <summary>Reads messages with all their deliveries, known once the session is complete.</summary>
    public static MessageReading Post(SqlSession session, IEnumerable<long> ids)
    {
        var reading = new MessageReading();
        List<long> distinct = [.. ids.Distinct()];
        MessageState.Post(session, distinct, reading.Add);
        DeliveryRow.PostAll(session, distinct, reading.Add);
        return reading;
    }

    public MessageState? FindMessage(long id) => _messages.TryGetValue(id, out var message) ? message : null;

    /// <summary>The deliveries that were read of a message: those that are due, or all.</summary>
    public List<DeliveryRow> RowsOf(long id) => _rows.TryGetValue(id, out var rows) ? rows : [];

    /// <summary>Why mail to an address is blocked; null when it is not.</summary>
    public string? FindBlock(string addressKey) => _blocks[addressKey];

    private static bool IsDue(DeliveryRow row, long now) => row.Facts.State == DeliveryState.Queued && UnixTime.From(row.Facts.DueAt) <= now;

    private void Add(MessageState message) => _messages[message.Id] = message;

    private void Add(List<DeliveryRow> rows)
    {
        foreach (var row in rows)
        {
            if (!_rows.TryGetValue(row.Message, out var known))
            {
                _rows.Add(row.Message, known = []);
            }

            known.Add(row);
        }
    }

    private void ReadBlocks(WriteScope scope)
    {
        foreach (var rows in _rows.Values)
        {
            foreach (var row in rows)
            {
                _blocks[row.AddressKey] = null;
            }
        }

        SuppressionStatements.PostBlocks(scope.Session, [.. _blocks.Keys], (addressKey, block) => _blocks[addressKey] = block);
        scope.Session.Complete();
    }
}
