using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MailOps.Storage.Sql;

/// <summary>Puts a query together from constant pieces; every value becomes a numbered parameter.</summary>
internal sealed class QueryText(string start)
{
    private readonly StringBuilder _text = new(start);
    private readonly List<object?> _values = [];
    private bool _hasWhere;

    public IReadOnlyList<object?> Values => _values;

    /// <summary>Adds a value; the answer is the name of its parameter.</summary>
    public string Add(object? value)
    {
        _values.Add(value);
        return "$" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Adds a comparison, unless the value is null.</summary>
    public void Where(string comparison, object? value)
    {
        if (value is not null)
        {
            And().Append(comparison).Append(Add(value));
        }
    }

    /// <summary>Restricts a column to the numbers of enum values, unless there are none.</summary>
    public void WhereIn<T>(string column, IReadOnlyCollection<T> values)
        where T : struct, Enum
    {
        if (values.Count == 0)
        {
            return;
        }

        List<string> names = [];
        foreach (var value in values)
        {
            names.Add(Add(Convert.ToInt32(value, CultureInfo.InvariantCulture)));
        }

        And().Append(column).Append(" IN (").Append(string.Join(", ", names)).Append(')');
    }

    /// <summary>Adds a condition whose values were added before.</summary>
    public void WhereText(string condition) => And().Append(condition);

    public override string ToString() => _text.ToString();

    private StringBuilder And()
    {
        _text.Append(_hasWhere ? " AND " : " WHERE ");
        _hasWhere = true;
        return _text;
    }
}
