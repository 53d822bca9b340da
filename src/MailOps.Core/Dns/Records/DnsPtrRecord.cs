namespace MailOps.Dns;

/// <summary>A name of an address (RFC 1035 section 3.3.12).</summary>
public sealed record DnsPtrRecord : DnsRecord
{
    /// <summary>The name.</summary>
    public required string Target { get; init; }

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.PTR;

    /// <inheritdoc/>
    public override string Data => Target;
}
