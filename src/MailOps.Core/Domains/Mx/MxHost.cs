using System;
using System.Globalization;

namespace MailOps.Domains.Mx;

/// <summary>One mail server of a domain, as its MX record names it.</summary>
public sealed record MxHost
{
    /// <summary>The server with the lowest number is tried first.</summary>
    public required int Preference { get; init; }

    /// <summary>The host that takes the mail; <c>.</c> in a record that says there is none.</summary>
    public required string Host { get; init; }

    /// <summary>
    /// Valid when a sender out in the network can find it, Missing when it has no address, Invalid when the name is none or leads to nobody, Unknown when
    /// the DNS did not answer.
    /// </summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Its IPv4 addresses.</summary>
    public TextList IPv4 { get; init; } = TextList.Empty;

    /// <summary>Its IPv6 addresses.</summary>
    public TextList IPv6 { get; init; } = TextList.Empty;

    /// <summary>Whether the name is an alias (CNAME) of another one.</summary>
    public bool IsAlias { get; init; }

    /// <summary>How long the MX record may be kept, as it was answered: a cache counts it down.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>Preference and host, as in a zone file.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1}", Preference, Host);
}
