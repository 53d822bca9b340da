using System;
using System.Collections.Generic;

namespace MailOps.Dns;

/// <summary>What a message says about a name: the end of the chain, or a name to go on with.</summary>
internal readonly record struct ReadAnswer
{
    /// <summary>The status, unless <see cref="GoesOn"/> or <see cref="Failure"/> say otherwise.</summary>
    public DnsStatus Status { get; init; }

    public List<DnsRecord>? Records { get; init; }

    /// <summary>The name at the end of the aliases that the message knows.</summary>
    public string Name { get; init; }

    /// <summary>Whether the message ends at an alias, so that its target has to be asked for.</summary>
    public bool GoesOn { get; init; }

    public DnsFailureReason? Failure { get; init; }

    public TimeSpan TimeToLive { get; init; }
}

/// <summary>Makes sense of a well-formed message with the response code NOERROR or NXDOMAIN.</summary>
internal static class AnswerReader
{
    /// <summary>How many aliases a chain may have.</summary>
    public const int MaxAliases = 16;

    /// <summary>Reads what a message says about a name.</summary>
    /// <param name="message">The message.</param>
    /// <param name="question">The name asked for in it, and the type.</param>
    /// <param name="aliases">The aliases met before; those in the message are added.</param>
    public static ReadAnswer Read(DnsMessage message, DnsQuestion question, List<string> aliases)
    {
        var name = question.Name;
        var ttl = TimeSpan.MaxValue;
        while (true)
        {
            List<DnsRecord>? records = null;
            string? target = null;
            foreach (var record in message.Answers)
            {
                if (record.Name != name)
                {
                    continue;
                }

                if (record.Type == question.Type)
                {
                    (records ??= []).Add(record);
                    ttl = Shorter(ttl, record.TimeToLive);
                }
                else if (record is DnsCnameRecord alias && target is null)
                {
                    target = alias.Target;
                    ttl = Shorter(ttl, alias.TimeToLive);
                }
            }

            if (records is not null)
            {
                return new ReadAnswer { Status = DnsStatus.Found, Name = name, Records = records, TimeToLive = ttl };
            }

            if (target is null)
            {
                break;
            }

            aliases.Add(name);
            name = target;
            if (aliases.Count > MaxAliases || aliases.Contains(name))
            {
                return new ReadAnswer { Failure = DnsFailureReason.AliasLoop, Name = name };
            }
        }

        return ReadNegative(message, name, ttl, isAlias: name != question.Name);
    }

    // RFC 2308 sections 2.1 and 2.2; the response code is about the last name of the chain (RFC 6604 section 3).
    private static ReadAnswer ReadNegative(DnsMessage message, string name, TimeSpan ttl, bool isAlias)
    {
        // Section 5: without an SOA record the absence is not cached; with one, its lifetime and its minimum are the limits.
        var kept = message.Soa is { } soa && IsAtOrBelow(name, soa.Name) ? Shorter(ttl, Shorter(soa.TimeToLive, soa.Minimum)) : TimeSpan.Zero;
        if (message.ResponseCode == DnsWire.NameError)
        {
            return new ReadAnswer { Status = DnsStatus.NxDomain, Name = name, TimeToLive = kept };
        }

        if (message.Soa is not null)
        {
            return new ReadAnswer { Status = DnsStatus.NoData, Name = name, TimeToLive = kept };
        }

        // The servers of a zone know only their own end of a chain; a recursive server follows it to the end.
        if (isAlias)
        {
            return new ReadAnswer { GoesOn = true, Name = name, TimeToLive = ttl };
        }

        // A referral to other servers, from a server that does not follow it, is no answer.
        return message.HasNameServers && !message.IsAuthoritative && !message.IsRecursive
            ? new ReadAnswer { Failure = DnsFailureReason.Refused, Name = name }
            : new ReadAnswer { Status = DnsStatus.NoData, Name = name };
    }

    private static bool IsAtOrBelow(string name, string zone) =>
        zone == DnsName.Root || name == zone
        || (name.Length > zone.Length && name.EndsWith(zone, StringComparison.Ordinal) && name[name.Length - zone.Length - 1] == '.');

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
