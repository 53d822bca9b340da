using System;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;

namespace MailOps.Cli;

/// <summary>Values of the command line that are one of a few names, or numbers: what is none of them is told what would be.</summary>
internal static class Choices
{
    public static T[] ParseNames<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var values = new T[result.Tokens.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var text = result.Tokens[i].Value;
            // The framework takes numbers for names too; nobody knows what the seventh state is.
            if (!Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"'{text}' is none of {string.Join(", ", Enum.GetNames<T>().Select(CamelCase))}.");
                return [];
            }

            values[i] = Enum.Parse<T>(text, ignoreCase: true);
        }

        return values;
    }

    public static long[] ParseIds(ArgumentResult result)
    {
        var ids = new long[result.Tokens.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            if (!long.TryParse(result.Tokens[i].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ids[i]))
            {
                result.AddError($"'{result.Tokens[i].Value}' is no number of a mail: give it as 'mailops outbox list' shows it in the column Id, such as 12.");
                return [];
            }
        }

        return ids;
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
