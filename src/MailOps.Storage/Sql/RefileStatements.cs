using System.Collections.Generic;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Moves queued deliveries between lanes when a throttle is set for what they have in common.</summary>
internal static class RefileStatements
{
    private const int MessagesAtOnce = 5000;
    private const int MovesAtOnce = 500;

    /// <summary>Queued deliveries that a throttle concerns, from a message on; and where to go on, null at the end.</summary>
    public static (List<(long Message, int Number)> Found, long? Next) Find(SqlSession session, MailThrottle throttle, long after)
    {
        List<(long, int)> found = [];
        var seen = 0;
        long last = after;
        using var reader = session.Query(
            throttle.Scope == ThrottleScope.Domain
                ? "SELECT message, number, address_key FROM delivery WHERE state = 1 AND message > $1 ORDER BY message LIMIT $2"
                : """
                  SELECT d.message, d.number, m.sender FROM delivery d JOIN message m ON m.id = d.message
                  WHERE d.state = 1 AND d.message > $1 ORDER BY d.message LIMIT $2
                  """,
            after, MessagesAtOnce);
        while (reader.Read())
        {
            // A message is looked at as a whole, or once more in the next step.
            if (found.Count >= MovesAtOnce && reader.GetInt64(0) != last)
            {
                return (found, last);
            }

            last = reader.GetInt64(0);
            seen++;
            var text = reader.GetString(2);
            var name = throttle.Scope == ThrottleScope.Domain ? LaneKey.DomainOf(text) : AddressKey.Of(text);
            if (name == throttle.Name)
            {
                found.Add((last, reader.GetInt32(1)));
            }
        }

        // The last message may have been cut off by the limit; one with more recipients than that is left to the claims.
        return (found, seen < MessagesAtOnce ? null : last - 1 > after ? last - 1 : last);
    }

    public static void Move(WriteScope scope, List<(long Message, int Number)> deliveries)
    {
        foreach (var (id, number) in deliveries)
        {
            if (DeliveryRow.Read(scope.Session, id, number) is { Facts.State: DeliveryState.Queued } row
                && MessageState.Read(scope.Session, id) is { } message)
            {
                LaneStatements.Refile(scope, message, row);
            }
        }
    }
}
