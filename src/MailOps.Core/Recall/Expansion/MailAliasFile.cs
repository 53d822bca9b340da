using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MailOps.Recall;

/// <summary>Reads files that say where mail goes: Postfix's virtual(5) and aliases(5), <c>.forward</c>, Sieve scripts.</summary>
public static class MailAliasFile
{
    private const int MaxSize = 64 * 1024 * 1024;
    private const string Include = ":include:";

    /// <summary>
    /// Reads a file into a map. A name that ends with <c>.sieve</c> is a script and <c>.forward</c> a forward file, both of the user whose
    /// folder they lie in (<c>…/user</c>, or <c>…/domain/user</c>); every other file is a table, <c>address target, target</c> (virtual,
    /// also for a map of one's own) or <c>name: target, target</c> (aliases).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="map">The map to fill.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.AliasUnreadable</c>.</exception>
    public static void Read(string path, MailAliasMap map)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(map);
        string text;
        try
        {
            if (new FileInfo(path).Length > MaxSize)
            {
                throw RecallErrors.AliasUnreadable(path, "64 MB");
            }

            text = File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RecallErrors.AliasUnreadable(path, e.Message);
        }

        var name = Path.GetFileName(path);
        if (name.EndsWith(".sieve", StringComparison.OrdinalIgnoreCase))
        {
            AddOwned(map, path, SieveRedirects.Read(text));
        }
        else if (name.Equals(".forward", StringComparison.OrdinalIgnoreCase))
        {
            AddOwned(map, path, LogicalLines(text).SelectMany(Split));
        }
        else
        {
            ReadTable(text, map);
        }
    }

    internal static void ReadTable(string text, MailAliasMap map)
    {
        foreach (var line in LogicalLines(text))
        {
            var quoted = line[0] == '"' ? line.IndexOf('"', 1) : -1;
            var end = quoted > 0 ? quoted + 1 : line.IndexOfAny([' ', '\t', ':']);
            if (end <= 0)
            {
                continue;
            }

            var key = line.Substring(0, end).Trim('"');
            var rest = line.Substring(end).TrimStart(' ', '\t');
            // One colon ends a name of aliases(5); the next one may begin ":include:".
            var targets = Split(rest.StartsWith(':') && !rest.StartsWith(Include, StringComparison.Ordinal) ? rest.Substring(1).TrimStart() : rest).ToList();
            if (key.Length > 0 && targets.Count > 0)
            {
                map.Add(key, targets);
            }
        }
    }

    /// <summary>A list of targets: commas or blanks between them, quotes around what holds either.</summary>
    internal static IEnumerable<string> Split(string text)
    {
        var item = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && (c == ',' || (c is ' ' or '\t' && !IsCommand(item))))
            {
                if (item.Length > 0)
                {
                    yield return item.ToString();
                }

                item.Clear();
            }
            else
            {
                item.Append(c);
            }
        }

        if (item.Length > 0)
        {
            yield return item.ToString();
        }
    }

    // A pipe runs to the end of its entry, blanks and all.
    private static bool IsCommand(StringBuilder item) => item.Length > 0 && item[0] is '|' or ':';

    // postmap(1): a line that begins with white space continues the one before; # begins a comment where a line begins.
    private static IEnumerable<string> LogicalLines(string text)
    {
        var logical = new StringBuilder();
        using var reader = new StringReader(text.TrimStart('\uFEFF'));
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim().Length == 0 || line.TrimStart()[0] == '#')
            {
                continue;
            }

            if (line[0] is ' ' or '\t')
            {
                logical.Append(line);
                continue;
            }

            if (Take(logical) is { Length: > 0 } before)
            {
                yield return before;
            }

            logical.Append(line);
        }

        if (Take(logical) is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    private static string Take(StringBuilder logical)
    {
        var text = logical.ToString().Trim();
        logical.Clear();
        return text;
    }

    private static void AddOwned(MailAliasMap map, string path, IEnumerable<string> targets)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        var user = Path.GetFileName(folder);
        var domain = Path.GetFileName(Path.GetDirectoryName(folder) ?? "");
        var list = targets.ToList();
        if (user.Length == 0 || list.Count == 0)
        {
            return;
        }

        map.Add(user.IndexOf('@') < 0 && domain.IndexOf('.') > 0 ? user + "@" + domain : user, list, keepsCopy: true);
    }
}
