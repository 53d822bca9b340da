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

    private static readonly string ByIds = "SELECT body, message FROM content WHERE message IN " + KeyList.First;

    public static ReadOnlyMemory<byte>? Read(SqlSession session, long id)
    {
        using var reader = session.Query(ById, id);
        return reader.Read() ? (ReadOnlyMemory<byte>?)reader.GetFieldValue<byte[]>(0) : null;
    }

    /// <summary>Adds small contents to claimed messages, all of them in one journey to the database.</summary>
    public static IReadOnlyList<ClaimedMessage> AddSmall(SqlSession session, IReadOnlyList<ClaimedMessage> messages)
    {
        ClaimedMessage[] read = [.. messages];
        List<long> small = [];
        var total = 0L;
        foreach (var message in read)
        {
            if (message.Size <= SmallSize && total + message.Size <= MaxTotal)
            {
                total += message.Size;
                small.Add(message.Id);
            }
        }

        Dictionary<long, byte[]> contents = [];
        foreach (var values in KeyList.Split(small))
        {
            session.PostQuery(
                ByIds,
                reader =>
                {
                    while (reader.Read())
                    {
                        contents[reader.GetInt64(1)] = reader.GetFieldValue<byte[]>(0);
                    }
                },
                values);
        }

        session.Complete();
        for (var i = 0; i < read.Length; i++)
        {
            if (contents.TryGetValue(read[i].Id, out var content))
            {
                read[i] = read[i] with { Content = content };
            }
        }

        return read;
    }
}
