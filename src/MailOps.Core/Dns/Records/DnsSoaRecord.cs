using System;
using System.Globalization;

namespace MailOps.Dns;

/// <summary>The start of a zone (RFC 1035 section 3.3.13).</summary>
public sealed record DnsSoaRecord : DnsRecord
{
    /// <summary>The server that the zone comes from.</summary>
    public required string PrimaryServer { get; init; }

    /// <summary>The mailbox of the person responsible, as a name: its first dot stands for the at sign.</summary>
    public required string ResponsibleMailbox { get; init; }

    /// <summary>The version of the zone, 0 to 4,294,967,295.</summary>
    public long Serial { get; init; }

    /// <summary>How often secondary servers ask for a newer version.</summary>
    public TimeSpan Refresh { get; init; }

    /// <summary>How soon they ask again after a failure.</summary>
    public TimeSpan Retry { get; init; }

    /// <summary>How long they go on answering without having heard of the primary one.</summary>
    public TimeSpan Expire { get; init; }

    /// <summary>How long the absence of a record may be remembered; the lifetime of this record limits it too (RFC 2308 section 5).</summary>
    public TimeSpan Minimum { get; init; }

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.SOA;

    /// <inheritdoc/>
    public override string Data => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2} {3} {4} {5} {6}",
        PrimaryServer,
        ResponsibleMailbox,
        Serial,
        (long)Refresh.TotalSeconds,
        (long)Retry.TotalSeconds,
        (long)Expire.TotalSeconds,
        (long)Minimum.TotalSeconds);
}
