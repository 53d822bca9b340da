using System;
using System.Data.Common;
using System.Globalization;

namespace MailOps.Storage.Sql;

/// <summary>
/// What a database wants otherwise when values are handed over. The statements themselves are the same for all: what one database calls
/// differently is defined in it (Postgres/Migrations).
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>Names the parameter that a statement calls <c>$1</c>, <c>$2</c> …</summary>
    public abstract void Name(DbParameter parameter, int index);

    /// <summary>Gives a parameter its value.</summary>
    public abstract void Set(DbParameter parameter, object? value);
}

/// <summary>SQLite finds parameters by their names and takes any value.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static readonly SqliteDialect Instance = new();

    private static readonly string[] Names = CreateNames();

    public override void Name(DbParameter parameter, int index) => parameter.ParameterName = Names[index];

    public override void Set(DbParameter parameter, object? value) => parameter.Value = value ?? DBNull.Value;

    private static string[] CreateNames()
    {
        var names = new string[64];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = "$" + (i + 1).ToString(CultureInfo.InvariantCulture);
        }

        return names;
    }
}
