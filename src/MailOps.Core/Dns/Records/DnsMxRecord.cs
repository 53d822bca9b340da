using System.Globalization;

namespace MailOps.Dns;

/// <summary>A host that takes mail for the domain (RFC 1035 section 3.3.9, RFC 5321 section 5.1).</summary>
public sealed record DnsMxRecord : DnsRecord
{
    /// <summary>0 to 65535; the host with the lowest number is tried first.</summary>
    public required int Preference { get; init; }

    /// <summary>The host; <c>.</c> when the domain takes no mail.</summary>
    public required string Exchange { get; init; }

    /// <summary>Whether this record says that the domain takes no mail (RFC 7505 section 3). That holds only if it is the only MX record.</summary>
    public bool IsNull => Exchange == DnsName.Root;

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.MX;

    /// <inheritdoc/>
    public override string Data => string.Format(CultureInfo.InvariantCulture, "{0} {1}", Preference, Exchange);
}
