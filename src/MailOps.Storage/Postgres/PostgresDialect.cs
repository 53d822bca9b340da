using System;
using System.Data;
using System.Data.Common;
using System.Globalization;
using MailOps.Storage.Sql;

namespace MailOps.Storage.Postgres;

/// <summary>
/// PostgreSQL wants to know the types of parameters. There are three: every number is a bigint, every text a text, every blob a bytea. A
/// NULL keeps the type that the parameter had, so that a statement stays prepared; the first time the server infers it.
/// </summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static readonly PostgresDialect Instance = new();

    public override void Name(DbParameter parameter, int index)
    {
        // Parameters without a name are taken in their order, $1 first.
    }

    public override void Set(DbParameter parameter, object? value)
    {
        switch (value)
        {
            case null:
                parameter.Value = DBNull.Value;
                break;
            case string text:
                parameter.DbType = DbType.String;
                parameter.Value = Storable(text);
                break;
            case byte[] bytes:
                parameter.DbType = DbType.Binary;
                parameter.Value = bytes;
                break;
            default:
                parameter.DbType = DbType.Int64;
                parameter.Value = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                break;
        }
    }

    // A text of PostgreSQL holds neither NUL nor half a character, and a server's reply may contain anything: such a character becomes
    // U+FFFD, when it is stored and when it is looked for.
    private static string Storable(string text)
    {
        var fault = FindFault(text, 0);
        if (fault < 0)
        {
            return text;
        }

        var characters = text.ToCharArray();
        for (; fault >= 0; fault = FindFault(text, fault + 1))
        {
            characters[fault] = '\uFFFD';
        }

        return new string(characters);
    }

    private static int FindFault(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return i;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }
}
