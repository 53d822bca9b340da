using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Storage.Sql;

/// <summary>
/// Asks for many rows by their keys with few statements: each one costs a server more than the row that it finds. The list in a statement has a
/// fixed width, so that the text is a constant; what is left of it repeats the last key.
/// </summary>
internal static class KeyList
{
    private const int Width = 16;

    /// <summary>The list as the first parameters of a statement, <c>($1, …)</c>.</summary>
    public static readonly string First = "(" + string.Join(", ", Enumerable.Range(1, Width).Select(n => "$" + n)) + ")";

    /// <summary>The names of the parameters that follow the list, the first one with the number 0.</summary>
    public static string After(int number) => "$" + (Width + 1 + number);

    /// <summary>The values of as many statements as the keys need.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="further">The values after the list.</param>
    public static IEnumerable<object?[]> Split<T>(IReadOnlyList<T> keys, params object?[] further)
        where T : notnull
    {
        for (var start = 0; start < keys.Count; start += Width)
        {
            var values = new object?[Width + further.Length];
            for (var i = 0; i < Width; i++)
            {
                values[i] = keys[Math.Min(start + i, keys.Count - 1)];
            }

            further.CopyTo(values, Width);
            yield return values;
        }
    }
}
