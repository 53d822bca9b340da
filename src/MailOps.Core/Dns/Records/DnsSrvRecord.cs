using System.Globalization;

namespace MailOps.Dns;

/// <summary>Where a service runs (RFC 2782).</summary>
public sealed record DnsSrvRecord : DnsRecord
{
    /// <summary>0 to 65535; the lowest is tried first.</summary>
    public required int Priority { get; init; }

    /// <summary>0 to 65535; the share among hosts of one priority.</summary>
    public required int Weight { get; init; }

    /// <summary>0 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>The host; <c>.</c> when the service does not exist there.</summary>
    public required string Target { get; init; }

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.SRV;

    /// <inheritdoc/>
    public override string Data => string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}", Priority, Weight, Port, Target);
}
