using System;
using MailOps.Bounces;

namespace MailOps.Journal;

/// <summary>How logs are read.</summary>
public sealed record MailServerLogOptions
{
    /// <summary>The options used when none are given.</summary>
    public static MailServerLogOptions Default { get; } = new();

    /// <summary>The form; told by the lines unless said otherwise.</summary>
    public MailServerLogFormat Format { get; init; }

    /// <summary>
    /// Syslog stamps have no year: each is the latest that does not lie after this moment (UTC). Null: the time the file was last written, or now.
    /// </summary>
    public DateTime? Newest { get; init; }

    /// <summary>The zone of stamps that name none; null for the zone of this machine.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How many mails are remembered at a time, to join their lines; those seen longest ago are forgotten first.</summary>
    public int MaxMails { get; init; } = 100_000;

    /// <summary>The rule table; null for the built-in one.</summary>
    public BounceRules? Rules { get; init; }
}
