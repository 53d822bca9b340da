using System;
using System.Collections.Generic;
using MailOps.Dns;

namespace MailOps.Session;

/// <summary>What a command was told about its surroundings: the same options for cmdlets and command line.</summary>
public sealed record MailOpsOptions
{
    /// <summary>The DNS servers to ask, the first one preferred; none: those of the operating system.</summary>
    public IReadOnlyList<DnsServer> DnsServers { get; init; } = [];

    /// <summary>A zone file (docs/zones.md) that answers instead of the network; null for the network.</summary>
    public string? ZonePath { get; init; }

    /// <summary>A file to record every answer of the DNS in (docs/dns.md); null to record nothing.</summary>
    public string? RecordDnsPath { get; init; }

    /// <summary>A recording that answers instead of the network and the zone; null for none.</summary>
    public string? ReplayDnsPath { get; init; }

    /// <summary>Further settings of the resolver; <see cref="DnsServers"/> and <see cref="Clock"/> replace those in it.</summary>
    public DnsResolverOptions Dns { get; init; } = new();

    /// <summary>The store as the caller named it, a path or a connection string; null to find it (<see cref="StoreLocator"/>).</summary>
    public string? Store { get; init; }

    /// <summary>Told what is doubtful about a store that the session makes; on any thread.</summary>
    internal Action<Finding>? Warn { get; init; }

    /// <summary>The clock of everything in the session.</summary>
    public MailClock Clock { get; init; } = MailClock.System;
}
