using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Recall;

/// <summary>
/// The addresses that a Sieve script may redirect to (RFC 5228 section 4.2). Conditions are not judged: every redirect may have been taken.
/// </summary>
internal static class SieveRedirects
{
    public static IReadOnlyList<string> Read(string script)
    {
        List<string> found = [];
        var isRedirect = false;
        var at = 0;
        while (at < script.Length)
        {
            var c = script[at];
            if (c == '#')
            {
                at = After(script, "\n", at);
            }
            else if (c == '/' && at + 1 < script.Length && script[at + 1] == '*')
            {
                at = After(script, "*/", at + 2);
            }
            else if (c == '"')
            {
                at = ReadString(script, at + 1, out var text);
                // A variable (RFC 5229) has no value here.
                if (isRedirect && text.IndexOf('@') > 0 && text.IndexOf("${", StringComparison.Ordinal) < 0)
                {
                    found.Add(text);
                }
            }
            else if (c == ';' || c == '{' || c == '}')
            {
                isRedirect = false;
                at++;
            }
            else if (char.IsLetter(c))
            {
                var end = at;
                while (end < script.Length && (char.IsLetterOrDigit(script[end]) || script[end] == '_'))
                {
                    end++;
                }

                var word = script.Substring(at, end - at);
                var isTag = at > 0 && script[at - 1] == ':';
                // RFC 5228 section 2.4.2: "text:" begins a text of several lines that ends with a dot alone.
                if (!isTag && word.Equals("text", StringComparison.OrdinalIgnoreCase) && end < script.Length && script[end] == ':')
                {
                    at = AfterText(script, end);
                    continue;
                }

                isRedirect |= !isTag && word.Equals("redirect", StringComparison.OrdinalIgnoreCase);
                at = end;
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    // The dot stands alone on its line: one with more behind it is a line that begins with a dot, which is doubled.
    private static int AfterText(string script, int from)
    {
        var at = After(script, "\n.", from);
        while (at < script.Length && script[at] is not ('\r' or '\n'))
        {
            at = After(script, "\n.", at);
        }

        return at;
    }

    private static int After(string script, string mark, int from)
    {
        var found = from < script.Length ? script.IndexOf(mark, from, StringComparison.Ordinal) : -1;
        return found < 0 ? script.Length : found + mark.Length;
    }

    private static int ReadString(string script, int at, out string text)
    {
        var builder = new StringBuilder();
        while (at < script.Length && script[at] != '"')
        {
            at += script[at] == '\\' && at + 1 < script.Length ? 1 : 0;
            builder.Append(script[at++]);
        }

        text = builder.ToString();
        return at + 1;
    }
}
