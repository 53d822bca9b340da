using System;
using System.Collections.Generic;

namespace MailOps.Domains;

/// <summary>
/// The form that the records of RFC 8460 section 3 and RFC 8461 section 3.1 share: a version, then <c>name=value</c> fields, with semicolons and
/// optional blanks between them and perhaps one at the end.
/// </summary>
internal static class FieldList
{
    private const int MaxName = 32;

    /// <summary>Reads the fields behind the version.</summary>
    /// <param name="text">The record; it begins with the version.</param>
    /// <param name="fields">The fields in order; of a repeated name each one.</param>
    /// <returns>What breaks the form; null when nothing does.</returns>
    public static string? Read(string text, out List<KeyValuePair<string, string>> fields)
    {
        fields = [];
        var parts = text.Split(';');
        for (var i = 1; i < parts.Length; i++)
        {
            var part = parts[i].Trim(' ', '\t');
            if (part.Length == 0)
            {
                if (i == parts.Length - 1)
                {
                    break;
                }

                return ";;";
            }

            var equals = part.IndexOf('=');
            if (equals <= 0)
            {
                return part;
            }

            var field = new KeyValuePair<string, string>(part.Substring(0, equals), part.Substring(equals + 1));
            if (!IsName(field.Key) || !IsValue(field))
            {
                return part;
            }

            fields.Add(field);
        }

        return null;
    }

    /// <summary>Whether a text is a version: it alone, or followed by a field; blanks may stand before the semicolon.</summary>
    public static bool HasVersion(string text, string version, StringComparison comparison = StringComparison.Ordinal) =>
        text.StartsWith(version, comparison) && text.Substring(version.Length).TrimStart(' ', '\t') is var rest && (rest.Length == 0 || rest[0] == ';');

    /// <summary>The first field of a name; null without one.</summary>
    public static string? Find(List<KeyValuePair<string, string>> fields, string name)
    {
        foreach (var field in fields)
        {
            if (field.Key == name)
            {
                return field.Value;
            }
        }

        return null;
    }

    // Printable ASCII without "=" and ";"; only a list of URIs may have more.
    private static bool IsValue(KeyValuePair<string, string> field)
    {
        if (field.Key != "rua")
        {
            foreach (var c in field.Value)
            {
                if (c is < '!' or > '~' or '=')
                {
                    return false;
                }
            }
        }

        return field.Value.Length > 0;
    }

    // ALPHA or DIGIT, then up to 31 of these, "_", "-" and ".".
    private static bool IsName(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var isLetterOrDigit = name[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if (!isLetterOrDigit && (i == 0 || name[i] is not ('_' or '-' or '.')))
            {
                return false;
            }
        }

        return name.Length <= MaxName;
    }
}
