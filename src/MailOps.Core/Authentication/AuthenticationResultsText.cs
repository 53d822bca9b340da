using System;
using System.Collections.Generic;
using System.Text;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication;

/// <summary>Reads the Authentication-Results fields (RFC 8601) that a host wrote itself.</summary>
internal static class AuthenticationResultsText
{
    private const int MaxFields = 100;

    /// <summary>The results of all fields of one authserv-id, from the top, joined with a semicolon; empty when there are none.</summary>
    public static string Merge(SignedHeader header, string authservId)
    {
        var results = new List<string>();
        for (var i = 0; i < header.Count && results.Count < MaxFields; i++)
        {
            if (!header.IsNamed(i, "authentication-results"u8))
            {
                continue;
            }

            var text = Unfold(header.Value(i)).Trim();
            var end = text.IndexOf(';');

            // A version number may stand behind the authserv-id.
            var id = (end < 0 ? text : text.Substring(0, end)).Split([' '], 2)[0];
            var own = end < 0 ? "" : text.Substring(end + 1).Trim();
            if (string.Equals(id, authservId, StringComparison.OrdinalIgnoreCase) && own.Length > 0)
            {
                results.Add(own.TrimEnd(';'));
            }
        }

        return string.Join("; ", results);
    }

    /// <summary>What a method gave, the first time that it is named; empty when it is not.</summary>
    public static string ResultOf(string results, string method)
    {
        foreach (var part in results.Split(';'))
        {
            var text = part.TrimStart();
            if (text.StartsWith(method, StringComparison.OrdinalIgnoreCase) && text.Substring(method.Length).TrimStart().StartsWith('='))
            {
                var value = text.Substring(text.IndexOf('=') + 1).Trim();
                var end = 0;
                while (end < value.Length && value[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
                {
                    end++;
                }

                return value.Substring(0, end).ToLowerInvariant();
            }
        }

        return "";
    }

    /// <summary>A value on one line, with single spaces.</summary>
    public static string Unfold(ReadOnlySpan<byte> value)
    {
        var text = new StringBuilder(value.Length);
        var isPending = false;
        foreach (var c in Encoding.UTF8.GetString(value))
        {
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                isPending = text.Length > 0;
                continue;
            }

            if (isPending)
            {
                text.Append(' ');
                isPending = false;
            }

            text.Append(c);
        }

        return text.ToString();
    }
}
