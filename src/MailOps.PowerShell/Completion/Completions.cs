using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>What completers have in common: matching the word begun, and the quotes a value needs.</summary>
internal static class Completions
{
    private const string Special = " \t'\"`$&|;,(){}<>@#";

    /// <summary>The candidates that begin with the word, without repetition; quotes that the user has opened stay.</summary>
    public static IEnumerable<CompletionResult> Matching(string word, IEnumerable<(string Text, string ToolTip)> candidates)
    {
        var quote = word.Length > 0 && word[0] is '\'' or '"' ? word[0] : '\0';
        var begun = quote == '\0' ? word : word.Trim(quote);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, toolTip) in candidates)
        {
            if (text.StartsWith(begun, StringComparison.OrdinalIgnoreCase) && seen.Add(text))
            {
                yield return new CompletionResult(Quote(text, quote), text, CompletionResultType.ParameterValue, toolTip.Length > 0 ? toolTip : text);
            }
        }
    }

    internal static string Quote(string text, char quote)
    {
        if (quote == '\0' && !NeedsQuotes(text))
        {
            return text;
        }

        // Single quotes unless the user began with a double one: nothing in the value is meant to be expanded.
        return quote == '"'
            ? "\"" + text.Replace("`", "``").Replace("\"", "`\"").Replace("$", "`$") + "\""
            : "'" + text.Replace("'", "''") + "'";
    }

    private static bool NeedsQuotes(string text)
    {
        foreach (var c in text)
        {
            if (Special.Contains(c))
            {
                return true;
            }
        }

        return false;
    }
}
