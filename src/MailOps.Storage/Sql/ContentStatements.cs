using System;
using System.Collections.Generic;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Reads what messages say.</summary>
internal static class ContentStatements
{
    // What waits in memory for a connection is bounded: larger contents are read when they leave.
    private const int SmallSize = 65_536;
    private const long MaxTotal = 4_000_000;

    private const string ById = "SELECT body FROM content WHERE message = $1";

    public static ReadOnlyMemory<byte>? Read(SqlSession session, long id)
    {
        using var reader = session.Query(ById, id);
        return reader.Read() ? (ReadOnlyMemory<byte>?)reader.GetFieldValue<byte[]>(0) : null;
    }

    /// <summary>Adds small contents to claimed messages, all of them in one journey to the database.</summary>
    public static IReadOnlyList<ClaimedMessage> AddSmall(SqlSession session, IReadOnlyList<ClaimedMessage> messages)
    {
        ClaimedMessage[] read = [.. messages];
        var total = 0L;
        for (var i = 0; i < read.Length; i++)
        {
            if (read[i].Size > SmallSize || total + read[i].Size > MaxTotal)
            {
                continue;
            }

            total += read[i].Size;
            var number = i;
            session.PostQuery(
                ById,
                reader =>
                {
                    if (reader.Read())
                    {
                        read[number] = read[number] with { Content = reader.GetFieldValue<byte[]>(0) };
                    }
                },
                read[i].Id);
        }

        session.Complete();
        return read;
    }
}
