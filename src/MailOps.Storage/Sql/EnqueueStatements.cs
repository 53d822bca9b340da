using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Puts messages into the store.</summary>
internal static class EnqueueStatements
{
    // A large batch takes a while before its commit, and "-Delay counts from the commit". Its mails get this many milliseconds more from the
    // beginning, several times what a message takes, since writing every one of them a second time costs a quarter of the rate.
    private const int AllowancePerMessage = 1;
    private const int LargeBatch = 50;

    public static EnqueuedMessage[] Enqueue(WriteScope scope, IReadOnlyList<NewMessage> messages)
    {
        var results = new EnqueuedMessage[messages.Count];
        var allowance = messages.Count < LargeBatch ? 0 : messages.Count * AllowancePerMessage;
        var known = FindKeys(scope.Session, [.. messages.Select(m => m.Key)]);
        Dictionary<string, int> keys = new(StringComparer.Ordinal);
        List<int> toInsert = [];
        for (var i = 0; i < results.Length; i++)
        {
            if (known[i] is { } queued)
            {
                results[i] = queued;
            }
            else if (messages[i].Key is not { } key || keys.TryAdd(key, i))
            {
                toInsert.Add(i);
                PostMessage(scope, messages, results, i, allowance);
            }
        }

        scope.Session.Complete();
        Insert(scope, messages, results, toInsert);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] ??= results[keys[messages[i].Key!]] with { IsKnown = true };
        }

        List<int> delayed = toInsert.FindAll(i => messages[i].DueAt is null && messages[i].Delay > TimeSpan.Zero);
        scope.BeforeCommit(() => CountDelayFromCommit(scope, results, delayed, allowance));
        return results;
    }

    /// <summary>The messages that keys stand for; null where a key is free, and for none.</summary>
    public static EnqueuedMessage?[] FindKeys(SqlSession session, IReadOnlyList<string?> keys)
    {
        var found = new EnqueuedMessage?[keys.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (keys[i] is { } key)
            {
                var number = i;
                session.PostQuery(
                    "SELECT message FROM message_key WHERE key = $1",
                    reader => found[number] = reader.Read() ? KnownAs(reader.GetInt64(0)) : null,
                    key);
            }
        }

        session.Complete();

        // A key outlives its message: without one there is nothing more to tell.
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { } message)
            {
                var number = i;
                session.PostQuery(
                    "SELECT message_id, due_at FROM message WHERE id = $1",
                    reader => found[number] = reader.Read() ? message with { MessageId = reader.GetString(0), DueAt = reader.GetTime(1) } : message,
                    message.Id);
            }
        }

        session.Complete();
        return found;
    }

    private static void PostMessage(WriteScope scope, IReadOnlyList<NewMessage> messages, EnqueuedMessage[] results, int index, long allowance)
    {
        var message = messages[index];
        var delay = (long)message.Delay.TotalMilliseconds;
        var dueAt = message.DueAt is { } time ? UnixTime.From(time) : scope.Now + delay + (delay > 0 ? allowance : 0);
        var live = CountLive(message);
        scope.Session.PostQuery(
            """
            INSERT INTO message (message_id, sender, author, subject, campaign, server, size, digest, created_at, created_by, due_at, undo,
                waits, if_missed, suppression_override, notify, dsn_return, findings, live, completed_at, dkim_key)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            RETURNING id
            """,
            reader =>
            {
                reader.Read();
                results[index] = new EnqueuedMessage
                {
                    Id = reader.GetInt64(0),
                    MessageId = message.MessageId,
                    IsKnown = false,
                    DueAt = UnixTime.To(dueAt),
                };
            },
            message.MessageId, message.Sender, message.From, message.Subject, message.Campaign, message.Server,
            message.Content.Length, message.Digest.ToArray(), scope.Now, message.CreatedBy, dueAt,
            (long)message.UndoWindow.TotalMilliseconds, (int)message.Waits, (int)message.IfMissed, message.SuppressionOverride,
            (int?)message.Notify, (int?)message.Return, FindingText.Write(message.Findings), live, live == 0 ? scope.Now : null, message.DkimKey);
    }

    private static void Insert(WriteScope scope, IReadOnlyList<NewMessage> messages, EnqueuedMessage[] results, List<int> toInsert)
    {
        scope.Throttles.Look(toInsert.SelectMany(i => ThrottlesOf(messages[i])));
        foreach (var i in toInsert)
        {
            var message = messages[i];
            if (message.Key is not null)
            {
                scope.Session.Post("INSERT INTO message_key (key, message, created_at) VALUES ($1, $2, $3)", message.Key, results[i].Id, scope.Now);
            }

            // Nobody will ever read the content of a message without a recipient left.
            if (CountLive(message) > 0)
            {
                scope.Session.Post("INSERT INTO content (message, body) VALUES ($1, $2)", results[i].Id, Blob(message.Content));
            }

            InsertDeliveries(scope, message, results[i].Id, UnixTime.From(results[i].DueAt));
        }
    }

    private static IEnumerable<(ThrottleScope Scope, string Name)> ThrottlesOf(NewMessage message)
    {
        yield return (ThrottleScope.Sender, message.Sender.Length == 0 ? "" : AddressKey.Of(message.Sender));
        foreach (var recipient in message.Recipients)
        {
            yield return (ThrottleScope.Domain, LaneKey.DomainOf(AddressKey.Of(recipient.Address)));
        }
    }

    private static EnqueuedMessage KnownAs(long id) => new() { Id = id, MessageId = "", IsKnown = true, DueAt = default };

    private static int CountLive(NewMessage message) => message.Recipients.Count(recipient => recipient.SuppressedBecause.Length == 0);

    private static void InsertDeliveries(WriteScope scope, NewMessage message, long id, long dueAt)
    {
        (LaneKey Key, long Id) lane = default;
        for (var number = 0; number < message.Recipients.Count; number++)
        {
            var recipient = message.Recipients[number];
            var state = recipient.SuppressedBecause.Length > 0 ? DeliveryState.Suppressed
                : message.Waits != WaitReasons.None ? DeliveryState.Waiting
                : DeliveryState.Queued;
            var key = AddressKey.Of(recipient.Address);
            var laneKey = LaneKey.Of(scope.Throttles, message.Server, message.Sender, message.Campaign, key);
            if (number == 0 || laneKey != lane.Key)
            {
                lane = (laneKey, LaneStatements.FindOrAdd(scope, laneKey, dueAt));
            }

            scope.Session.Post(
                """
                INSERT INTO delivery (message, number, address, address_key, lane, state, due_at, changed_at, reply_text)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                id, number, recipient.Address, key, lane.Id, (int)state, dueAt, scope.Now, recipient.SuppressedBecause);
            scope.Count(state, 1);
            if (state == DeliveryState.Queued)
            {
                scope.CountLane(lane.Id, 1, dueAt);
            }

            var queued = new JournalEvent
            {
                At = UnixTime.To(scope.Now),
                Kind = JournalEventKind.Queued,
                Id = id,
                Recipient = number,
                MessageId = message.MessageId,
                Address = recipient.Address,
                Campaign = message.Campaign,
                Actor = message.CreatedBy,
                Text = OverrideOf(message, recipient),
            };
            JournalStatements.Post(scope, queued);
            if (state == DeliveryState.Suppressed)
            {
                JournalStatements.Post(scope, queued with { Kind = JournalEventKind.Suppressed, Text = recipient.SuppressedBecause });
            }
        }
    }

    // Who sent to a blocked address, and why, stays as long as the log.
    private static string OverrideOf(NewMessage message, NewRecipient recipient) => message.SuppressionOverride.Length == 0 ? ""
        : "Suppression overridden: " + message.SuppressionOverride
            + (recipient.OverriddenBlock.Length == 0 ? "" : " (" + recipient.OverriddenBlock + ")");

    // "-Delay counts from the commit": inserting a big batch, or waiting for the others in the transaction, must not eat into the undo
    // window, so the time that has passed is added as the last thing before the commit.
    private static void CountDelayFromCommit(WriteScope scope, EnqueuedMessage[] results, List<int> delayed, long allowance)
    {
        var late = UnixTime.From(scope.Clock.UtcNow) - scope.Now - allowance;
        if (late <= 0)
        {
            return;
        }

        foreach (var i in delayed)
        {
            var id = results[i].Id;
            scope.Session.Post("UPDATE message SET due_at = due_at + $2 WHERE id = $1", id, late);
            scope.Session.Post("UPDATE delivery SET due_at = due_at + $2 WHERE message = $1", id, late);
            results[i] = results[i] with { DueAt = results[i].DueAt.AddMilliseconds(late) };
        }
    }

    private static byte[] Blob(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var segment)
            && segment.Offset == 0 && segment.Array!.Length == segment.Count
            ? segment.Array
            : bytes.ToArray();
}
