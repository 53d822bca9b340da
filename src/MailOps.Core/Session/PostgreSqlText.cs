using System;
using System.Collections.Generic;

namespace MailOps.Session;

/// <summary>Tells PostgreSQL connection strings from paths, and takes passwords out of them.</summary>
internal static class PostgreSqlText
{
    public static bool IsConnectionString(string text) =>
        IsUri(text) || StartsWithKey(text, "Host") || StartsWithKey(text, "Server") || StartsWithKey(text, "Service");

    /// <summary>The connection string as it may be shown: no password, in either notation.</summary>
    public static string WithoutPassword(string text) => IsUri(text) ? UriWithoutPassword(text) : PairsWithoutPassword(text);

    /// <summary>Whether a password stands in it, in whatever notation: it would end up in histories, logs and process lists.</summary>
    public static bool HasPassword(string text)
    {
        var address = text.Split('?')[0];
        if (IsUri(text) && UriWithoutPassword(address).Length < address.Length)
        {
            return true;
        }

        foreach (var word in (string[])["password", "passwd", "pwd", "psw"])
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                if (text.Substring(at + word.Length).TrimStart().StartsWith('='))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsUri(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static bool StartsWithKey(string text, string key)
    {
        var trimmed = text.TrimStart();
        return trimmed.StartsWith(key, StringComparison.OrdinalIgnoreCase) && trimmed.Substring(key.Length).TrimStart().StartsWith('=');
    }

    // A query may carry a password too (libpq takes every parameter there), so none of it is shown.
    private static string UriWithoutPassword(string text)
    {
        var query = text.IndexOf('?');
        var visible = query < 0 ? text : text.Substring(0, query);
        var start = visible.IndexOf("//", StringComparison.Ordinal) + 2;
        var at = visible.LastIndexOf('@');
        var colon = at < start ? -1 : visible.IndexOf(':', start, at - start);
        return colon < 0 ? visible : visible.Remove(colon, at - colon);
    }

    private static string PairsWithoutPassword(string text)
    {
        List<string> shown = [];
        foreach (var pair in text.Split(';'))
        {
            var name = pair.Split('=')[0].Trim();
            if (!name.Equals("Password", StringComparison.OrdinalIgnoreCase) && !name.Equals("PWD", StringComparison.OrdinalIgnoreCase)
                && pair.Contains('='))
            {
                shown.Add(pair.Trim());
            }
        }

        return string.Join(";", shown);
    }
}
