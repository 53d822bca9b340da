using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Domains.Blocklists;

/// <summary>A blocklist in the DNS (RFC 5782).</summary>
public sealed record MailBlocklist
{
    /// <summary>
    /// The lists that are asked unless others are named: run for years, answered openly, and with a way off that costs nothing. Lists that were shut down
    /// are not among them.
    /// </summary>
    public static readonly IReadOnlyList<MailBlocklist> Default =
    [
        new() { Zone = "zen.spamhaus.org", Name = "Spamhaus ZEN", ListsIPv6 = true, DelistingPage = "https://check.spamhaus.org/" },
        new() { Zone = "bl.spamcop.net", Name = "SpamCop", DelistingPage = "https://www.spamcop.net/bl.shtml" },
        new() { Zone = "psbl.surriel.com", Name = "PSBL", DelistingPage = "https://psbl.org/remove" },
        new() { Zone = "dnsbl.dronebl.org", Name = "DroneBL", ListsIPv6 = true, DelistingPage = "https://dronebl.org/lookup" },
        new() { Zone = "bl.mailspike.net", Name = "Mailspike", DelistingPage = "https://mailspike.org/iplookup.html" },
        new() { Zone = "dbl.spamhaus.org", Name = "Spamhaus DBL", ListsDomains = true, TestPoint = "dbltest.com", DelistingPage = "https://check.spamhaus.org/" },
        new() { Zone = "multi.surbl.org", Name = "SURBL", ListsDomains = true, TestPoint = "test.surbl.org", DelistingPage = "https://surbl.org/surbl-analysis" },
        new() { Zone = "multi.uribl.com", Name = "URIBL", ListsDomains = true, TestPoint = "test.uribl.com", DelistingPage = "https://admin.uribl.com/" },
    ];

    /// <summary>The lists that an admin names by their zones; those known above keep name, test entry and page.</summary>
    /// <param name="addressZones">Zones of lists of addresses.</param>
    /// <param name="domainZones">Zones of lists of domains.</param>
    /// <returns>Null when no zone is named: the usual ones are asked.</returns>
    public static IReadOnlyList<MailBlocklist>? Named(IReadOnlyList<string> addressZones, IReadOnlyList<string> domainZones)
    {
        ArgumentNullException.ThrowIfNull(addressZones);
        ArgumentNullException.ThrowIfNull(domainZones);
        return addressZones.Count + domainZones.Count == 0
            ? null
            : [.. addressZones.Select(zone => Known(zone, listsDomains: false)), .. domainZones.Select(zone => Known(zone, listsDomains: true))];
    }

    private static MailBlocklist Known(string zone, bool listsDomains) =>
        Default.FirstOrDefault(l => l.ListsDomains == listsDomains && string.Equals(l.Zone, zone, StringComparison.OrdinalIgnoreCase))
        ?? new MailBlocklist { Zone = zone, ListsDomains = listsDomains, ListsIPv6 = !listsDomains };

    /// <summary>The zone that is asked.</summary>
    public required string Zone { get; init; }

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it lists domains; else it lists IP addresses.</summary>
    public bool ListsDomains { get; init; }

    /// <summary>Whether it lists IPv6 addresses, too.</summary>
    public bool ListsIPv6 { get; init; }

    /// <summary>
    /// What is always listed so that one can see whether the list works (RFC 5782 section 5): an address or a domain. Empty: 127.0.0.2, or the domain TEST.
    /// </summary>
    public string TestPoint { get; init; } = "";

    /// <summary>Where to read why one is listed and to ask for removal; empty when not known.</summary>
    public string DelistingPage { get; init; } = "";

    /// <summary>The name, else the zone.</summary>
    public override string ToString() => Name.Length > 0 ? Name : Zone;
}
