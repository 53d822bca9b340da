using System;

namespace MailOps.Domains.MtaSts;

/// <summary>The policy of a domain (RFC 8461 section 3.2): which mail servers senders may use, and how strictly.</summary>
public sealed record MtaStsPolicy
{
    /// <summary>How strictly.</summary>
    public required MtaStsMode Mode { get; init; }

    /// <summary>How long senders keep the policy (<c>max_age</c>).</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>The names that mail servers may have, lower case; <c>*.</c> at the start stands for one label.</summary>
    public TextList Mx { get; init; } = TextList.Empty;

    /// <summary>Reads a policy.</summary>
    /// <param name="text">The text of the file.</param>
    /// <returns>The policy; null when senders cannot use it.</returns>
    public static MtaStsPolicy? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MtaStsPolicyReader.Read(text, []);
    }

    /// <summary>Whether the policy names a mail server (RFC 8461 section 4.1).</summary>
    /// <param name="host">Its name, as in the MX record; the final dot does not matter.</param>
    public bool Allows(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        foreach (var pattern in Mx)
        {
            if (Matches(pattern, host))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool Matches(string pattern, string host)
    {
        host = host.EndsWith('.') ? host.Substring(0, host.Length - 1) : host;
        if (!pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);
        }

        var dot = host.IndexOf('.');
        return dot > 0 && string.Equals(pattern.Substring(1), host.Substring(dot), StringComparison.OrdinalIgnoreCase);
    }
}
